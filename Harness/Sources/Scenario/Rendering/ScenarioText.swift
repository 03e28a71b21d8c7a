import ProbeProtocol

extension Scenario {
  /// The scenario in words, for a terminal: several lines that end in a newline.
  public var text: String {
    var lines = ["\(id)", title, "", "claims   \(claims.map(\.rawValue).joined(separator: ", "))"]
    if kind == .explore { lines.append("kind     explores: records what the log shows and judges nothing") }
    lines.append("needs    \(requirements.sentence)\(needsLock ? "; the phone is locked once" : "")")
    let width = actors.map(\.actor.rawValue.count).max() ?? 0
    for (index, casting) in actors.enumerated() {
      let role = casting.actor.rawValue.padded(to: width)
      lines.append("\(index == 0 ? "actors " : "       ")  \(role)  \(casting.probe)")
    }
    for (index, step) in steps.enumerated() {
      lines.append("")
      lines += step.lines(number: index + 1)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Requirements {
  fileprivate var sentence: String {
    var parts: [String] = []
    switch device {
    case .physical: parts.append("a phone")
    case .simulator: parts.append("the Simulator")
    case .any: parts.append("a phone or the Simulator")
    }
    if let minimumVersion { parts.append("iOS \(minimumVersion) or later") }
    if let belowVersion { parts.append("iOS below \(belowVersion)") }
    for (actor, keys) in entitlements.sorted(by: { $0.key < $1.key }) {
      parts.append("\(actor) with \(keys.joined(separator: ", "))")
    }
    for (actor, keys) in absentEntitlements.sorted(by: { $0.key < $1.key }) {
      parts.append("\(actor) without \(keys.joined(separator: ", "))")
    }
    if needsPackages { parts.append("the packages of the probe apps") }
    if let passcode { parts.append(passcode ? "a passcode" : "no passcode") }
    return parts.joined(separator: "; ")
  }
}

extension Step {
  fileprivate func lines(number: Int) -> [String] {
    var marks = isControl ? ["control"] : []
    if let together { marks.append("beside the others of \(together)") }
    if moment == .locked { marks.append("while the phone is locked") }
    let suffix = marks.isEmpty ? "" : "  (\(marks.joined(separator: ", ")))"
    var lines = ["\(String(number).padded(to: 3)) \(id)\(suffix)", "    \(actor) does \(action)"]
    for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
      lines.append("      \(name): \(value.plainText)")
    }
    for (name, path) in saves.sorted(by: { $0.key < $1.key }) {
      lines.append("    saves \(name) from result.\(path)")
    }
    if let uncontrolled { lines.append("    without a control: \(uncontrolled)") }
    for expectation in expectations { lines += expectation.lines }
    return lines
  }
}

extension Expectation {
  fileprivate var lines: [String] {
    var parts: [String] = []
    if let outcome { parts.append("outcome \(outcome.words)") }
    parts += data.map { "\($0.path) \($0.matcher.words)" }
    parts += records.map(\.words)
    parts += host.map(\.words)
    if let after { parts.append("it begins after \(after)") }
    if let within { parts.append("it takes \(within) ms at most") }
    let purpose = claims.isEmpty ? "" : " for \(claims.map(\.rawValue).joined(separator: ", "))"
    return parts.map { "    expects\(purpose): \($0)" }
  }
}

extension OutcomeExpectation {
  fileprivate var words: String {
    switch self {
    case .ok: "ok"
    case .none: "nil"
    case .refused: "any refusal"
    case .errno(let names): names.map(\.rawValue).joined(separator: " or ")
    case .error(let domain, let code, let message):
      (["error", domain, code.map(String.init)] + [message.map { "with a message like \($0)" }])
        .compactMap { $0 }.joined(separator: " ")
    }
  }
}

extension DataMatcher {
  fileprivate var words: String { words(isWanted: true) }

  private func words(isWanted: Bool) -> String {
    let verb = isWanted ? "is" : "is not"
    return switch self {
    case .equals(let value): "\(verb) \(value.compactText)"
    case .matches(let pattern): "\(isWanted ? "matches" : "does not match") \(pattern)"
    case .shape(let shape): "\(verb) of the shape \(shape.rawValue)"
    case .contains(let elements):
      "\(isWanted ? "contains" : "does not contain") \(elements.map(\.compactText).joined(separator: ", "))"
    case .atLeast(let number): "\(verb) at least \(number)"
    case .atMost(let number): "\(verb) at most \(number)"
    case .below(let number): "\(verb) below \(number)"
    case .above(let number): "\(verb) above \(number)"
    case .not(let matcher): matcher.words(isWanted: !isWanted)
    }
  }
}

extension RecordExpectation {
  fileprivate var words: String {
    if let text = pattern.text {
      let owner = pattern.process.map { "of \($0)" } ?? "of anyone but the probes"
      let place = pattern.scope == .scenario ? " from the scenario's begin on" : ""
      return "\(presence == .required ? "a" : "no") record \(owner)\(place) shows \(text)"
    }
    let details = [
      pattern.process.map { "by \($0)" }, "about \(pattern.actor)", pattern.operation, pattern.path,
      pattern.code.map { "code \($0)" }, pattern.message.map { "with a message like \($0)" },
    ].compactMap { $0 }
    return "\(presence == .required ? "a" : "no") \(pattern.family) record \(details.joined(separator: ", "))"
  }
}

extension HostExpectation {
  fileprivate var words: String {
    guard let atMost else { return "the host sees \(kind) \(atLeast) times or more" }
    return atLeast == atMost
      ? "the host sees \(kind) \(atLeast) times" : "the host sees \(kind) \(atLeast) to \(atMost) times"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
