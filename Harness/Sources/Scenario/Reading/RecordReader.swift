import ProbeProtocol
import Yams

/// Reads which log record should or must not appear.
struct RecordReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  static let sandboxKeys = ["actor", "process", "operation", "path", "code", "message"]
  static let daemonKeys = ["actor", "process", "path", "message"]
  static let textKeys = ["text", "process", "scope"]
  /// What can be forbidden.
  static let forbidden = ["sandbox", Vocabulary.shownText]

  init(collector: DiagnosticCollector) { self.collector = collector }

  func read(_ node: Node, _ templates: inout TemplateReader) -> RecordDraft? {
    record(node, .required, known: Vocabulary.logFamilies + [Vocabulary.shownText, "not"], &templates)
  }

  private func record(
    _ node: Node, _ presence: RecordExpectation.Presence, known: [String], _ templates: inout TemplateReader
  ) -> RecordDraft? {
    guard case .mapping(let mapping) = node else {
      collector.report(
        .wrongType, at: collector.place(of: node), "a record has to be a mapping, not \(node.kindInWords)",
        help: "write - sandbox: {operation: …, path: …}")
      return nil
    }
    let fields = Fields.fields(of: mapping, collector: collector)
    guard fields.count == 1, let field = fields.first else {
      collector.report(
        .wrongType, at: collector.place(of: node),
        "a record has one family as its key, not \(fields.count) keys",
        help: "begin each record with '- ' and put its details into braces")
      return nil
    }
    guard known.contains(field.name.value) else {
      collector.report(
        .unknownWord, at: field.name.place, "no family of log records named '\(field.name.value)'",
        word: field.name.value, among: known, listing: "The families")
      return nil
    }
    if field.name.value == "not" {
      return record(
        field.node, .forbidden, known: Vocabulary.logFamilies + [Vocabulary.shownText], &templates)
    }
    if presence == .forbidden, !Self.forbidden.contains(field.name.value) {
      collector.report(
        .forbiddenFamily, at: field.name.place,
        "only sandbox records and texts can be forbidden, not '\(field.name.value)'",
        help: "a daemon may have its own reasons to log; forbid what the kernel says of the actor")
    }
    return field.name.value == Vocabulary.shownText
      ? text(field, presence, &templates) : pattern(field, presence, &templates)
  }

  /// `shows: {text: "${canary.content}", process: sharingd}`
  private func text(
    _ field: Fields.Field, _ presence: RecordExpectation.Presence, _ templates: inout TemplateReader
  ) -> RecordDraft? {
    guard let fields = Fields(field.node, of: "a shown text", known: Self.textKeys, collector: collector)
    else { return nil }
    var draft = RecordDraft(presence: presence, family: field.name)
    draft.text = fields.required("text", "the text to look for").flatMap { templates.text($0, "a text") }
    if let text = draft.text, let node = fields["text"], Template(text).variables.isEmpty {
      collector.report(
        .badTemplate, at: collector.place(of: node), "anybody can log a text that is known beforehand",
        help: "use ${canary.\(CanaryText.names[0])}, or a variable with a value that has a canary in it")
    }
    draft.process = fields["process"].flatMap { values.text($0, "a process")?.value }
    if presence == .required, fields["process"] == nil {
      collector.report(
        .missingKey, at: fields.place, "nothing says whose records should show the text",
        help: "add 'process'; only a text that must not show is looked for in those of every process")
    }
    if let node = fields["scope"] {
      let words = RecordPattern.Scope.allCases.map(\.rawValue)
      let word = values.choice(node, "the scope", among: words, listing: "The scopes")
      draft.scope = word.flatMap { RecordPattern.Scope(rawValue: $0.value) } ?? .step
    }
    return draft
  }

  private func pattern(
    _ field: Fields.Field, _ presence: RecordExpectation.Presence, _ templates: inout TemplateReader
  ) -> RecordDraft? {
    let family = field.name.value
    let known = family == "sandbox" ? Self.sandboxKeys : Self.daemonKeys
    guard let fields = Fields(field.node, of: "a record of '\(family)'", known: known, collector: collector)
    else { return nil }
    var draft = RecordDraft(presence: presence, family: field.name)
    draft.actor = fields["actor"].flatMap { values.text($0, "an actor") }.map {
      Located(ActorName($0.value), $0.place)
    }
    draft.process = fields["process"].flatMap { values.text($0, "a process")?.value }
    draft.message = fields["message"].flatMap { templates.pattern($0, "the message") }
    draft.path = fields["path"].flatMap { templates.text($0, "a path") }
    guard family == "sandbox" else { return draft }
    draft.operation = fields["operation"].flatMap { values.text($0, "an operation")?.value }
    draft.code = fields["code"].flatMap { values.number($0, "the code") }
    return draft
  }
}
