import ArgumentParser
import Foundation
import Report
import Verdict

/// Makes the findings report again, from the raw evidence alone.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Makes a run's report again from its raw evidence.",
    discussion: """
      Needs no phone and no network: the same run folder gives the same bytes on any
      machine. A folder that a killed run left behind is read as far as it goes; what
      is missing is inconclusive. Raw files that were changed, removed or added
      since the run ended are named, and what rests on them is inconclusive.
      """)

  @Argument(help: "A run folder, as 'sandprobe run' made it.")
  var run: String

  @Option(help: "Comma-separated: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: String = ReportFormat.allCases.map(\.rawValue).joined(separator: ",")

  @Option(help: "Where to write; the run folder itself unless given.")
  var out: String?

  @Flag(help: "Print findings.json as well.")
  var json = false

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  func validate() throws { _ = try ReportFormat.list(format) }

  func run() async throws {
    let folder = URL(fileURLWithPath: run, isDirectory: true)
    let findings = try ReportFiles.findings(of: folder)
    let target = out.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? folder
    try ReportFiles.write(findings, try ReportFormat.list(format), into: target, of: folder)
    for problem in findings.problems {
      Terminal.standardError.write("warning: \(VisibleText.line(problem, limit: 400))\n")
    }
    if json {
      Terminal.standardOutput.write(try FindingsJSON.encode(findings))
    } else {
      let isColored = Terminal.standardOutput.usesColor(color)
      Terminal.standardOutput.write(
        SummaryText.render(findings, folder: ShownPath.of(target), color: isColored)
          + ReportFiles.seal(of: folder, findings))
    }
    throw ExitStatus(findings)
  }
}
