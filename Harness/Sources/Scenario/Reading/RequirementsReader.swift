import ProbeProtocol
import Yams

/// Reads what a scenario requires.
struct RequirementsReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  static let keys = ["device", "ios", "entitlements", "lacks", "packages", "passcode"]
  static let passcodeWords = ["set", "unset"]

  /// - Returns: Where `device` stands.
  func read(_ node: Node, into requirements: inout Requirements) -> Place? {
    guard let fields = Fields(node, of: "'requires'", known: Self.keys, collector: collector) else {
      return nil
    }
    if let node = fields["device"],
      let word = values.choice(
        node, "the device", among: Requirements.DeviceKind.allCases.map(\.rawValue),
        listing: "The kinds of device")
    {
      requirements.device = Requirements.DeviceKind(rawValue: word.value) ?? .physical
    }
    if let node = fields["ios"] { versions(node, into: &requirements) }
    if let node = fields["entitlements"] { requirements.entitlements = entitlements(node, "'entitlements'") }
    if let node = fields["lacks"] { requirements.absentEntitlements = entitlements(node, "'lacks'") }
    if let node = fields["packages"] { requirements.needsPackages = values.flag(node, "'packages'") ?? false }
    if let node = fields["passcode"] {
      requirements.passcode =
        values.choice(node, "the passcode", among: Self.passcodeWords, listing: "The words for it")
        .map { $0.value == "set" }
    }
    return fields.keyPlace("device")
  }

  private func versions(_ node: Node, into requirements: inout Requirements) {
    guard let text = values.text(node, "'ios'") else { return }
    let term = Vocabulary.versionTermForm
    guard text.value.hasForm("^\(term)( +\(term))?$") else { return complain(of: text) }
    for term in text.value.split(separator: " ") {
      let isMinimum = term.hasPrefix(">=")
      let version = OSVersion(term.drop { "<>=".contains($0) })
      if isMinimum, requirements.minimumVersion == nil {
        requirements.minimumVersion = version
      } else if !isMinimum, requirements.belowVersion == nil {
        requirements.belowVersion = version
      } else {
        complain(of: text)
      }
    }
    if let minimum = requirements.minimumVersion, let below = requirements.belowVersion, minimum >= below {
      collector.report(.wrongType, at: text.place, "no iOS version is \(text.value)")
    }
  }

  private func complain(of text: Located<String>) {
    collector.report(
      .wrongType, at: text.place, "'ios' cannot be '\(text.value.prefix(60))'",
      help: "write \">=15.0\", \"<17\" or \">=15.0 <17\"")
  }

  private func entitlements(_ node: Node, _ meaning: String) -> [ActorName: [String]] {
    guard case .mapping(let mapping) = node else {
      collector.report(
        .wrongType, at: collector.place(of: node), "\(meaning) has to be a mapping, not \(node.kindInWords)",
        help: "write {role: [entitlement, …]}")
      return [:]
    }
    var entitlements: [ActorName: [String]] = [:]
    for field in Fields.fields(of: mapping, collector: collector) {
      let keys = values.list(field.node, "the entitlements of '\(field.name.value)'") ?? []
      entitlements[ActorName(field.name.value)] = keys.compactMap { values.text($0, "an entitlement")?.value }
    }
    return entitlements
  }
}
