import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Testing
import Verdict

@Suite("Writing run folders")
struct WritingTests {
  @Test("a run is read back as it was written")
  func roundTrip() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      let evidence = try RunFolderReader(parsers: Sample.parsers).read(run)
      #expect(evidence.problems == [])
      #expect(evidence.manifest.state == .finished)
      #expect(evidence.manifest.ended != nil)
      #expect(evidence.log == Sample.log)
      #expect(evidence.records.count == 2)
      #expect(evidence.host.map(\.kind) == [.runBegan, .runEnded])
      #expect(evidence.host.map(\.sequence) == [1, 2])
      #expect(evidence.host.map(\.logOffset) == [0, Sample.log.count])
      #expect(evidence.journals == ["a.b-1-member.jsonl": Data("x\n".utf8)])
      #expect(evidence.scenarios.map(\.id) == ["a/b"])
      #expect(
        evidence.manifest.digests.keys.sorted() == [
          "claims.yaml", "host.jsonl", "journals/a.b-1-member.jsonl", "scenarios/a.b.yaml", "syslog.log",
        ])
    }
  }

  @Test("a name that is taken gets a number, and the first folder is not touched")
  func uniqueNames() async throws {
    try await withTemporaryFolder { folder in
      let first = try await Sample.run(in: folder)
      let second = try await Sample.run(in: folder)
      #expect([first, second].map(\.lastPathComponent) == ["run", "run-2"])
      let evidence = try RunFolderReader(parsers: Sample.parsers).read(first)
      #expect(evidence.problems == [])
    }
  }

  @Test("the folder's name says when, what and which")
  func folderName() {
    let name = FileNaming.runFolder(
      started: Date(timeIntervalSince1970: 1_783_674_902), productType: "iPhone10,3", version: "15.2",
      udid: "00008030-001122334455667A")
    #expect(name == "20260710-091502Z-iPhone10,3-15.2-55667a")
  }

  @Test(
    "names that a phone chose stay within their folder",
    arguments: [
      ("../../etc/passwd", "_.._etc_passwd"), ("..", "_"), ("", "_"), ("a/b\\c", "a_b_c"),
      (".hidden", "hidden"),
      ("x\u{0}y\nz", "x_y_z"), ("ünï", "_n_"),
      (String(repeating: "a", count: 300), String(repeating: "a", count: 120)),
    ])
  func containedNames(word: String, expected: String) { #expect(FileNaming.contained(word) == expected) }

  @Test("a journal with a hostile name lands in journals/")
  func hostileJournal() async throws {
    try await withTemporaryFolder { folder in
      let writer = try RunFolderWriter(in: folder, name: "run", manifest: Sample.manifest)
      try await writer.addJournal("../../out.jsonl", Data("x".utf8))
      let journals = writer.layout.url("journals")
      #expect(try FileManager.default.contentsOfDirectory(atPath: journals.path) == ["_.._out.jsonl"])
    }
  }

  @Test("a place that cannot be written is an error that names it")
  func unwritable() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data().write(to: file)
      #expect(throws: RunFolderError.self) {
        _ = try RunFolderWriter(in: file, name: "run", manifest: Sample.manifest)
      }
    }
  }
}
