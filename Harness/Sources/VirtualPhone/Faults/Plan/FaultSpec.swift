/// One fault as it is asked for: `drop=0.02`, `disconnect@120`.
package struct FaultSpec: Hashable, Sendable {
  package let kind: FaultKind
  /// Its strength; nil for faults that have none.
  package let value: FaultValue?
  /// Where it happens, counted from 1 in the units of ``FaultPlace/unit``; nil leaves it to the seed.
  package let place: Int?

  /// A fault with its usual strength, at a place that the seed chooses.
  package init(_ kind: FaultKind) {
    self.kind = kind
    value = kind.description.value?.usual
    place = nil
  }

  /// A fault of that kind at a place.
  package init(_ kind: FaultKind, at place: Int) {
    self.kind = kind
    value = kind.description.value?.usual
    self.place = kind.description.place == nil ? nil : max(1, place)
  }

  /// Reads `NAME[=VALUE][@PLACE]`.
  package init(_ text: some StringProtocol) throws(FaultSpecError) {
    let text = String(text)
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let words = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(words[0])
    guard let kind = FaultKind(rawValue: name) else {
      throw .unknown(name, nearest: NearestWord.of(name, among: FaultKind.allCases.map(\.rawValue)))
    }
    self.kind = kind
    value = try Self.value(words.count == 2 ? String(words[1]) : nil, of: kind)
    place = try parts.count == 2 ? Self.place(String(parts[1]), of: kind) : nil
  }

  /// The text that reads as this fault.
  package var text: String {
    kind.rawValue + (value.map { "=\($0.text)" } ?? "") + (place.map { "@\($0)" } ?? "")
  }

  private static func value(_ text: String?, of kind: FaultKind) throws(FaultSpecError) -> FaultValue? {
    guard let parameter = kind.description.value else {
      guard let text else { return nil }
      throw .takesNoValue(kind, given: text)
    }
    guard let text else { return parameter.usual }
    switch parameter {
    case .chance:
      if let chance = Double(text), (0...1).contains(chance) { return .chance(chance) }
    case .number(_, let range, _):
      if let number = Int(text), range.contains(number) { return .number(number) }
    case .word(_, let words):
      if words.contains(text) { return .word(text) }
    }
    throw .badValue(kind, given: text)
  }

  private static func place(_ text: String, of kind: FaultKind) throws(FaultSpecError) -> Int {
    guard kind.description.place != nil else { throw .takesNoPlace(kind, given: text) }
    guard let place = Int(text), place >= 1 else { throw .badPlace(kind, given: text) }
    return place
  }
}

extension FaultSpec {
  /// The chance, for faults that have one.
  var chance: Double { if case .chance(let chance) = value { chance } else { 0 } }

  /// The number, for faults that have one.
  var number: Int { if case .number(let number) = value { number } else { 0 } }

  /// The word, for faults that have one.
  var word: String { if case .word(let word) = value { word } else { "" } }

  /// The place, or the one that the seed chooses.
  func place(_ random: inout SeededRandom) -> Int {
    if let place { return place }
    guard let usual = kind.description.place?.usual else { return 1 }
    return Int.random(in: usual, using: &random)
  }
}
