import Foundation
import ProbeProtocol
import RunFolder
import Syslog
import Testing
import Verdict

@Suite("Reading run folders")
struct ReadingTests {
  private let reader = RunFolderReader(parsers: Sample.parsers)

  @Test("what a killed harness leaves can be read, and says what is missing")
  func killed() async throws {
    try await withTemporaryFolder { folder in
      let writer = try RunFolderWriter(in: folder, name: "run", manifest: Sample.manifest)
      try await writer.record(Sample.record(.runBegan))
      try await writer.appendLog(Data("[connected]\nJul 10 09:15:02 A[1] <Not".utf8))
      let host = writer.layout.url("host.jsonl")
      try (Data(contentsOf: host) + Data(#"{"seq":2,"ti"#.utf8)).write(to: host)
      let evidence = try reader.read(writer.layout.folder)
      #expect(evidence.manifest.state == .running)
      #expect(evidence.host.map(\.kind) == [.runBegan])
      // Half a record is none.
      #expect(evidence.records.map(\.line) == [1])
      #expect(
        evidence.problems == [
          "The run is still going on: what it has not got to yet is missing.", "claims.yaml is missing.",
          "The last line of host.jsonl was cut.", "The last line of syslog.log was cut.",
        ])
    }
  }

  @Test("a folder that could not be closed says why its harness failed, until somebody resumes the run")
  func failed() async throws {
    try await withTemporaryFolder { folder in
      let writer = try RunFolderWriter(
        in: folder, name: "run", manifest: Sample.manifest, sources: Sample.sources)
      var record = Sample.record(.failed)
      record.message = "'syslog.log' cannot be written: No space left on device"
      try await writer.record(record)
      await writer.letGo()
      let run = writer.layout.folder
      let words = "The harness failed: 'syslog.log' cannot be written: No space left on device."
      #expect(try reader.read(run).problems.contains(words))
      let later = try RunFolderWriter(resuming: run)
      #expect(try !reader.read(run).problems.contains(words))
      await later.letGo()
    }
  }

  @Test("missing files are named and the rest is read")
  func missingFiles() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      for path in ["syslog.log", "host.jsonl", "scenarios/a.b.yaml", "journals"] {
        try FileManager.default.removeItem(at: run.appendingPathComponent(path))
      }
      let evidence = try reader.read(run)
      #expect(evidence.log.isEmpty && evidence.host.isEmpty && evidence.journals.isEmpty)
      #expect(
        Set(evidence.problems) == [
          "scenarios/a.b.yaml is missing: the run wrote it.", "syslog.log is missing: the run wrote it.",
          "host.jsonl is missing: the run wrote it.",
          "journals/a.b-1-member.jsonl is missing: the run wrote it.",
        ])
    }
  }

  @Test("plain records are counted and left out, but for the log's first and last")
  func plainRecords() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      let line = "Jul 10 09:15:03 A[1] <Notice>: plain\n"
      let decision = "Jul 10 09:15:04 kernel(Sandbox)[0] <Error>: Sandbox: A(1) deny(1) file-read-data /x\n"
      let log = Data(
        (String(repeating: line, count: 50) + decision + String(repeating: line, count: 49)).utf8)
      try log.write(to: run.appendingPathComponent("syslog.log"))
      var parsers = Sample.parsers
      parsers.log = EvidenceParsers.standard.log
      let evidence = try RunFolderReader(parsers: parsers).read(run)
      #expect(evidence.records.map(\.line) == [1, 51, 100])
      #expect(evidence.recordCount == 100)
    }
  }

  @Test("a file that was changed after the run is named")
  func changedFile() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      try (Sample.log + Data("Jul 10 09:15:03 A[1] <Notice>: two\n".utf8)).write(
        to: run.appendingPathComponent("syslog.log"))
      let evidence = try reader.read(run)
      #expect(evidence.records.count == 3)
      #expect(
        evidence.problems == ["syslog.log was changed after the run: its digest is not the one in run.json."])
    }
  }

  @Test("a scenario that is not the one of the run is not used")
  func changedScenario() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      try Data("id: a/b # changed\n".utf8).write(to: run.appendingPathComponent("scenarios/a.b.yaml"))
      let evidence = try reader.read(run)
      #expect(evidence.scenarios.isEmpty)
      #expect(
        evidence.problems.contains(
          "scenarios/a.b.yaml is not the file that the run used: its digest differs."))
    }
  }

  @Test("host records out of sequence are told")
  func removedHostRecord() async throws {
    try await withTemporaryFolder { folder in
      let writer = try RunFolderWriter(in: folder, name: "run", manifest: Sample.manifest)
      for kind in [HostRecord.Kind.runBegan, .canariesSent, .runEnded] {
        try await writer.record(Sample.record(kind))
      }
      try await writer.close(state: .finished)
      let host = writer.layout.url("host.jsonl")
      var lines = try String(contentsOf: host, encoding: .utf8).split(separator: "\n")
      lines.remove(at: 1)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: host)
      let problems = try reader.read(writer.layout.folder).problems
      #expect(problems.contains("host.jsonl is not in sequence: lines were removed, added or moved."))
    }
  }

  @Test("a newer form is refused with both versions; a newer minor one is read")
  func newerSchema() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      let file = run.appendingPathComponent("run.json")
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(text.replacingOccurrences(of: #""1.0""#, with: #""1.9""#).utf8).write(to: file)
      #expect(try reader.read(run).problems == [])
      try Data(#"{"schema": "2.0", "all": "else is different"}"#.utf8).write(to: file)
      #expect(throws: RunFolderError.newerSchema(run.path, found: "2.0", supported: "1.0")) {
        _ = try reader.read(run)
      }
    }
  }

  @Test("what is no run folder is told apart from what is not there")
  func noRunFolder() async throws {
    try await withTemporaryFolder { folder in
      #expect(throws: RunFolderError.notARunFolder(folder.path, lookedFor: "run.json")) {
        _ = try reader.read(folder)
      }
      let absent = folder.appendingPathComponent("absent")
      #expect(throws: RunFolderError.notFound(absent.path)) { _ = try reader.read(absent) }
    }
  }

  @Test(
    "a manifest that was cut is an error that says where",
    arguments: ["", "{", "[]", #"{"schema":"x"}"#, #"{"schema":"1.0"}"#])
  func cutManifest(text: String) async throws {
    try await withTemporaryFolder { folder in
      try Data(text.utf8).write(to: folder.appendingPathComponent("run.json"))
      do {
        _ = try reader.read(folder)
        Issue.record("a cut manifest was read")
      } catch RunFolderError.unreadableManifest(let path, let why) {
        #expect(path == folder.path)
        #expect(!why.isEmpty)
      }
    }
  }

  @Test("what lies behind a link in place of a folder is not read")
  func linkedFolder() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder, isKilled: true)
      let scenarios = run.appendingPathComponent("scenarios")
      let elsewhere = folder.appendingPathComponent("elsewhere")
      try FileManager.default.moveItem(at: scenarios, to: elsewhere)
      try FileManager.default.createSymbolicLink(at: scenarios, withDestinationURL: elsewhere)
      let evidence = try RunFolderReader(parsers: Sample.parsers).read(run)
      #expect(evidence.scenarios.isEmpty)
      #expect(evidence.problems.contains("scenarios/a.b.yaml is missing."))
    }
  }

  @Test("links are not followed, paths that lead out are refused, and sizes are bounded")
  func hostileFolder() async throws {
    try await withTemporaryFolder { folder in
      // Without digests nothing tells what belongs into the folder.
      let run = try await Sample.run(in: folder, isKilled: true)
      let secret = folder.appendingPathComponent("secret.jsonl")
      try Data("secret".utf8).write(to: secret)
      try FileManager.default.createSymbolicLink(
        at: run.appendingPathComponent("journals/link.jsonl"), withDestinationURL: secret)
      try Data(repeating: 0x61, count: 100).write(to: run.appendingPathComponent("journals/large.jsonl"))
      let file = run.appendingPathComponent("run.json")
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(
        text.replacingOccurrences(of: #""file" : "scenarios/a.b.yaml""#, with: #""file" : "../secret.jsonl""#)
          .utf8
      )
      .write(to: file)
      let evidence = try RunFolderReader(parsers: Sample.parsers, limits: FolderLimits(journal: 50)).read(run)
      #expect(evidence.journals.keys.sorted() == ["a.b-1-member.jsonl"])
      #expect(evidence.scenarios.isEmpty)
      #expect(
        evidence.problems.dropFirst() == [
          "run.json names a file outside the run folder: \"../secret.jsonl\".",
          "journals/large.jsonl has 100 bytes, more than the 50 that are read; it is left out.",
          "journals/link.jsonl is missing.",
        ])
    }
  }
}
