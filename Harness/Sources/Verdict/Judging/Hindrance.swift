import ProbeProtocol
import Scenario

/// Why what a step found says nothing of a claim: the phone was in the way, or a step that it builds upon.
struct Hindrance: Sendable {
  var rule: Rule
  /// As a sentence.
  var why: String
}

extension Performance {
  /// What hindered a step; nil where it could do what the scenario wants of it.
  ///
  /// Steps build upon those before them: a file that an app died before writing is not there for the next one to read,
  /// and neither its absence nor anything else that follows says something of a claim.
  func hindrance(of step: Step, expecting expected: OutcomeExpectation?) -> Hindrance? {
    if let outcome = outcome(of: step), let cause = Self.cause(outcome), !(expected?.names(outcome) ?? false)
    {
      return Hindrance(
        rule: .environment,
        why: "\(step.id) ended with \(outcome): \(cause), which is no decision of a policy")
    }
    for earlier in steps(before: step) {
      guard let outcome = outcome(of: earlier) else {
        return Hindrance(
          rule: .earlierStepOpen,
          why: "no end of \(earlier.id) is known, and what \(step.id) found may come of that")
      }
      if let cause = Self.cause(outcome), !earlier.expectations.contains(where: { $0.names(outcome) }) {
        return Hindrance(
          rule: .earlierStepOpen,
          why:
            "\(earlier.id) ended with \(outcome), since \(cause), and what \(step.id) found may come of that")
      }
      if let disorder = disorder(of: step, after: earlier) {
        return Hindrance(rule: .stepOutOfOrder, why: disorder)
      }
    }
    return nil
  }

  /// What shows that a step was carried out before another one was over that it comes after in the scenario. Orders that
  /// nobody acknowledged may be followed later, beside those that the harness gave meanwhile.
  private func disorder(of step: Step, after earlier: Step) -> String? {
    guard earlier.actor != .host, step.together == nil || step.together != earlier.together else {
      return nil
    }
    if step.actor == .host {
      guard let own = hostStep(step) else { return nil }
      let isKnown = host.contains {
        $0.kind == .stepEnded && $0.step == earlier.id && $0.sequence < own.sequence
      }
      return isKnown
        ? nil : "\(step.id) was taken while the harness did not know that \(earlier.id) had ended"
    }
    // What several apps do on a locked phone each does by itself.
    if step.moment == .locked, earlier.moment == .locked, step.actor != earlier.actor { return nil }
    guard let end = end(of: earlier)?.event?.uptime else { return nil }
    guard let begin = ledgers[step.actor]?.event(.begin, of: step.id).event?.uptime else {
      return "no begin of \(step.id) is known, and so not whether it came after \(earlier.id)"
    }
    // Who waits for something begins before it, and must only not give up before it.
    if Self.waits.contains(step.action), let own = self.end(of: step)?.event {
      return own.outcome == Outcome.none && own.uptime < end
        ? "\(step.id) gave up before \(earlier.id) had ended, which it waits for" : nil
    }
    return begin < end ? "\(step.id) began before \(earlier.id) had ended, which it comes after" : nil
  }

  private static let waits: Set<ActionName> = ["arrival.wait", "file.await"]

  /// The steps that were to be over when this one began, or that ran beside it.
  private func steps(before step: Step) -> [Step] {
    guard let index = scenario.steps.firstIndex(where: { $0.id == step.id }) else { return [] }
    return scenario.steps.enumerated().filter { place, other in
      place < index || (place > index && step.together != nil && other.together == step.together)
    }.map(\.element)
  }

  /// What the phone lacked, where an outcome tells of a lack; nil for the system's decisions and for success.
  private static func cause(_ outcome: Outcome) -> String? {
    switch outcome {
    case .errno(let name): lacks[name.rawValue]
    // NSFileWriteOutOfSpaceError of Foundation's FoundationErrors.h.
    case .error(let failure) where failure.domain == "NSCocoaErrorDomain" && failure.code == 640:
      "the disk is full"
    case .error(let failure) where failure.domain == "NSPOSIXErrorDomain":
      failure.code == 28 ? "the disk is full" : nil
    default: nil
    }
  }

  /// Error numbers by which a system says that it cannot, not that it will not (intro(2) of the BSDs).
  private static let lacks = [
    "ENOSPC": "the disk is full", "EDQUOT": "the quota is used up", "EIO": "the disk failed",
    "ENOMEM": "memory is short", "EMFILE": "the process has too many files open",
    "ENFILE": "the system has too many files open", "EINTR": "the call was interrupted",
  ]
}

extension Expectation {
  fileprivate func names(_ outcome: Outcome) -> Bool { self.outcome?.names(outcome) ?? false }
}

extension OutcomeExpectation {
  /// Whether the scenario asks for this very error, and not for just any refusal.
  fileprivate func names(_ outcome: Outcome) -> Bool {
    switch self {
    case .errno, .error: accepts(outcome)
    case .ok, .none, .refused: false
    }
  }
}
