import ProbeProtocol
import Yams

/// Reads an action's arguments by the types that the catalogue gives them.
struct ArgumentReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  init(collector: DiagnosticCollector) { self.collector = collector }

  func read(
    _ node: Node?, of specification: ActionSpecification?, action: Located<ActionName>?,
    into draft: inout StepDraft
  ) {
    var templates = TemplateReader(collector: collector)
    defer { draft.argumentUses = templates.uses }
    var given: Set<String> = []
    if let node {
      guard case .mapping(let mapping) = node else {
        return collector.report(
          .wrongType, at: collector.place(of: node), "'with' has to be a mapping, not \(node.kindInWords)",
          help: "write {argument: value, …}")
      }
      for field in Fields.fields(of: mapping, collector: collector) {
        templates.note(textsIn: field.node)
        guard let specification else { continue }
        given.insert(field.name.value)
        guard let argument = specification.arguments.first(where: { $0.name == field.name.value }) else {
          reportUnknown(field.name, of: specification)
          continue
        }
        draft.arguments[argument.name] = value(field.node, of: argument)
      }
    }
    guard let specification, let action else { return }
    for argument in specification.arguments where argument.isRequired && !given.contains(argument.name) {
      collector.report(
        .missingArgument, at: action.place, "\(specification.name) lacks its argument '\(argument.name)'",
        help: "add '\(argument.name)' to 'with': \(argument.summary)")
    }
  }

  private func reportUnknown(_ name: Located<String>, of specification: ActionSpecification) {
    collector.report(
      .unknownArgument, at: name.place, "\(specification.name) has no argument '\(name.value)'",
      word: name.value,
      among: specification.arguments.map(\.name), listing: "The arguments of \(specification.name)")
  }

  private func value(_ node: Node, of argument: ActionSpecification.Argument) -> JSONValue? {
    let meaning = "the argument '\(argument.name)'"
    switch argument.type {
    case .string: return values.anyText(node, meaning).map { .string($0.value) }
    case .path: return path(node, meaning).map(JSONValue.string)
    case .strings:
      return values.list(node, meaning).map { nodes in
        .array(nodes.compactMap { values.anyText($0, "an element of \(meaning)").map { .string($0.value) } })
      }
    case .integer: return variable(node) ?? values.number(node, meaning).map(JSONValue.int)
    case .boolean: return variable(node) ?? values.flag(node, meaning).map(JSONValue.bool)
    }
  }

  private func path(_ node: Node, _ meaning: String) -> String? {
    guard let text = values.text(node, meaning) else { return nil }
    let isAnchored = text.value.hasPrefix("/") || text.value.hasPrefix("~/")
    guard isAnchored || text.value.hasPrefix("${") else {
      collector.report(
        .wrongType, at: text.place, "\(meaning) is no absolute path",
        help: "begin with /, with ~/ for the actor's own home, or with a variable")
      return nil
    }
    return text.value
  }

  /// The text where it is one variable alone, whose value then brings its type along.
  private func variable(_ node: Node) -> JSONValue? {
    guard let text = node.scalar?.string, text.hasForm(#"^\$\{[^}]+\}$"#) else { return nil }
    return .string(text)
  }
}
