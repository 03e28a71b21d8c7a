import ProbeProtocol
import Yams

/// Reads how an action should end.
struct OutcomeReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  static let words = ["ok", "nil", "refused"]
  static let errorKeys = ["domain", "code", "message"]

  init(collector: DiagnosticCollector) { self.collector = collector }

  func read(_ node: Node) -> OutcomeExpectation? {
    guard case .mapping = node else { return word(node) }
    guard
      let fields = Fields(node, of: "an outcome", known: ["errno", "error"], collector: collector)
    else { return nil }
    if let number = fields["errno"], let error = fields.keyPlace("error") {
      collector.report(.wrongType, at: error, "an outcome is 'errno' or 'error', not both")
      return errno(number)
    }
    if let node = fields["errno"] { return errno(node) }
    if let node = fields["error"] { return error(node) }
    collector.report(
      .missingKey, at: fields.place, "the outcome says nothing",
      help: "write {errno: EPERM} or {error: {domain: …}}")
    return nil
  }

  private func word(_ node: Node) -> OutcomeExpectation? {
    guard let text = values.anyText(node, "the outcome") else { return nil }
    switch text.value {
    case "ok": return .ok
    case "nil": return OutcomeExpectation.none
    case "refused": return .refused
    default:
      let help =
        ErrnoName.known.contains(text.value)
        ? "write {errno: \(text.value)}"
        : DiagnosticCollector.help(
          for: text.value, among: Self.words, listing: "Beside {errno: …} and {error: …} the outcomes")
      collector.report(
        .unknownWord, at: text.place, "the outcome cannot be '\(text.value.prefix(60))'", help: help)
      return nil
    }
  }

  private func errno(_ node: Node) -> OutcomeExpectation? {
    var nodes = [node]
    if case .sequence(let sequence) = node { nodes = Array(sequence) }
    if nodes.isEmpty {
      collector.report(.wrongType, at: collector.place(of: node), "'errno' is an empty list")
    }
    return .errno(
      nodes.compactMap { node in
        values.choice(node, "an error number", among: ErrnoName.known, listing: "The names of error numbers")
          .map { ErrnoName($0.value) }
      })
  }

  private func error(_ node: Node) -> OutcomeExpectation? {
    guard let fields = Fields(node, of: "an error", known: Self.errorKeys, collector: collector) else {
      return nil
    }
    if Self.errorKeys.allSatisfy({ fields[$0] == nil }) {
      collector.report(
        .missingKey, at: fields.place, "the error says nothing", help: "add 'domain', 'code' or 'message'")
    }
    var templates = TemplateReader(collector: collector)
    let message = fields["message"].flatMap { templates.pattern($0, "the message") }
    for use in templates.uses {
      collector.report(
        .badTemplate, at: use.place, "an error's message takes no variables",
        help: "write $${ if the characters themselves are meant")
    }
    return .error(
      domain: fields["domain"].flatMap { values.text($0, "the domain")?.value },
      code: fields["code"].flatMap { values.number($0, "the code") }, message: message)
  }
}
