import Foundation
import ProbeProtocol
import Report
import RunFolder
import Runner
import Scenario
import Syslog
import Verdict

/// Shows a run's progress on standard error: one line per finished scenario, and on a terminal a last line that says
/// what is under way.
final class ProgressPrinter: Sendable {
  private let events: AsyncStream<RunProgress>.Continuation
  private let work: Task<Void, Never>

  init(terminal: Terminal, color: Bool, claims: ClaimCatalogue) {
    let (stream, continuation) = AsyncStream<RunProgress>.makeStream()
    events = continuation
    work = Task {
      var lines = ProgressLines(isInteractive: terminal.isInteractive, color: color, width: terminal.width)
      var live: LiveJudge?
      for await event in stream {
        if let folder = event.folder { live = LiveJudge(folder: folder, parsers: .standard) }
        let trials = event.performance.flatMap { live?.trials(of: $0.scenario, repetition: $0.repetition) }
        terminal.write(lines.text(for: event, trials: trials ?? [:], at: ContinuousClock.now))
      }
      terminal.write(lines.cleared)
    }
  }

  /// Never blocks.
  func show(_ event: RunProgress) { events.yield(event) }

  /// Waits until all is printed.
  func finish() async {
    events.finish()
    await work.value
  }
}

/// The text of each progress event; knows what line stands on the terminal.
struct ProgressLines {
  let isInteractive: Bool
  let color: Bool
  let width: Int
  private var total = 0
  private var done = 0
  private var began: [String: ContinuousClock.Instant] = [:]
  private var hasStatus = false

  init(isInteractive: Bool, color: Bool, width: Int) {
    self.isInteractive = isInteractive
    self.color = color
    self.width = width
  }

  /// Removes the status line.
  var cleared: String { hasStatus ? "\r\u{1B}[K" : "" }

  /// What to print for an event.
  mutating func text(for event: RunProgress, trials: [ClaimID: Trial], at now: ContinuousClock.Instant)
    -> String
  {
    switch event {
    case .began(let folder, let performances):
      total = performances
      return permanent("run     \(VisibleText.line(ShownPath.of(folder)))\n")
    case .resumed(let folder, let remaining, let all):
      total = remaining
      let left = remaining == all ? "all of it is left to do" : "\(remaining) of \(all) performances are left"
      return permanent("resumed \(VisibleText.line(ShownPath.of(folder))): \(left)\n")
    case .waiting(let what, let limit):
      return isInteractive ? status("waiting for \(what), at most \(limit.components.seconds) s") : ""
    case .channelAlive: return permanent("log     the canary was read back\n")
    case .scenarioBegan(let id, let repetition):
      began["\(id) \(repetition)"] = now
      return status("\(id)")
    case .stepBegan(let id, let step): return status("\(id) · step \(step)")
    case .stepEnded: return ""
    case .stepTimedOut(let id, let step):
      return permanent("        \(Self.name(id, step)) did not end in time\n")
    case .stepNotSent(let id, let step, let reason):
      return permanent(
        "        \(Self.name(id, step)) was not sent: \(VisibleText.line(reason, limit: 400))\n")
    case .scenarioSkipped(let id, let repetition, let reason):
      done += 1
      return permanent(
        line(.skipped, id, repetition, seconds: nil, trials: trials)
          + "    \(VisibleText.line(reason, limit: 400))\n")
    case .scenarioFailed(let id, let repetition, let reason):
      done += 1
      return permanent(
        line(.error, id, repetition, seconds: nil, trials: trials)
          + "    \(VisibleText.line(reason, limit: 400))\n")
    case .scenarioEnded(let id, let repetition):
      done += 1
      return permanent(ended(id, repetition, trials: trials, at: now))
    case .operatorAsked(let number, let instruction, let isReminder):
      return permanent(OperatorLines.asked(number, instruction, isReminder: isReminder, color: color))
    case .operatorEnded(let number, let end): return permanent(OperatorLines.ended(number, end))
    case .conductorStarting(let program, let isReplacing):
      let why = isReplacing ? "a Conductor with another token answers; this run's own" : "the Conductor"
      return permanent("phone   \(why) is started with \(VisibleText.line(program, limit: 80))\n")
    case .conductorMissing(let remedies):
      let ways = remedies.isEmpty ? "" : ", or \(remedies.joined(separator: "; "))"
      return permanent(
        "phone   the Conductor does not answer; start it by hand (sandprobe doctor says how)\(ways)\n")
    case .conductorRevived:
      return permanent("        the Conductor was started anew and serves this run again\n")
    case .captureTrouble(let words): return permanent("        log: \(VisibleText.line(words, limit: 400))\n")
    case .phoneGone: return permanent("        the phone went away; waiting for it to come back\n")
    case .phoneBack: return permanent("        the phone is back\n")
    case .ended: return cleared
    }
  }

  private func ended(
    _ id: ScenarioID, _ repetition: Int, trials: [ClaimID: Trial], at now: ContinuousClock.Instant
  ) -> String {
    let verdicts = trials.values.map(\.verdict)
    let order: [Verdict] = [.fail, .error, .inconclusive, .pass, .recorded, .skipped]
    let verdict = order.first { verdicts.contains($0) } ?? .inconclusive
    let taken = began["\(id) \(repetition)"].map { (now - $0).components }
    let seconds = taken.map { Double($0.seconds) + Double($0.attoseconds) / 1e18 }
    let reasons = trials.keys.sorted().compactMap { claim -> String? in
      guard let trial = trials[claim], trial.verdict != .pass else { return nil }
      return "    \(VisibleText.line("\(claim) \(trial.verdict.verb): \(trial.reason)", limit: 300))\n"
    }
    return line(verdict, id, repetition, seconds: seconds, trials: trials) + reasons.joined()
  }

  private func line(
    _ verdict: Verdict, _ id: ScenarioID, _ repetition: Int, seconds: Double?, trials: [ClaimID: Trial]
  ) -> String {
    let style = VerdictStyle(verdict)
    let symbol = color ? "\u{1B}[\(style.ansi)m\(style.symbol)\u{1B}[0m" : style.symbol
    let name = VisibleText.line(id.rawValue, limit: 160) + (repetition > 1 ? " (\(repetition))" : "")
    let claims = VisibleText.line(trials.keys.sorted().map(\.rawValue).joined(separator: " "), limit: 160)
    let time = seconds.map { String(format: "%.1f s", $0) } ?? verdict.rawValue
    return "\(symbol) \(padded(name, 46)) \(padded(claims, 14)) \(time)\n"
  }

  private static func name(_ scenario: ScenarioID, _ step: StepID) -> String {
    VisibleText.line("\(scenario) · step \(step)", limit: 200)
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private mutating func permanent(_ text: String) -> String {
    defer { hasStatus = false }
    return cleared + text
  }

  private mutating func status(_ text: String) -> String {
    guard isInteractive else { return "" }
    hasStatus = true
    return "\r\u{1B}[K" + String("\(done)/\(total) · \(VisibleText.line(text))".prefix(max(20, width - 1)))
  }
}

extension RunProgress {
  /// The folder, with the event that names it.
  var folder: URL? {
    switch self {
    case .began(let folder, _), .resumed(let folder, _, _): folder
    default: nil
    }
  }

  /// The performance that is over with this event.
  fileprivate var performance: (scenario: ScenarioID, repetition: Int)? {
    switch self {
    case .scenarioEnded(let scenario, let repetition), .scenarioSkipped(let scenario, let repetition, _),
      .scenarioFailed(let scenario, let repetition, _):
      (scenario, repetition)
    default: nil
    }
  }
}
