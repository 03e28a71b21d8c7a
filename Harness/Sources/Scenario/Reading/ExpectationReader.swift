import ProbeProtocol
import Yams

/// Reads what a step is expected to show.
struct ExpectationReader {
  let collector: DiagnosticCollector
  let specification: ActionSpecification?
  private var values: Values { Values(collector: collector) }

  static let keys = ["claim", "claims", "outcome", "data", "syslog", "host", "after", "within"]

  init(collector: DiagnosticCollector, specification: ActionSpecification?) {
    self.collector = collector
    self.specification = specification
  }

  func read(_ node: Node) -> ExpectationDraft? {
    guard let fields = Fields(node, of: "an expectation", known: Self.keys, collector: collector) else {
      return nil
    }
    var draft = ExpectationDraft(place: fields.place)
    draft.place.length = 1
    readClaims(fields, into: &draft)
    var templates = TemplateReader(collector: collector)
    if let node = fields["outcome"] {
      let outcome = OutcomeReader(collector: collector).read(node)
      draft.outcome = outcome.map { Located($0, collector.place(of: node)) }
    }
    if let node = fields["data"] { draft.data = data(node, &templates) }
    if let node = fields["syslog"], let items = values.list(node, "'syslog'") {
      let reader = RecordReader(collector: collector)
      draft.records = items.compactMap { reader.read($0, &templates) }
    }
    if let node = fields["host"] { draft.host = host(node) }
    if let node = fields["after"] {
      draft.after = values.text(node, "'after'").map { Located(StepID($0.value), $0.place) }
    }
    if let node = fields["within"] { draft.within = values.duration(node, "'within'") }
    draft.uses = templates.uses
    let says = Self.keys.dropFirst(2).contains { fields[$0] != nil }
    if !says {
      collector.report(
        .missingKey, at: draft.place, "the expectation expects nothing",
        help: "add one of \(Self.keys.dropFirst(2).joined(separator: ", "))")
    }
    return draft
  }

  private func readClaims(_ fields: Fields, into draft: inout ExpectationDraft) {
    if let node = fields["claims"] {
      draft.claims = ScenarioDraftReader(collector: collector).claims(node)
    }
    guard let node = fields["claim"] else { return }
    if let place = fields.keyPlace("claim"), draft.claims != nil {
      collector.report(
        .duplicateKey, at: place, "'claim' stands beside 'claims'", help: "keep one of the two")
    }
    draft.claims = values.text(node, "a claim's id").map { [Located(ClaimID($0.value), $0.place)] } ?? []
  }

  private func data(_ node: Node, _ templates: inout TemplateReader) -> [Located<DataExpectation>] {
    guard case .mapping(let mapping) = node else {
      collector.report(
        .wrongType, at: collector.place(of: node), "'data' has to be a mapping, not \(node.kindInWords)",
        help: "write {<name of a result>: <value>}")
      return []
    }
    let reader = MatcherReader(collector: collector)
    var expectations: [Located<DataExpectation>] = []
    for field in Fields.fields(of: mapping, collector: collector) {
      StepReader(collector: collector).check(field.name, of: specification)
      guard let matcher = reader.read(field.node, &templates) else { continue }
      expectations.append(
        Located(DataExpectation(path: field.name.value, matcher: matcher), field.name.place))
    }
    return expectations
  }

  private func host(_ node: Node) -> [HostExpectation] {
    guard let fields = Fields(node, of: "'host'", known: Vocabulary.hostKinds, collector: collector) else {
      return []
    }
    return Vocabulary.hostKinds.compactMap { kind in
      guard let node = fields[kind] else { return nil }
      guard case .mapping = node else {
        return count(node, kind).map { HostExpectation(kind: kind, atLeast: $0, atMost: $0) }
      }
      guard let bounds = Fields(node, of: "'\(kind)'", known: ["at-least", "at-most"], collector: collector)
      else { return nil }
      let atLeast = bounds["at-least"].flatMap { count($0, kind) }
      let atMost = bounds["at-most"].flatMap { count($0, kind) }
      if bounds["at-least"] == nil, bounds["at-most"] == nil {
        collector.report(
          .missingKey, at: bounds.place, "'\(kind)' has no count", help: "add 'at-least' or 'at-most'")
      }
      if let atLeast, let atMost, atLeast > atMost {
        collector.report(
          .wrongType, at: bounds.place, "no count is at least \(atLeast) and at most \(atMost)")
      }
      return HostExpectation(kind: kind, atLeast: atLeast ?? 0, atMost: atMost)
    }
  }

  private func count(_ node: Node, _ kind: String) -> Int? {
    guard let number = values.number(node, "the count of '\(kind)'") else { return nil }
    if number < 0 {
      collector.report(.wrongType, at: collector.place(of: node), "the count of '\(kind)' is below zero")
    }
    return max(0, number)
  }
}
