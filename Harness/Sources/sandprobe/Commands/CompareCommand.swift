import ArgumentParser
import Foundation
import ProbeProtocol
import Report
import Verdict

/// Compares runs, claim by claim.
struct CompareCommand: AsyncParsableCommand {
  /// The forms of a comparison.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, html, json, markdown
  }

  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Shows what changed between runs: a claim × run matrix, changes first.")

  @Argument(help: "Run folders, in any order.")
  var runs: [String]

  @Option(help: "The run that the others are compared with; the oldest iOS unless given.")
  var baseline: String?

  @Option(help: "\(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format?

  @Option(help: "The file to write; standard output unless given.")
  var out: String?

  @Flag(help: "The same as --format json.")
  var json = false

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  func validate() throws {
    guard runs.count + (baseline == nil ? 0 : 1) >= 2 else {
      throw ValidationError("a comparison needs two runs; name at least two run folders")
    }
  }

  func run() async throws {
    var paths = runs
    if let baseline, !paths.contains(baseline) { paths.append(baseline) }
    let all = try paths.map { try ReportFiles.findings(of: URL(fileURLWithPath: $0, isDirectory: true)) }
    let base = baseline.flatMap { name in paths.firstIndex(of: name).map { all[$0].run.id } }
    let comparison = try Comparison.compare(all, baseline: base)
    let bytes = try render(comparison)
    if let out {
      try ReportFiles.write(bytes, to: URL(fileURLWithPath: out))
    } else {
      Terminal.standardOutput.write(bytes)
    }
    throw comparison.hasChanges ? ExitStatus.fails : ExitStatus.success
  }

  private func render(_ comparison: Comparison) throws -> Data {
    switch json ? .json : format ?? inferred {
    case .html: return try ComparisonHTML.render(comparison)
    case .json: return try ComparisonJSON.encode(comparison)
    case .markdown: return ComparisonMarkdown.render(comparison)
    case .text:
      let terminal = Terminal.standardOutput
      let isColored = out == nil && terminal.usesColor(color)
      return Data(ComparisonText.render(comparison, width: terminal.width, color: isColored).utf8)
    }
  }

  /// By the ending of the file's name.
  private var inferred: Format {
    switch out.map({ URL(fileURLWithPath: $0).pathExtension }) {
    case "html", "htm": .html
    case "json": .json
    case "md", "markdown": .markdown
    default: .text
    }
  }
}
