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
    }
    return nil
  }

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
