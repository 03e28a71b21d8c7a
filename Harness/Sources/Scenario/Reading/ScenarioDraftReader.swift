import ProbeProtocol
import Yams

/// Reads a scenario's form: its keys, their types, its words. What the words refer to is checked later.
struct ScenarioDraftReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  static let keys = ["id", "claims", "title", "kind", "requires", "actors", "steps"]

  init(collector: DiagnosticCollector) { self.collector = collector }

  func read(_ root: Node) -> ScenarioDraft? {
    guard let fields = Fields(root, of: "a scenario", known: Self.keys, collector: collector) else {
      return nil
    }
    var draft = ScenarioDraft(
      place: fields.place, claimsPlace: fields.keyPlace("claims") ?? fields.place,
      devicePlace: fields.keyPlace("requires") ?? fields.keyPlace("claims") ?? fields.place)
    if let node = fields.required("id", "<topic>/<name>"),
      let id = values.word(
        node, "a scenario's id", form: Vocabulary.scenarioIDForm,
        help:
          "write <topic>/<name> in lower-case letters, digits and dashes, such as app-group/outsider-is-denied"
      )
    {
      draft.id = Located(ScenarioID(id.value), id.place)
    }
    if let node = fields.required("title", "the scenario in a few words") {
      draft.title = values.text(node, "the title")
    }
    if let node = fields.required("claims", "the ids of the claims that it tests") {
      draft.claims = claims(node)
    }
    if let node = fields["kind"] {
      let words = Scenario.Kind.allCases.map(\.rawValue)
      draft.kind = values.choice(node, "the kind", among: words, listing: "The kinds").flatMap { word in
        Scenario.Kind(rawValue: word.value).map { Located($0, word.place) }
      }
    }
    if let node = fields["requires"] {
      draft.devicePlace =
        RequirementsReader(collector: collector).read(node, into: &draft.requirements) ?? draft.devicePlace
    }
    if let node = fields.required("actors", "roles and the probes that play them") {
      draft.actors = actors(node)
    }
    if let node = fields.required("steps", "a list of steps") { draft.steps = steps(node) }
    return draft
  }

  /// Claim ids, in a list that is not empty.
  func claims(_ node: Node) -> [Located<ClaimID>] {
    guard let nodes = values.list(node, "'claims'") else { return [] }
    if nodes.isEmpty {
      collector.report(.wrongType, at: collector.place(of: node), "'claims' is an empty list")
    }
    return nodes.compactMap { node in
      values.text(node, "a claim's id").map { Located(ClaimID($0.value), $0.place) }
    }
  }

  private func actors(_ node: Node) -> [CastingDraft] {
    guard case .mapping(let mapping) = node else {
      collector.report(
        .wrongType, at: collector.place(of: node), "'actors' has to be a mapping, not \(node.kindInWords)",
        help: "write {role: ProbeName, …}")
      return []
    }
    return Fields.fields(of: mapping, collector: collector).map { field in
      let probe = values.text(field.node, "a probe's name")
      return CastingDraft(
        actor: Located(ActorName(field.name.value), field.name.place),
        probe: probe.flatMap { name in
          let known = Vocabulary.actors.map(\.rawValue)
          if known.contains(name.value) { return ProbeName(name.value) }
          collector.report(
            .unknownProbe, at: name.place, "no probe app named '\(name.value)'", word: name.value,
            among: known,
            listing: "The probe apps")
          return nil
        })
    }
  }

  private func steps(_ node: Node) -> [StepDraft] {
    guard let nodes = values.list(node, "'steps'") else { return [] }
    if nodes.isEmpty {
      collector.report(.wrongType, at: collector.place(of: node), "'steps' is an empty list")
    }
    return nodes.compactMap { StepReader(collector: collector).read($0) }
  }
}
