import Analysis
import ArgumentParser
import Foundation
import LogInput
import Report
import Syslog

/// Says what the sandbox and the sharing daemons did, from any device log.
struct AnalyzeCommand: AsyncParsableCommand {
  /// The forms of an analysis.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, html, json, ndjson
  }

  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Shows what the sandbox and the sharing daemons did, from any device log.",
    discussion: """
      Reads logs of idevicesyslog, pymobiledevice3, go-ios, 'log show', Console and
      Xcode; the form is found from the content. What a log cannot tell is said too.

        sandprobe analyze device.log
        sandprobe analyze device.log --process 'MyApp*' --family sandbox,sharing
        idevicesyslog | sandprobe analyze - --follow

      With --follow each record that bears on sandboxing or sharing is shown as it
      comes, with a filter by process, family or text each one that passes; the
      summary comes at the end. Ctrl-C ends reading and shows what was found.

      Exit status: 0 the logs were read, damaged ones as far as they go; 64 wrong
      words; 65 nothing in them reads as a log; 69 the program that unpacks one is
      missing; 74 one cannot be opened or read (the others are shown all the same);
      130 interrupted.
      """)

  @Argument(help: ArgumentHelp("Log files; '-' is standard input.", valueName: "log"))
  var logs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only what this process logs or is refused: a name, 'MyApp*' or a pid; repeatable.", valueName: "name"))
  var process: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only these families: \(LogKind.allCases.map(\.word).joined(separator: ", ")); repeatable.",
      valueName: "family"))
  var family: [String] = []

  @Option(
    help: ArgumentHelp(
      "From then on, by the log's own clock: 21:01:13, 'Feb 10 21:01:13' or '2026-09-18 06:19'.",
      valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Up to and with then.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Only messages with this text; /…/ is a regular expression, /…/i in either case.", valueName: "text"))
  var grep: String?

  @Option(help: "\(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format?

  @Flag(help: "The same as --format json.")
  var json = false

  @Flag(help: "The same as --format ndjson: each record as a line of JSON, and no summary.")
  var ndjson = false

  @Option(help: "The file to write; standard output unless given.")
  var out: String?

  @Flag(name: [.customShort("f"), .long], help: "Go on reading as the log grows.")
  var follow = false

  @Option(help: "How many groups, processes and gaps the text lists of each.")
  var top = 20

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  @Option(help: "auto or none: on a terminal, how far a large log has been read.")
  var progress: LogProgress.Choice = .auto

  func validate() throws {
    _ = try filter()
    guard (1...10_000).contains(top) else { throw ValidationError("--top takes a number from 1 to 10000") }
    let asked = Set([format, json ? .json : nil, ndjson ? .ndjson : nil].compactMap { $0 })
    guard asked.count <= 1 else {
      throw ValidationError(
        "only one form at a time: \(asked.map(\.rawValue).sorted().joined(separator: " or "))")
    }
    guard Set(logs).count == logs.count else { throw ValidationError("the same log is named twice") }
    guard !follow || logs.count <= 1 else { throw ValidationError("--follow takes one log") }
    if let out, let same = logs.first(where: { Self.isSame($0, out) }) {
      throw ValidationError("--out '\(out)' would replace the log '\(same)'; choose another name")
    }
  }

  func run() async throws {
    if logs.isEmpty, isatty(STDIN_FILENO) == 1 {
      Terminal.standardError.write(SandProbe.helpMessage(for: AnalyzeCommand.self) + "\n")
      throw ExitStatus.usage
    }
    let form = form
    let stop = StopSignal()
    let watch = Task {
      _ = await Interruption.first()
      stop.stop()
    }
    defer { watch.cancel() }
    let reading = try LogReading(self, form: form, stop: stop)
    try await Task.detached { try reading.perform() }.value
  }

  /// What the options choose.
  func filter() throws -> LogFilter {
    try LogFilter(processes: process, families: family, since: since, until: until, text: grep)
  }

  /// By the option, or the ending of the file's name.
  private var form: Format {
    if json { return .json }
    if ndjson { return .ndjson }
    if let format { return format }
    return switch out.map({ URL(fileURLWithPath: $0).pathExtension }) {
    case "html", "htm": .html
    case "json": .json
    case "ndjson", "jsonl": .ndjson
    default: .text
    }
  }

  private static func isSame(_ log: String, _ out: String) -> Bool {
    log != "-"
      && URL(fileURLWithPath: log).resolvingSymlinksInPath()
        == URL(fileURLWithPath: out).resolvingSymlinksInPath()
  }
}

extension LogProgress.Choice: ExpressibleByArgument {}
