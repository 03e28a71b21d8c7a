import ProbeProtocol
import Yams

/// Reads a step.
struct StepReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  static let keys = [
    "id", "actor", "action", "with", "save", "control", "uncontrolled", "together", "when", "timeout",
    "expect",
  ]

  init(collector: DiagnosticCollector) { self.collector = collector }

  func read(_ node: Node) -> StepDraft? {
    guard let fields = Fields(node, of: "a step", known: Self.keys, collector: collector) else { return nil }
    var draft = StepDraft(place: fields.place)
    draft.place.length = 1
    readWho(fields, into: &draft)
    let specification = draft.action.flatMap { ActionCatalogue.specification(of: $0.value) }
    ArgumentReader(collector: collector).read(
      fields["with"], of: specification, action: draft.action, into: &draft)
    if let node = fields["save"] { draft.saves = saves(node, of: specification) }
    if let node = fields["control"] { draft.isControl = values.flag(node, "'control'") ?? false }
    if let node = fields["uncontrolled"] {
      draft.uncontrolled = values.text(node, "the reason why there is no control")?.value
    }
    if let node = fields["together"] {
      draft.together = values.word(
        node, "a label", form: Vocabulary.wordForm,
        help: "write a word of lower-case letters, digits and dashes")
    }
    if let node = fields["when"] {
      let words = Step.Moment.allCases.map(\.rawValue)
      draft.moment = values.choice(node, "the moment", among: words, listing: "The moments").flatMap { word in
        Step.Moment(rawValue: word.value).map { Located($0, word.place) }
      }
    }
    if let node = fields["timeout"] { draft.timeLimit = values.duration(node, "the time limit") ?? 15_000 }
    if let node = fields["expect"] {
      draft.expectations = expectations(node, of: specification)
    }
    return draft
  }

  private func readWho(_ fields: Fields, into draft: inout StepDraft) {
    if let node = fields.required("id", "a word that no other step has"),
      let id = values.word(
        node, "a step's id", form: Vocabulary.wordForm,
        help: "write a word of lower-case letters, digits and dashes")
    {
      draft.id = Located(StepID(id.value), id.place)
    }
    if let node = fields.required("actor", "one of the scenario's roles, or host") {
      draft.actor = values.text(node, "an actor").map { Located(ActorName($0.value), $0.place) }
    }
    guard let node = fields.required("action", "what the actor does"),
      let name = values.text(node, "an action")
    else { return }
    draft.action = Located(ActionName(name.value), name.place)
    guard ActionCatalogue.specification(of: ActionName(name.value)) == nil else { return }
    collector.report(
      .unknownAction, at: name.place, "no action named '\(name.value)'", word: name.value,
      among: ActionCatalogue.all.map(\.name.rawValue), listing: "The actions")
  }

  private func saves(_ node: Node, of specification: ActionSpecification?) -> [SaveDraft] {
    guard case .mapping(let mapping) = node else {
      collector.report(
        .wrongType, at: collector.place(of: node), "'save' has to be a mapping, not \(node.kindInWords)",
        help: "write {variable: result.<name>}")
      return []
    }
    return Fields.fields(of: mapping, collector: collector).compactMap { field in
      if !field.name.value.hasForm(Vocabulary.variableForm) {
        collector.report(
          .badIdentifier, at: field.name.place, "a variable cannot be named '\(field.name.value.prefix(60))'",
          help: "begin with a letter and use letters, digits, dashes and underscores")
      }
      guard let text = values.text(field.node, "what is saved") else { return nil }
      guard text.value.hasPrefix("result."), text.value.count > 7 else {
        collector.report(
          .unknownResult, at: text.place, "'\(text.value.prefix(60))' names no part of the result",
          help:
            "write result.<name>; \(specification.map(Self.results) ?? "the action says which names there are")"
        )
        return nil
      }
      let path = Located(String(text.value.dropFirst(7)), text.place)
      check(path, of: specification)
      return SaveDraft(name: field.name, path: path)
    }
  }

  private func expectations(_ node: Node, of specification: ActionSpecification?) -> [ExpectationDraft] {
    let reader = ExpectationReader(collector: collector, specification: specification)
    guard case .sequence(let nodes) = node else { return reader.read(node).map { [$0] } ?? [] }
    if nodes.isEmpty {
      collector.report(.wrongType, at: collector.place(of: node), "'expect' is an empty list")
    }
    return nodes.compactMap { reader.read($0) }
  }

  /// Checks that the action gives what a path begins with.
  func check(_ path: Located<String>, of specification: ActionSpecification?) {
    guard let specification else { return }
    let name = path.value.split(separator: ".").first.map(String.init) ?? ""
    guard specification.results[name] == nil else { return }
    collector.report(
      .unknownResult, at: path.place, "\(specification.name) gives no '\(name)'", word: name,
      among: specification.results.keys.sorted(), listing: "The results of \(specification.name)")
  }

  private static func results(_ specification: ActionSpecification) -> String {
    let names = specification.results.keys.sorted()
    return names.isEmpty
      ? "\(specification.name) gives nothing" : "\(specification.name) gives \(names.joined(separator: ", "))"
  }
}
