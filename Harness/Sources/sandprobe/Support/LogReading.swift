import Analysis
import Foundation
import LogInput
import Report
import Syslog

/// One call of `analyze`: reads all logs, shows what was found and ends with the right status.
struct LogReading: @unchecked Sendable {
  private let logs: [String]
  private let follows: Bool
  private let form: AnalyzeCommand.Format
  private let out: String?
  private let top: Int
  private let isColored: Bool
  private let stop: StopSignal
  private let session: LogSession
  private let lines: LogLines

  init(_ command: AnalyzeCommand, form: AnalyzeCommand.Format, stop: StopSignal) throws {
    logs = command.logs.isEmpty ? ["-"] : command.logs
    follows = command.follow
    self.form = form
    out = command.out
    top = command.top
    self.stop = stop
    let output = Terminal.standardOutput
    isColored = command.out == nil && output.usesColor(command.color)
    let filter = try command.filter()
    let target = try form == .ndjson ? Self.stream(command.out) : output
    lines = LogLines(output: target)
    let line = Self.line(form, follows: follows, filter: filter, isColored: output.usesColor(command.color))
    // Lines and a progress line would write over each other.
    let isCrowded = line != nil && target.isInteractive
    session = LogSession(
      filter: filter, stop: stop, lines: lines,
      progress: LogProgress(
        isCrowded ? .none : command.progress, terminal: .standardError, total: Self.total(logs),
        now: ContinuousClock.now),
      line: line)
  }

  /// What is printed for each record while reading; nil for nothing.
  private static func line(
    _ form: AnalyzeCommand.Format, follows: Bool, filter: LogFilter, isColored: Bool
  ) -> ((LogRecord, String) -> Data?)? {
    if form == .ndjson { return { LogRecordJSON.line($0, source: $1) } }
    guard follows, form == .text else { return nil }
    let showsAll = !filter.processes.isEmpty || !filter.kinds.isEmpty || filter.text != nil
    return { record, _ in
      let isPlain = record.content == .plain || record.content == .unplaced
      return showsAll || !isPlain ? Data(LogRecordText.line(record, color: isColored).utf8) : nil
    }
  }

  /// Bytes of all logs; nil where one has no size.
  private static func total(_ logs: [String]) -> Int? {
    var total = 0
    for log in logs {
      guard let size = (try? FileManager.default.attributesOfItem(atPath: log))?[.size] as? Int, log != "-"
      else {
        return nil
      }
      total += size
    }
    return total
  }

  /// The file that lines go to, made anew.
  private static func stream(_ out: String?) throws -> Terminal {
    guard let out else { return .standardOutput }
    let descriptor = Foundation.open(out, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else {
      throw CommandError(
        .inputOutput, "'\(out)' cannot be written: \(String(cString: strerror(errno)))",
        help: ["check free space and permissions, or choose another place with --out"])
    }
    return Terminal(descriptor: descriptor)
  }

  /// Does it all. It always ends with a status or an error.
  func perform() throws {
    let outcomes = logs.map { session.read($0, follows: follows) }
    if lines.isClosed { try end() }
    let isInterrupted = stop.isGiven
    var summary = session.summary()
    try refuse(outcomes, summary, isInterrupted: isInterrupted)
    for (index, outcome) in outcomes.enumerated() where !isInterrupted && summary.sources[index].records == 0
    {
      guard outcome.error == nil else { continue }
      let found = FoundInstead.words(first: outcome.first, total: summary.sources[index].bytes)
      summary.sources[index].problems.append("nothing in it reads as a log: \(found.what)")
    }
    warn(summary)
    try show(summary)
    if isInterrupted { throw ExitStatus.interrupted }
    if let error = outcomes.lazy.compactMap(\.error).first { throw error.status }
    throw ExitStatus.success
  }

  /// Lines are no longer taken: the reader of a pipe has seen enough, and a file has no room.
  private func end() throws {
    guard let out else { throw ExitStatus.success }
    throw CommandError(
      .inputOutput, "'\(out)' cannot be written to its end", help: ["check free space where it lies"])
  }

  /// Ends the call where nothing was read that could be shown.
  private func refuse(_ outcomes: [LogSession.Outcome], _ summary: LogSummary, isInterrupted: Bool) throws {
    guard !isInterrupted, summary.sources.allSatisfy({ $0.records == 0 }) else { return }
    if let error = outcomes.lazy.compactMap(\.error).first {
      throw CommandError(
        error.status, VisibleText.line(error.description), help: [VisibleText.line(error.remedy)])
    }
    let all = zip(outcomes, summary.sources).map { outcome, source in
      (source.name, FoundInstead.words(first: outcome.first, total: source.bytes))
    }
    guard let (name, found) = all.first else { return }
    let shown = name == "-" ? "standard input" : "'\(VisibleText.line(name))'"
    let others = all.count > 1 ? "; the other \(all.count - 1) neither" : ""
    throw CommandError(
      .badInput, "\(shown) is no log that can be read: \(found.what)\(others)", help: [found.help])
  }

  private func warn(_ summary: LogSummary) {
    for source in summary.sources {
      for problem in source.problems where !problem.hasPrefix("interrupted") {
        let name = source.name == "-" ? "standard input" : source.name
        Terminal.standardError.write("warning: \(VisibleText.line("\(name): \(problem)", limit: 1_000))\n")
      }
    }
    if stop.isGiven { Terminal.standardError.write("\nInterrupted: this is what was found so far.\n") }
  }

  private func show(_ summary: LogSummary) throws {
    guard form != .ndjson else { return }
    let bytes = try render(summary)
    if let out {
      try ReportFiles.write(bytes, to: URL(fileURLWithPath: out))
    } else {
      if follows, form == .text { Terminal.standardOutput.write("\n") }
      Terminal.standardOutput.write(bytes)
    }
  }

  private func render(_ summary: LogSummary) throws -> Data {
    switch form {
    case .html: return try LogSummaryHTML.render(summary)
    case .json, .ndjson: return try LogSummaryJSON.encode(summary)
    case .text:
      let width = out == nil ? Terminal.standardOutput.width : 100
      return Data(LogSummaryText.render(summary, width: width, top: top, color: isColored).utf8)
    }
  }
}
