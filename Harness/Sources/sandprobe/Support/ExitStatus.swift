import Verdict

/// What the exit status says; part of the interface that scripts rely on.
enum ExitStatus: Int32, Error, CaseIterable {
  /// Every finding that was not skipped passes or is recorded, or nothing changed.
  case success = 0
  /// Some claim fails, or something changed.
  case fails = 1
  /// None fails and some are inconclusive, or everything was skipped.
  case inconclusive = 3
  case usage = 64
  case badInput = 65
  case noDevice = 69
  case internalError = 70
  case inputOutput = 74
  case interrupted = 130

  /// What it means, in a line.
  var meaning: String {
    switch self {
    case .success: "all claims but skipped ones hold or are recorded; for compare: no change"
    case .fails: "some claim fails; for compare: something changed"
    case .inconclusive: "no claim fails and some are inconclusive, or all were skipped"
    case .usage: "wrong words on the command line, or nothing selected"
    case .badInput: "a scenario, run folder or log cannot be used, or runs cannot be compared"
    case .noDevice: "no usable phone, or a tool is missing"
    case .internalError: "the harness failed"
    case .inputOutput: "reading or writing failed"
    case .interrupted: "interrupted; what was done or found until then is kept"
    }
  }

  /// All of them, for help.
  static var table: String {
    allCases.map { status in
      let number = String(status.rawValue)
      return "  " + String(repeating: " ", count: 3 - number.count) + number + "  " + status.meaning
    }.joined(separator: "\n")
  }

  /// The status of a run or report: fail beside inconclusive is a fail, harness errors count only without fails.
  init(_ findings: Findings) {
    func count(_ verdict: Verdict) -> Int { findings.counts[verdict.rawValue] ?? 0 }
    if count(.fail) > 0 {
      self = .fails
    } else if count(.error) > 0 {
      self = .internalError
    } else if count(.inconclusive) > 0 || count(.pass) + count(.recorded) == 0 {
      self = .inconclusive
    } else {
      self = .success
    }
  }
}
