import ProbeProtocol
import Scenario

/// Turns the expectations of one step into checks.
struct CheckMaker {
  var index: EvidenceIndex
  var performance: Performance
  var step: Step

  /// The checks of an expectation, in the order: outcome, data, records, host, order, duration.
  func checks(of expectation: Expectation) -> [Check] {
    guard step.actor == .host || performance.end(of: step)?.event != nil else {
      return [withoutEnd(expectation)]
    }
    let checks = undisturbed(expectation)
    guard let hindrance = performance.hindrance(of: step, expecting: expectation.outcome) else {
      return checks
    }
    return checks.map { hindered($0, by: hindrance) }
  }

  private func undisturbed(_ expectation: Expectation) -> [Check] {
    let outcome = expectation.outcome ?? (expectation.data.isEmpty ? nil : .ok)
    return (outcome.map { [check(outcome: $0)] } ?? [])
      + expectation.data.map(check(data:))
      + expectation.records.map(check(record:))
      + expectation.host.map(check(host:))
      + (expectation.after.map { [check(after: $0)] } ?? [])
      + (expectation.within.map { [check(within: $0)] } ?? [])
  }

  // MARK: - Parts

  func made(
    _ result: Check.Result, _ rule: Rule, expected: String, observed: String, why: String,
    evidence: [Citation] = []
  ) -> Check {
    Check(
      step: step.id, role: step.isControl ? .control : .assertion, result: result, rule: rule.rawValue,
      expected: expected, observed: observed, why: why, evidence: evidence)
  }

  /// What was found stays; it counts neither for a claim nor against it.
  private func hindered(_ check: Check, by hindrance: Hindrance) -> Check {
    guard check.result != .unknown else { return check }
    var check = check
    (check.result, check.rule, check.why) = (.unknown, hindrance.rule.rawValue, hindrance.why)
    return check
  }

  /// The actor's end event in both forms, as evidence.
  func endEvidence(marks: [String] = []) -> [Citation] {
    guard let ledger = performance.ledgers[step.actor], let end = performance.end(of: step) else { return [] }
    return index.citations.event(
      end, in: ledger, meaning: "\(step.actor) reports the end of \(step.id)", marks: marks)
  }

  /// Replaces variables, or says which one has no value.
  func resolved(_ text: String) throws(MissingVariable) -> String {
    try Template(text).resolved(with: performance.variables)
  }

  private func withoutEnd(_ expectation: Expectation) -> Check {
    let begun = performance.ledgers[step.actor]?.event(.begin, of: step.id)
    let host =
      performance.hostRecord(.stepNotSent, of: step.id) ?? performance.hostRecord(.stepTimedOut, of: step.id)
    let why: String
    if begun?.event != nil {
      why = "\(step.actor) began the step and no end of it is known: the app may have crashed or hung"
    } else if let message = host?.message {
      why = message
    } else {
      why = "nothing shows that \(step.actor) took the step"
    }
    return made(
      .unknown, .noEndEvent, expected: expectation.outcome.map { "outcome \($0.words)" } ?? "the step's end",
      observed: "no end event of \(step.id)", why: why)
  }

  private func check(outcome expected: OutcomeExpectation) -> Check {
    let words = "\(step.action) ends with \(expected.words)"
    guard let outcome = performance.outcome(of: step) else {
      return made(
        .unknown, .noEndEvent, expected: words, observed: "no outcome",
        why: "the step's end reports no outcome",
        evidence: endEvidence())
    }
    let end = performance.end(of: step)
    let observed = "\(step.actor)'s \(step.action) ended with \(outcome)"
    if end?.isContradictory == true {
      return made(
        .unknown, .journalContradictsLog, expected: words, observed: observed,
        why: "the journal and the log hold different end events under the run's key", evidence: endEvidence())
    }
    let rule: Rule = step.actor == .host || end?.journalled != nil ? .outcome : .outcomeUnwitnessed
    let isMet = expected.accepts(outcome)
    return made(
      isMet ? .met : .unmet, rule, expected: words, observed: observed,
      why: isMet
        ? "the outcome is the expected one" : "the outcome is \(outcome), expected \(expected.words)",
      evidence: endEvidence(marks: [Self.mark(of: outcome)]))
  }

  private static func mark(of outcome: Outcome) -> String {
    String(CanonicalJSON.encode(outcome).reduce(into: "\"outcome\":") { $0 += String(UnicodeScalar($1)) })
  }

  private func check(data expectation: DataExpectation) -> Check {
    let resolvedMatcher: DataMatcher
    do {
      resolvedMatcher = try expectation.matcher.resolved(with: performance.variables)
    } catch {
      return missing(error, expected: "\(expectation.path) is \(expectation.matcher.words)")
    }
    let expected = "\(expectation.path) is \(resolvedMatcher.words)"
    guard let value = performance.data(of: step)?.value(at: expectation.path) else {
      let outcome = performance.outcome(of: step)
      return made(
        outcome == .ok ? .unmet : .unknown, .dataAbsent, expected: expected,
        observed: "no \(expectation.path)",
        why: outcome == .ok
          ? "the action succeeded and its result has no \(expectation.path)"
          : "the action ended with \(outcome.map(String.init(describing:)) ?? "nothing"), so it gave no result",
        evidence: endEvidence())
    }
    let isMet = resolvedMatcher.accepts(value)
    let observed = "\(expectation.path) is \(value.compactText)"
    return made(
      isMet ? .met : .unmet, .data, expected: expected, observed: observed,
      why: isMet ? "the result is the expected one" : "\(observed), expected \(resolvedMatcher.words)",
      evidence: endEvidence(marks: [value.plainText]))
  }

  func missing(_ error: MissingVariable, expected: String) -> Check {
    made(
      .unknown, .variableMissing, expected: expected, observed: "no value for ${\(error.name)}",
      why: "an earlier step did not give ${\(error.name)}")
  }

  private func check(host expectation: HostExpectation) -> Check {
    let span = performance.host.drop { !($0.kind == .orderSent && $0.step == step.id) }
      .prefix { !($0.kind == .orderSent && $0.step != step.id) }
    let count = span.count { $0.kind.rawValue == expectation.kind }
    let bound = expectation.atMost.map {
      $0 == expectation.atLeast ? "exactly \($0)" : "\(expectation.atLeast) to \($0)"
    }
    let isMet = count >= expectation.atLeast && expectation.atMost.map { count <= $0 } ?? true
    return made(
      isMet ? .met : .unmet, .hostCount,
      expected: "\(expectation.kind): \(bound ?? "at least \(expectation.atLeast)")",
      observed: "\(expectation.kind): \(count)", why: "the host recorded it \(count) times during the step")
  }

  private func check(after earlier: StepID) -> Check {
    let begin = performance.ledgers[step.actor]?.event(.begin, of: step.id).event
    let other = performance.scenario.step(earlier).flatMap { performance.end(of: $0)?.event }
    let expected = "\(step.id) begins after \(earlier) ended"
    guard let begin, let other else {
      return made(
        .unknown, .order, expected: expected, observed: "one of the two is missing",
        why: "an event is missing")
    }
    let isMet = begin.uptime >= other.uptime
    return made(
      isMet ? .met : .unmet, .order, expected: expected,
      observed: "begins \((begin.uptime - other.uptime) / 1_000) µs after it",
      why: "by the phone's monotonic clock", evidence: endEvidence())
  }

  private func check(within limit: Int) -> Check {
    let begin = performance.ledgers[step.actor]?.event(.begin, of: step.id).event
    let end = performance.end(of: step)?.event
    let expected = "\(step.id) takes at most \(limit) ms"
    guard let begin, let end else {
      return made(
        .unknown, .duration, expected: expected, observed: "begin or end is missing",
        why: "an event is missing")
    }
    let taken = (end.uptime - begin.uptime) / 1_000_000
    return made(
      taken <= limit ? .met : .unmet, .duration, expected: expected, observed: "\(taken) ms",
      why: "by the phone's monotonic clock", evidence: endEvidence())
  }
}
