import ProbeProtocol
import Yams

/// A mapping of which each key may be taken once; what is left over is unknown.
struct Fields {
  /// A key with its value.
  struct Field {
    var name: Located<String>
    var node: Node
  }

  let place: Place
  private let collector: DiagnosticCollector
  private var fields: [Field]
  private let subject: String

  /// - Parameters:
  ///   - subject: What the mapping is, as messages name it: `a step`.
  ///   - known: The keys that may stand in it.
  /// - Returns: nil, and a diagnostic, where the node is no mapping.
  init?(_ node: Node, of subject: String, known: [String], collector: DiagnosticCollector) {
    guard case .mapping(let mapping) = node else {
      collector.report(
        .wrongType, at: collector.place(of: node), "\(subject) has to be a mapping, not \(node.kindInWords)",
        help: "its keys are \(known.joined(separator: ", "))")
      return nil
    }
    self.place = collector.place(of: node)
    self.collector = collector
    self.subject = subject
    fields = Self.fields(of: mapping, collector: collector)
    for field in fields where !known.contains(field.name.value) {
      collector.report(
        .unknownKey, at: field.name.place, "\(subject) has no '\(field.name.value)'", word: field.name.value,
        among: known, listing: "The keys of \(subject)")
    }
  }

  /// All keys with their values, in the file's order.
  static func fields(of mapping: Node.Mapping, collector: DiagnosticCollector) -> [Field] {
    mapping.compactMap { key, value in
      let name = key.scalar?.string ?? ""
      guard !DuplicateKey.isStandIn(name) else { return nil }
      return Field(name: Located(name, collector.place(of: key)), node: value)
    }
  }

  subscript(name: String) -> Node? { fields.first { $0.name.value == name }?.node }

  /// Where a key stands.
  func keyPlace(_ name: String) -> Place? { fields.first { $0.name.value == name }?.name.place }

  /// The value of a key that has to be there.
  func required(_ name: String, _ meaning: String) -> Node? {
    if let node = self[name] { return node }
    var place = place
    place.length = 1
    collector.report(
      .missingKey, at: place, "\(subject) has no '\(name)'", help: "add '\(name):' with \(meaning)")
    return nil
  }
}

extension Node {
  /// What kind of node it is, as messages say it.
  var kindInWords: String {
    switch self {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "a single value"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
