import ProbeProtocol
import Verdict

/// What the log showed during one step of an exploring scenario.
struct TraceView {
  var step: Markup
  var sentence: Markup
  var hasRows: Bool
  var rows: [UtteranceView]
  var more: [SentenceView]
  var hasKnown: Bool
  var knownCount: Markup
  var known: [UtteranceView]
  var hasExtensions: Bool
  var extensions: [ExtensionView]
  var cuts: [SentenceView]

  init(_ trace: StepTrace, of step: StepID) {
    self.step = Markup(step.rawValue, limit: 80)
    sentence = Markup(TraceWords.summary(trace))
    let all = trace.utterances.enumerated().map { (place: $0.offset + 1, utterance: $0.element) }
    let fresh = all.filter { $0.utterance.novelty != .none }
    let heard = all.filter { $0.utterance.novelty == .none }
    rows = fresh.prefix(HTMLLimits.trace).map { UtteranceView($0.utterance, place: $0.place) }
    known = heard.prefix(HTMLLimits.trace).map { UtteranceView($0.utterance, place: $0.place) }
    hasRows = !rows.isEmpty
    hasKnown = !known.isEmpty
    knownCount = Markup(
      "\(counted(heard.count, "kind of message", "kinds of messages")) heard before, outside the steps")
    let left = fresh.count + heard.count - rows.count - known.count
    more = left > 0 ? [SentenceView("\(left) more in findings.json")] : []
    extensions = trace.extensions.prefix(HTMLLimits.trace).map { ExtensionView($0) }
    hasExtensions = !extensions.isEmpty
    cuts = trace.cuts.prefix(HTMLLimits.rows).map { SentenceView($0) }
  }
}

/// A kind of message as a row.
struct UtteranceView {
  var place: Int
  var process: Markup
  var shape: Markup
  var family: Markup
  var novelty: Markup
  var count: Int
  var line: Int
  var address: Markup

  init(_ utterance: Utterance, place: Int) {
    self.place = place
    process = Markup(utterance.process, limit: 80)
    shape = Markup(utterance.shape, limit: HTMLLimits.name)
    family = Markup(utterance.family ?? "", limit: 60)
    novelty = Markup(TraceWords.word(utterance.novelty))
    count = utterance.count
    line = utterance.firstLine
    address = .address("syslog.log", line: utterance.firstLine)
  }
}

/// A sandbox extension as a row.
struct ExtensionView {
  var process: Markup
  var deed: Markup
  var name: Markup
  var target: Markup
  var count: Int
  var line: Int
  var address: Markup

  init(_ named: NamedExtension) {
    process = Markup(named.process, limit: 80)
    deed = Markup(named.deed, limit: 60)
    name = Markup(named.extensionClass ?? "not named", limit: 160)
    target = Markup(named.target ?? "not named", limit: HTMLLimits.name)
    count = named.count
    line = named.firstLine
    address = .address("syslog.log", line: named.firstLine)
  }
}

/// Two runs' traces of one scenario, side by side.
struct TraceComparisonView {
  var scenario: Markup
  var claims: Markup
  var reference: Markup
  var run: Markup
  var obstacles: [SentenceView]
  var steps: [StepDifferencesView]

  init(_ comparison: TraceComparison) {
    scenario = Markup(comparison.scenario.rawValue, limit: 160)
    claims = Markup(comparison.claims.map(\.rawValue).joined(separator: ", "), limit: 200)
    reference = Markup(comparison.reference.rawValue, limit: 80)
    run = Markup(comparison.run.rawValue, limit: 80)
    obstacles = comparison.obstacles.prefix(20).map { SentenceView($0) }
    steps = comparison.steps.map { StepDifferencesView($0) }
  }
}

/// What differs in one step.
struct StepDifferencesView {
  var step: Markup
  var sentence: Markup
  var hasRows: Bool
  var rows: [DifferenceView]
  var notes: [SentenceView]

  init(_ step: TraceComparison.Step) {
    self.step = Markup(step.step.rawValue, limit: 80)
    sentence = Markup("\(TraceWords.counts(step.differences)); \(step.same) the same in both")
    rows = step.differences.prefix(HTMLLimits.trace).map { DifferenceView($0) }
    hasRows = !rows.isEmpty
    let left = step.differences.count - rows.count
    notes =
      ((left > 0 ? ["\(counted(left, "more difference")) in the JSON of this comparison"] : [])
      + TraceWords.notes(step)).prefix(HTMLLimits.rows).map { SentenceView($0) }
  }
}

/// A difference as a row.
struct DifferenceView {
  var kind: Markup
  var word: Markup
  var process: Markup
  var text: Markup
  var isExtension: Bool
  var before: Markup
  var after: Markup

  init(_ difference: TraceComparison.Difference) {
    kind = Markup(difference.kind.rawValue)
    word = Markup(TraceWords.word(difference), limit: 120)
    process = Markup(difference.process, limit: 80)
    text = Markup(difference.text, limit: HTMLLimits.name)
    isExtension = difference.isExtension
    before = Markup(TraceWords.words(difference.before))
    after = Markup(TraceWords.words(difference.after))
  }
}
