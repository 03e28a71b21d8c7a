import Foundation
import ProbeProtocol

@testable import Syslog

/// How tests write down what was read.
enum Reading {
  /// One block for each record: where it stands, its header, what it was found to be.
  static func text(of records: [LogRecord]) -> String {
    records.map { record in
      let lines = record.lineCount == 1 ? "\(record.line)" : "\(record.line)+\(record.lineCount - 1)"
      var block = "line \(lines)  bytes \(record.bytes.lowerBound)..<\(record.bytes.upperBound)"
      if let form = record.form { block += "  \(form.rawValue)" }
      if !record.stamp.isEmpty { block += "  at \(record.stamp)" }
      if !record.process.isEmpty || record.pid != nil { block += "  by \(record.process)" }
      if let image = record.image { block += " (\(image))" }
      if let pid = record.pid { block += " pid \(pid)" }
      if let level = record.level { block += "  \(level)" }
      if let subsystem = record.subsystem { block += "  of \(subsystem)" }
      if let category = record.category { block += "  in \(category)" }
      return block + "\n  \(text(of: record.content))\n  | \(beginning(of: record.message))\n"
    }.joined()
  }

  private static func text(of content: LogContent) -> String {
    switch content {
    case .sandbox(let violation):
      let subject =
        violation.subject.map { "\($0.name) pid \($0.pid.map(String.init) ?? "unknown")" } ?? "nobody"
      let code = violation.code.map { "(\($0))" } ?? ""
      let more = violation.duplicates > 0 ? "  \(violation.duplicates) more" : ""
      return "\(violation.isDeny ? "deny" : "allow")\(code) \(violation.operation) to \(subject)\(more)"
        + "  target <\(violation.target)>"
    case .event(let line): return "event \(line.event) \(line.part)/\(line.parts)"
    case .canary: return "canary"
    case .notice(let notice): return "notice \(notice)"
    case .daemon(let family): return "daemon \(family.rawValue)"
    case .plain: return "plain"
    case .unplaced: return "unplaced"
    }
  }

  private static func beginning(of message: String) -> String {
    let line = message.replacingOccurrences(of: "\n", with: "⏎").replacingOccurrences(of: "\t", with: "⇥")
    return line.count > 100 ? "\(line.prefix(99))…" : line
  }
}
