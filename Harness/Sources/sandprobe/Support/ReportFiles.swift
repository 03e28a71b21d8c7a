import ArgumentParser
import Foundation
import ProbeProtocol
import Report
import RunFolder
import Scenario
import Verdict

/// The forms of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case html, json, junit, markdown

  /// The file's name in a run folder.
  var fileName: String {
    switch self {
    case .html: "report.html"
    case .json: "findings.json"
    case .junit: "junit.xml"
    case .markdown: "report.md"
    }
  }

  /// The report's bytes.
  /// - Parameter pages: pages of result bundles in the run folder, by path.
  func render(_ findings: Findings, pages: [String] = []) throws -> Data {
    switch self {
    case .html: try HTMLReport.render(findings, pages: pages)
    case .json: try FindingsJSON.encode(findings)
    case .junit: JUnitReport.render(findings)
    case .markdown: MarkdownReport.render(findings)
    }
  }

  /// Reads `html,json`.
  static func list(_ text: String) throws -> [ReportFormat] {
    try text.split(separator: ",").map { word in
      guard let format = ReportFormat(rawValue: String(word)) else {
        let near = NearestWord.of(String(word), among: allCases.map(\.rawValue))
        throw ValidationError(
          "no report format is called '\(word)'\(near.map { "; did you mean '\($0)'? There are: " } ?? "; there are: ")"
            + allCases.map(\.rawValue).joined(separator: ", "))
      }
      return format
    }
  }
}

/// Makes findings of run folders and writes reports.
enum ReportFiles {
  /// The findings of a run folder, from its raw evidence alone.
  static func findings(of folder: URL) throws -> Findings {
    Judge.findings(of: try RunFolderReader(parsers: .standard).read(folder), tool: Version.text)
  }

  /// The line that tells the digest of `run.json`, in which those of all raw files are; empty for a folder that is not
  /// sealed.
  static func seal(of folder: URL, _ findings: Findings) -> String {
    let file = FolderLayout(folder: folder).url(FolderLayout.manifest)
    guard findings.run.state != .running, let bytes = try? Data(contentsOf: file) else { return "" }
    return "seal    \(ContentDigest(of: bytes)) run.json\n"
  }

  /// Writes reports into a folder, which is made if need be.
  /// - Parameter run: the run folder; the same folder unless given.
  static func write(
    _ findings: Findings, _ formats: [ReportFormat], into folder: URL, of run: URL? = nil
  ) throws {
    let pages = FolderLayout(folder: run ?? folder).resultPages
    for format in formats {
      try write(
        try format.render(findings, pages: pages), to: folder.appendingPathComponent(format.fileName))
    }
  }

  /// Writes a file whole or not at all.
  static func write(_ bytes: Data, to file: URL) throws {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file, options: .atomic)
    } catch {
      throw CommandError(
        .inputOutput, "'\(file.path)' cannot be written: \(error.systemWords)",
        help: ["check free space and permissions, or choose another place with --out"])
    }
  }
}
