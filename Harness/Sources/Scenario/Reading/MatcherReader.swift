import ProbeProtocol
import Yams

/// Reads how a value is judged.
struct MatcherReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  static let keys = [
    "equals", "matches", "shape", "contains", "at-least", "at-most", "below", "above", "not",
  ]

  init(collector: DiagnosticCollector) { self.collector = collector }

  /// A value stands for being equal to it; a mapping has one matcher.
  func read(_ node: Node, _ templates: inout TemplateReader) -> DataMatcher? {
    guard case .mapping(let mapping) = node else {
      templates.note(textsIn: node)
      return .equals(values.json(node))
    }
    guard let fields = Fields(node, of: "a matcher", known: Self.keys, collector: collector) else {
      return nil
    }
    let present = Self.keys.filter { fields[$0] != nil }
    guard present.count == 1, let key = present.first, let operand = fields[key] else {
      let isEmpty = Fields.fields(of: mapping, collector: collector).isEmpty
      if isEmpty || present.count > 1 {
        collector.report(
          .wrongType, at: fields.place, "a matcher has one key, not \(present.count)",
          help: "take one of \(Self.keys.joined(separator: ", "))")
      }
      return nil
    }
    return matcher(key, operand, &templates)
  }

  private func matcher(_ key: String, _ node: Node, _ templates: inout TemplateReader) -> DataMatcher? {
    switch key {
    case "equals":
      templates.note(textsIn: node)
      return .equals(values.json(node))
    case "contains":
      templates.note(textsIn: node)
      if case .sequence(let elements) = node { return .contains(elements.map(values.json)) }
      return .contains([values.json(node)])
    case "matches": return templates.pattern(node, "the pattern").map(DataMatcher.matches)
    case "shape":
      return values.choice(
        node, "a shape", among: PathShape.allCases.map(\.rawValue), listing: "The shapes"
      ).flatMap { PathShape(rawValue: $0.value) }.map(DataMatcher.shape)
    case "not": return read(node, &templates).map(DataMatcher.not)
    default: return values.number(node, "'\(key)'").flatMap { bound(key, $0) }
    }
  }

  private func bound(_ key: String, _ number: Int) -> DataMatcher? {
    switch key {
    case "at-least": .atLeast(number)
    case "at-most": .atMost(number)
    case "below": .below(number)
    case "above": .above(number)
    default: nil
    }
  }
}
