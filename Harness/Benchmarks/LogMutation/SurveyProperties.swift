import Analysis
import Foundation
import Syslog

/// What holds of summaries whatever the input is.
public enum SurveyProperties {
  /// What does not hold of this log's summary, in sentences.
  /// - Parameter seed: chooses how the log is cut into chunks.
  public static func faults(of log: [UInt8], seed: UInt64) -> [String] {
    let summary = survey(log, [0..<log.count])
    var mutator = LogMutator(seed: seed, corpus: [])
    let cut = survey(log, mutator.cuts(of: log.count, longest: max(log.count / 20, 1)))
    var faults = cut == summary ? [] : ["chunks change the summary"]
    let records = LogReader.read(Data(log))
    let expected = expected(records, log)
    for (name, found) in counted(summary) where found != expected[name] {
      faults.append("the summary counts \(found) \(name), the records \(expected[name] ?? 0)")
    }
    let grouped = summary.sandbox.groups.reduce(0) { $0 + $1.places.count } + summary.sandbox.omitted
    if grouped != summary.sandbox.records {
      faults.append("\(grouped) decisions in groups of \(summary.sandbox.records)")
    }
    return faults
  }

  private static func survey(_ log: [UInt8], _ cuts: [Range<Int>]) -> LogSummary {
    var survey = LogSurvey(filter: LogFilter())
    survey.begin(LogSummary.Source(name: "log"))
    for cut in cuts { survey.append(Data(log[cut])) }
    survey.end(problems: [])
    return survey.summary(tool: "fuzz")
  }

  private static func counted(_ summary: LogSummary) -> [String: Int] {
    [
      "bytes": summary.extent.bytes, "lines": summary.extent.lines, "records": summary.extent.records,
      "unplaced": summary.extent.unplaced, "unplaced bytes": summary.extent.unplacedBytes,
      "decisions": summary.sandbox.records, "denies": summary.sandbox.denies,
      "allows": summary.sandbox.allows,
      "forms": summary.forms.reduce(0) { $0 + $1.count },
    ]
  }

  private static func expected(_ records: [LogRecord], _ log: [UInt8]) -> [String: Int] {
    var counts: [String: Int] = ["bytes": log.count, "lines": lines(of: log)]
    for record in records {
      if record.form != nil { counts["forms", default: 0] += 1 }
      switch record.content {
      case .unplaced:
        counts["unplaced", default: 0] += 1
        counts["unplaced bytes", default: 0] += record.bytes.count
        continue
      case .sandbox(let violation):
        counts["decisions", default: 0] += 1
        counts[violation.isDeny ? "denies" : "allows", default: 0] += 1
      default: break
      }
      counts["records", default: 0] += 1
    }
    for name in counted(LogSummary.nothing).keys { counts[name] = counts[name] ?? 0 }
    return counts
  }

  /// Newlines, and one for a last line without; NULs behind a newline belong to it.
  private static func lines(of log: [UInt8]) -> Int {
    let last = log.last { $0 != 0 } ?? 10
    return log.count { $0 == 10 } + (last == 10 ? 0 : 1)
  }
}

extension LogSummary {
  fileprivate static let nothing = LogSurvey(filter: LogFilter()).summary(tool: "fuzz")
}
