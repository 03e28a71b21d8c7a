import Analysis
public import Syslog
import Verdict

/// A record as one line for the terminal, as it comes: who, and what it means.
public enum LogRecordText {
  /// The line with its newline; nothing of the record's text steers the terminal.
  public static func line(_ record: LogRecord, color: Bool) -> String {
    let ink = Ink(isOn: color)
    let stamp = record.stamp.isEmpty ? "" : ink.faint(VisibleText.line(record.stamp, limit: 40)) + "  "
    return stamp + text(of: record, ink) + "\n"
  }

  private static func text(of record: LogRecord, _ ink: Ink) -> String {
    let message = VisibleText.line(record.message, limit: 300)
    let who = VisibleText.line(
      record.process + (record.pid.map { "[\($0)]" } ?? ""), limit: 80)
    switch record.content {
    case .sandbox(let violation): return decision(violation, ink)
    case .daemon(let family):
      let words = DaemonMessage(family: family, process: record.process, message: record.message).words
      let said = words.map { VisibleText.line($0, limit: 300) } ?? message
      return "\(ink.bold(who)) \(family.rawValue): \(said)"
    case .event, .canary: return "\(ink.bold(who)) \(VisibleText.line(record.message, limit: 80))"
    case .notice(let notice): return ink.bold(words(notice))
    case .plain: return "\(ink.bold(who)) \(message)"
    case .unplaced: return ink.faint(message)
    }
  }

  private static func decision(_ violation: SandboxViolation, _ ink: Ink) -> String {
    let explanation = SandboxExplanation(violation)
    let subject = violation.subject.map { $0.name + ($0.pid.map { "[\($0)]" } ?? "") } ?? "an unnamed process"
    let style = VerdictStyle(violation.isDeny ? .fail : .pass)
    let what = violation.isDeny ? "was refused" : "was allowed"
    let folded = violation.duplicates > 0 ? " \(LogWords.grouped(violation.duplicates)) ×" : ""
    let head = VisibleText.line("\(style.symbol) \(subject) \(what)\(folded): \(explanation.operationWords)")
    let target = violation.target.isEmpty ? "" : ": \(violation.target)"
    let rest = VisibleText.line(" · \(explanation.targetWords)\(target)", limit: 300)
    let operation = ink.faint(VisibleText.line("  (\(violation.operation))", limit: 60))
    return ink.verdict(violation.isDeny ? .fail : .pass, head) + rest + operation
  }

  private static func words(_ notice: StreamNotice) -> String {
    switch notice {
    case .connected: "the capturing tool is connected"
    case .disconnected: "the capturing tool lost the phone"
    case .banner: "the relay greets: a connection begins"
    case .dropped(let words): "messages were dropped: \(VisibleText.line(words, limit: 200))"
    case .tool(let words): "the capturing tool says: \(VisibleText.line(words, limit: 200))"
    case .repeated(let times): "the message before came \(LogWords.count(times, "more time"))"
    }
  }
}
