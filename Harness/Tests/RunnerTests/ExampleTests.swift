import Foundation
import Report
import RunFolder
import Testing
import Verdict

@Suite("The committed example run")
struct ExampleTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Reports/example").standardizedFileURL

  @Test("its reports are made again byte for byte from its raw files")
  func regenerates() throws {
    let evidence = try RunFolderReader(parsers: .standard).read(Self.folder)
    #expect(evidence.problems.isEmpty)
    let findings = Judge.findings(of: evidence, tool: evidence.manifest.tool)
    let reports = [
      "findings.json": try FindingsJSON.encode(findings), "report.html": try HTMLReport.render(findings),
      "junit.xml": JUnitReport.render(findings), "report.md": MarkdownReport.render(findings),
    ]
    let isRecording = ProcessInfo.processInfo.environment["SANDPROBE_RECORD"] == "1"
    for (name, bytes) in reports {
      let file = Self.folder.appending(path: name)
      if isRecording { try bytes.write(to: file) }
      #expect(try Data(contentsOf: file) == bytes, "\(name) differs; SANDPROBE_RECORD=1 writes it anew")
    }
    #expect(!isRecording, "recorded; run again without SANDPROBE_RECORD")
  }

  @Test("it is a rehearsal, and says so")
  func rehearsal() throws {
    let html = try String(contentsOf: Self.folder.appending(path: "report.html"), encoding: .utf8)
    #expect(html.contains("Rehearsal"))
  }
}
