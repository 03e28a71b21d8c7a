public import ProbeProtocol

/// What somebody named on the command line: scenarios, topics, claims, or globs of these.
public struct ScenarioSelection: Hashable, Sendable {
  /// `FS-15`, `fs`, `FS-1*`, `app-group`, `app-group/*`, `isolation/own-home-opens`; none for all.
  public var names: [String]

  public init(names: [String]) { self.names = names }

  /// The scenarios that the names select, each once and in the order of the library. Case does not matter.
  /// - Returns: A failure where one of the names selects nothing, whatever the others select.
  public func scenarios(
    among scenarios: [Scenario], claims: ClaimCatalogue
  ) -> Result<[Scenario], SelectionError> {
    guard !names.isEmpty else { return .success(scenarios) }
    var selected: Set<ScenarioID> = []
    var misses: [SelectionError.Miss] = []
    for name in names {
      let hits = scenarios.filter { Self.selects(name, $0) }
      if hits.isEmpty { misses.append(Self.miss(name, among: scenarios, claims: claims)) }
      selected.formUnion(hits.map(\.id))
    }
    guard misses.isEmpty else { return .failure(SelectionError(misses: misses)) }
    return .success(scenarios.filter { selected.contains($0.id) })
  }

  private static func selects(_ name: String, _ scenario: Scenario) -> Bool {
    let glob = Glob(name)
    return glob.matches(scenario.id.rawValue) || glob.matches(scenario.id.topic)
      || scenario.claims.contains { claim in
        glob.matches(claim.rawValue) || glob.matches(prefix(of: claim))
      }
  }

  /// `FS` of `FS-15`.
  private static func prefix(of claim: ClaimID) -> String { String(claim.rawValue.prefix { $0 != "-" }) }

  private static func miss(
    _ name: String, among scenarios: [Scenario], claims: ClaimCatalogue
  ) -> SelectionError.Miss {
    let glob = Glob(name)
    let known = claims.claims.filter {
      glob.matches($0.id.rawValue) || glob.matches(prefix(of: $0.id)) || glob.matches($0.topic)
    }
    guard known.isEmpty else {
      return SelectionError.Miss(name: name, nearest: [], untested: known.map(\.id))
    }
    var words: [String] = []
    for word in scenarios.map(\.id.topic) + scenarios.map(\.id.rawValue) + claims.claims.map(\.id.rawValue)
      + claims.claims.map({ prefix(of: $0.id) })
    where !words.contains(word) {
      words.append(word)
    }
    // A scenario's name alone, without its topic, is a likely slip as well.
    let byName = scenarios.filter { $0.id.rawValue.lowercased().hasSuffix("/" + name.lowercased()) }
    let nearest = byName.map(\.id.rawValue) + NearestWord.several(of: name, among: words)
    return SelectionError.Miss(name: name, nearest: Array(nearest.prefix(3)), untested: [])
  }
}

/// Names that select no scenario.
public struct SelectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One such name.
  public struct Miss: Hashable, Sendable {
    public var name: String
    /// Words that it may stand for, the nearest first.
    public var nearest: [String]
    /// Claims that it does name and that no scenario tests.
    public var untested: [ClaimID]

    public init(name: String, nearest: [String], untested: [ClaimID]) {
      self.name = name
      self.nearest = nearest
      self.untested = untested
    }
  }

  /// Never empty.
  public var misses: [Miss]

  public init(misses: [Miss]) { self.misses = misses }

  /// One line per name, with what to do about it.
  public var description: String { misses.map(Self.line).joined(separator: "\n") }

  private static func line(_ miss: Miss) -> String {
    if !miss.untested.isEmpty {
      let ids = miss.untested.prefix(5).map(\.rawValue).joined(separator: ", ")
      return
        "'\(miss.name)' names \(ids)\(miss.untested.count > 5 ? " and others" : ""): no scenario tests that yet"
    }
    let list = "'sandprobe scenarios list' shows what there is"
    guard let first = miss.nearest.first else {
      return "no scenario, topic or claim named '\(miss.name)'; \(list)"
    }
    let others = miss.nearest.dropFirst().map { "'\($0)'" }.joined(separator: " or ")
    return "no scenario, topic or claim named '\(miss.name)'; did you mean '\(first)'"
      + "\(others.isEmpty ? "" : " or \(others)")? \(list)"
  }
}
