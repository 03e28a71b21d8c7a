import ProbeProtocol
import Scenario
import Syslog

extension CheckMaker {
  // MARK: - Texts of this run

  /// The check of a text that should or must not show in the log. It holds a canary, so that whoever logs it came by it in
  /// this repetition; whose record it is the header alone tells.
  func textCheck(_ expectation: RecordExpectation) -> Check {
    let pattern = expectation.pattern
    let text: String
    do throws(MissingVariable) {
      text = try resolved(pattern.text ?? "")
    } catch {
      return missing(error, expected: words(of: expectation, text: pattern.text ?? ""))
    }
    let expected = words(of: expectation, text: text)
    guard performance.canaries.contains(where: text.contains) else {
      return made(
        .unknown, .textWithoutCanary, expected: expected, observed: "a text without a canary",
        why: "anybody can log a text that is known beforehand")
    }
    guard let span = TextSpan(pattern.scope, of: step, in: performance, index: index) else {
      return made(
        .unknown, .tornWindow, expected: expected, observed: "no window",
        why: "the step's begin or the fence behind it is not in the log")
    }
    let all = index.texts.sightings(of: text) { isAskedFor($0, pattern) }
    let found = all.filter { span.near.contains($0.place) }
    return expectation.presence == .required
      ? required(found, pattern, span, expected: expected)
      : forbidden(found, pattern, span, expected: expected)
  }

  private func required(
    _ found: [TextSighting], _ pattern: RecordPattern, _ span: TextSpan, expected: String
  ) -> Check {
    if let open = open(found, pattern, expected: expected) { return open }
    guard let first = found.first(where: { !$0.isCarried }) else { return absent(span, expected: expected) }
    return made(
      .met, .canaryShown, expected: expected, observed: "record in line \(line(first.place))",
      why: "the record shows it in the form \(first.form.rawValue)", evidence: cite(found))
  }

  /// That it shows makes a claim fail. That it does not show decides nothing: nobody vouches for what daemons log, and one
  /// lost record would make a leak look like none.
  private func forbidden(
    _ found: [TextSighting], _ pattern: RecordPattern, _ span: TextSpan, expected: String
  ) -> Check {
    if let open = open(found, pattern, expected: expected) { return open }
    if let first = found.first(where: { span.core.contains($0.place) && !$0.isCarried }) {
      return made(
        .unmet, .canaryLeaked, expected: expected, observed: "record in line \(line(first.place))",
        why:
          "the record shows it in the form \(first.form.rawValue), and nobody can log it who did not come by it",
        evidence: cite(found))
    }
    guard let first = found.first else { return absent(span, expected: expected) }
    return made(
      .unknown, .tornWindow, expected: expected, observed: "record in line \(line(first.place))",
      why: "it stands beside the window, and may belong to another step", evidence: cite(found))
  }

  private func absent(_ span: TextSpan, expected: String) -> Check {
    let observed = "no such record \(words(of: span))"
    guard span.tears.isEmpty else {
      return made(
        .unknown, .tornWindow, expected: expected, observed: observed,
        why: "the window is torn: " + span.tears.prefix(3).joined(separator: "; "))
    }
    if let withholding = index.withholding {
      return made(.unknown, .channelWithholds, expected: expected, observed: observed, why: withholding)
    }
    return made(
      .unknown, .absenceDecidesNothing, expected: expected, observed: observed,
      why: "the window is intact, and still one record of a daemon can be lost without a trace")
  }

  /// What leaves a sighting open, whichever is wanted.
  private func open(_ found: [TextSighting], _ pattern: RecordPattern, expected: String) -> Check? {
    guard let first = found.first else { return nil }
    let observed = "record in line \(line(first.place))"
    if found.allSatisfy(\.isCarried) {
      return made(
        .unknown, .textCarried, expected: expected, observed: observed,
        why: "it stands within an order, an event or another record that the record carries",
        evidence: cite(found))
    }
    guard let process = pattern.process else { return nil }
    let speakers = index.evidence.records[performance.span].filter {
      guard case .daemon = $0.content else { return false }
      return $0.process == process
    }
    let pids = Set(speakers.map(\.pid) + found.map { index.evidence.records[$0.place].pid })
    guard pids.count > 1 else { return nil }
    return made(
      .unknown, .twoOfOneName, expected: expected, observed: observed,
      why: "more than one process logs as \(process), so that one of them may only be named so",
      evidence: cite(found))
  }

  /// Whether it matters what the record shows. The probes know the texts, and what they say is in their journals; the
  /// kernel names what it refuses them.
  private func isAskedFor(_ record: LogRecord, _ pattern: RecordPattern) -> Bool {
    if record.pid.map(index.probePIDs.contains) ?? false { return false }
    guard let process = pattern.process else {
      guard case .sandbox = record.content else { return !index.isNamedLikeAProbe(record.process) }
      return false
    }
    // A name of 16 bytes or more may be cut.
    return record.process == process
      || record.process.utf8.count >= 15 && process.hasPrefix(record.process)
  }

  private func cite(_ found: [TextSighting]) -> [Citation] {
    found.prefix(8).map { sighting in
      let record = index.evidence.records[sighting.place]
      let who = "\(record.process)\(record.pid.map { "[\($0)]" } ?? "")"
      let marks = performance.canaries.filter { record.message.contains($0) }
      return index.citations.record(
        sighting.place, meaning: "\(who) shows the text, \(sighting.form.rawValue)", marks: marks)
    }
  }

  private func words(of expectation: RecordExpectation, text: String) -> String {
    let pattern = expectation.pattern
    let owner = pattern.process.map { "of \($0)" } ?? "of anyone but the probes"
    let place = pattern.scope == .scenario ? " since the scenario began" : ""
    return "\(expectation.presence == .required ? "a" : "no") record \(owner)\(place) shows \(text)"
  }

  private func words(of span: TextSpan) -> String {
    "in lines \(line(span.core.lowerBound)) to \(line(span.core.upperBound))"
  }
}

/// Where a text is looked for.
struct TextSpan: Sendable {
  /// Indices of the records that are meant.
  var core: ClosedRange<Int>
  /// Those that may belong to them, since relays reorder processes.
  var near: ClosedRange<Int>
  /// Why absence does not count in it.
  var tears: [String]

  /// Nil where the log does not show where it begins and ends.
  init?(_ scope: RecordPattern.Scope, of step: Step, in performance: Performance, index: EvidenceIndex) {
    switch scope {
    case .step:
      guard let window = performance.windows[step.id], let core = window.core else { return nil }
      let reach = window.reach ?? core
      self.init(
        core: core,
        near: min(core.lowerBound, reach.lowerBound)...max(core.upperBound, reach.upperBound),
        tears: window.tears)
    case .scenario:
      let records = index.evidence.records
      let windows = performance.scenario.steps.filter { $0.actor != .host }.map {
        performance.windows[$0.id] ?? Window(core: nil, reach: nil, tears: ["a step has no window"])
      }
      let end = records.lastIndex { $0.bytes.lowerBound < performance.session.log.upperBound } ?? -1
      guard !windows.isEmpty, performance.firstRecord <= end else { return nil }
      let core = performance.firstRecord...end
      var tears = windows.flatMap(\.tears)
      tears += windows.contains { $0.core == nil } ? ["a step has no window"] : []
      let bytes = records[core.lowerBound].bytes.lowerBound..<records[core.upperBound].bytes.upperBound
      tears += index.integrity.tears.filter { $0.touches(bytes) }.map(\.reason)
      self.init(core: core, near: core, tears: tears)
    }
  }

  private init(core: ClosedRange<Int>, near: ClosedRange<Int>, tears: [String]) {
    (self.core, self.near, self.tears) = (core, near, tears)
  }
}
