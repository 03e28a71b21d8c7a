import ProbeProtocol
import Verdict

/// A scenario as carried out: the strip of its steps and the same as a table.
struct ScenarioView {
  var id: Markup
  var scenario: Markup
  var title: Markup
  var repetition: Int
  var badge: BadgeView
  var claims: [ClaimLinkView]
  var file: LinkView
  var digest: Markup
  var skipped: [SentenceView]
  var strip: [StripView]
  var steps: [StepView]
  var hasSteps: Bool
  var traces: [TraceView]
  /// Of scenarios whose traces are all that there is to see.
  var isOpen: Bool

  init(_ reading: ScenarioReading, id: String) {
    self.id = Markup(id)
    scenario = Markup(reading.scenario.rawValue, limit: 160)
    title = Markup(reading.title, limit: 300)
    repetition = reading.repetition
    badge = BadgeView(reading.verdict)
    claims = reading.claims.map { claim in
      ClaimLinkView(
        link: .anchor(AnchorRegistry.slug(claim.rawValue)), claim: Markup(claim.rawValue, limit: 80))
    }
    file = LinkView(reading.file)
    digest = Markup(String(reading.digest.rawValue.prefix(12)))
    skipped = reading.skipped.map { [SentenceView($0)] } ?? []
    strip = StripView(reading).map { [$0] } ?? []
    steps = reading.steps.enumerated().map { StepView($0.element, number: $0.offset + 1, id: nil) }
    hasSteps = !steps.isEmpty
    traces = reading.steps.compactMap { step in step.trace.map { TraceView($0, of: step.step) } }
    isOpen = !traces.isEmpty
  }
}

/// A link to a claim's finding.
struct ClaimLinkView {
  var link: Markup
  var claim: Markup
}

/// The strip: one lane for each actor and one for the log's windows, time from left to right.
struct StripView {
  var height: Int
  var label: Markup
  var end: Markup
  var lanes: [LaneView]

  /// Nil where no step has a time.
  init?(_ reading: ScenarioReading) {
    let spans = reading.steps.enumerated().compactMap { index, step -> Span? in
      step.begin.map {
        Span(number: index + 1, step: step, begin: max(0, $0), end: max(0, $0) + max(0, step.duration ?? 0))
      }
    }
    guard !spans.isEmpty else { return nil }
    let total = max(1, spans.map(\.end).max() ?? 1)
    var actors: [ActorName] = []
    for span in spans where !actors.contains(span.step.actor) { actors.append(span.step.actor) }
    lanes = actors.enumerated().map { row, actor in
      LaneView(actor.rawValue, row: row, spans.filter { $0.step.actor == actor }, total) { span in
        (span.step.isControl ? "control" : "step", StepWords.sentence(span.step), "\(span.number)")
      }
    }
    lanes.append(
      LaneView("log", row: actors.count, spans, total) { span in
        let window = span.step.window
        return (window.state.rawValue, "\(span.step.step): \(StepWords.window(window))", "")
      })
    height = lanes.count * LaneView.height
    let names = spans.map { "\($0.number) \($0.step.step)" }.joined(separator: ", ")
    label = Markup("Timeline of \(FindingFacts.duration(total)): \(names)", limit: HTMLLimits.name)
    end = Markup(FindingFacts.duration(total))
  }

  struct Span {
    var number: Int
    var step: StepReading
    var begin: Int
    var end: Int
  }
}

/// A lane of the strip.
struct LaneView {
  static let height = 40
  var name: Markup
  var labelY: Int
  var trackY: Int
  var bars: [BarView]

  init(
    _ name: String, row: Int, _ spans: [StripView.Span], _ total: Int,
    look: (StripView.Span) -> (kind: String, title: String, number: String)
  ) {
    self.name = Markup(name, limit: 60)
    labelY = row * Self.height + 12
    let trackY = row * Self.height + 18
    self.trackY = trackY
    bars = spans.map { span in
      let look = look(span)
      return BarView(
        kind: Markup(look.kind), title: Markup(look.title, limit: 400), number: Markup(look.number),
        x: Self.percent(span.begin, total),
        width: Self.percent(max(span.end - span.begin, total / 100), total),
        y: trackY, textY: trackY + 12)
    }
  }

  /// Per cent of the strip's width with one decimal, without a locale; bars end at 97, to leave room for the
  /// last name.
  private static func percent(_ value: Int, _ total: Int) -> Markup {
    let share = value / total * 970 + value % total * 970 / total
    return Markup("\(share / 10).\(share % 10)%")
  }
}

/// A step in a lane.
struct BarView {
  var kind: Markup
  var title: Markup
  var number: Markup
  var x: Markup
  var width: Markup
  var y: Int
  var textY: Int
}
