import ProbeProtocol
import Yams

/// Reads which log record should or must not appear.
struct RecordReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  static let sandboxKeys = ["actor", "process", "operation", "path", "code", "message"]
  static let daemonKeys = ["actor", "process", "path", "message"]

  init(collector: DiagnosticCollector) { self.collector = collector }

  func read(_ node: Node, _ templates: inout TemplateReader) -> RecordDraft? {
    record(node, .required, known: Vocabulary.logFamilies + ["not"], &templates)
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
      return record(field.node, .forbidden, known: Vocabulary.logFamilies, &templates)
    }
    if presence == .forbidden, field.name.value != "sandbox" {
      collector.report(
        .forbiddenFamily, at: field.name.place,
        "only sandbox records can be forbidden, not '\(field.name.value)'",
        help: "a daemon may have its own reasons to log; forbid what the kernel says of the actor")
    }
    return pattern(field, presence, &templates)
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
