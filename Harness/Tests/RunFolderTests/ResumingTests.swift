import Foundation
import ProbeProtocol
import Syslog
import Testing
import Verdict

@testable import RunFolder

@Suite("Run folders that are taken up again")
struct ResumingTests {
  private let reader = RunFolderReader(parsers: Sample.parsers)

  /// What a harness leaves that is killed while it writes the log and its own record.
  private func killed(in folder: URL) async throws -> URL {
    let run = try await Sample.run(in: folder, isKilled: true)
    for (path, tail) in [("syslog.log", "Jul 10 09:15:04 A[1] <Not"), ("host.jsonl", #"{"kind":"fai"#)] {
      let file = run.appendingPathComponent(path)
      try (Data(contentsOf: file) + Data(tail.utf8)).write(to: file)
    }
    return run
  }

  @Test("what was there stays, byte for byte, and what was cut is no record")
  func resumed() async throws {
    try await withTemporaryFolder { folder in
      let run = try await killed(in: folder)
      let before = try ["syslog.log", "host.jsonl"].map {
        try Data(contentsOf: run.appendingPathComponent($0))
      }
      let writer = try RunFolderWriter(resuming: run, session: ["tool": "sandprobe 2"])
      #expect(writer.session == 2)
      try await writer.appendLog(Data("[connected]\nJul 10 09:20:00 A[1] <Notice>: two\n".utf8))
      try await writer.addJournal("a.b-1-member+2.jsonl", Data("y\n".utf8))
      try await writer.record(Sample.record(.runEnded))
      try await writer.close(state: .finished)
      for (path, bytes) in zip(["syslog.log", "host.jsonl"], before) {
        let now = try Data(contentsOf: run.appendingPathComponent(path))
        #expect(now.starts(with: bytes + Data("\n".utf8)))
      }
      let evidence = try reader.read(run)
      #expect(evidence.problems == [])
      #expect(evidence.host.map(\.kind) == [.runBegan, .runEnded, .runResumed, .runEnded])
      #expect(evidence.host.map(\.sequence) == [1, 2, 3, 4])
      #expect(evidence.host[2].data?["cut"] == ["syslog.log", "host.jsonl"])
      #expect(evidence.host[2].data?["tool"] == "sandprobe 2")
      // Half a header could be a continuation of the record before it, which is left out as well.
      #expect(evidence.records.map(\.line) == [1, 4, 5])
      let texts = evidence.records.map { String(decoding: evidence.log[$0.bytes], as: UTF8.self) }
      #expect(texts == ["[connected]\n", "[connected]\n", "Jul 10 09:20:00 A[1] <Notice>: two\n"])
      #expect(evidence.journals.keys.sorted() == ["a.b-1-member+2.jsonl", "a.b-1-member.jsonl"])
    }
  }

  @Test("a folder that was closed is opened again, and is not sealed until it is closed again")
  func reopened() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      let first = try ManifestReading.read(FolderLayout(folder: run))
      let writer = try RunFolderWriter(resuming: run)
      let open = try ManifestReading.read(FolderLayout(folder: run))
      #expect(open.state == .running && open.digests.isEmpty && open.ended == nil)
      #expect(open.id == first.id && open.key == first.key && open.started == first.started)
      try await writer.close(state: .interrupted)
      let second = try ManifestReading.read(FolderLayout(folder: run))
      #expect(second.state == .interrupted)
      #expect(second.digests.keys == first.digests.keys)
      #expect(try reader.read(run).problems == [])
    }
  }

  @Test("a folder that is being filled cannot be taken up, and reading it says that the run goes on")
  func inUse() async throws {
    try await withTemporaryFolder { folder in
      let writer = try RunFolderWriter(
        in: folder, name: "run", manifest: Sample.manifest, sources: Sample.sources)
      let run = writer.layout.folder
      #expect(throws: RunFolderError.inUse(run.path)) { _ = try RunFolderWriter(resuming: run) }
      #expect(RunFolderReader.isBeingFilled(run))
      #expect(try reader.read(run).problems.first?.hasPrefix("The run is still going on") == true)
      await writer.letGo()
      #expect(!RunFolderReader.isBeingFilled(run))
      #expect(try reader.read(run).problems.first?.hasPrefix("The run did not end in order") == true)
    }
  }

  @Test("a folder whose run was ended before run.json was written says that there is nothing in it")
  func neverBegan() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      try FileManager.default.removeItem(at: run.appendingPathComponent("run.json"))
      #expect(throws: RunFolderError.neverBegan(run.path)) { _ = try reader.read(run) }
    }
  }

  @Test("sessions follow one another in log and record, whatever the offsets say")
  func sessions() {
    var host = [Sample.record(.runBegan), .runResumed, .runResumed, .runResumed].enumerated().map {
      var record = $1
      record.sequence = $0 + 1
      return record
    }
    for (index, offset) in [(1, 40), (2, 30), (3, 900)] { host[index].logOffset = offset }
    let sessions = Session.all(of: "r", host: host, logSize: 100)
    #expect(sessions.map(\.log) == [0..<40, 40..<40, 40..<100, 100..<100])
    #expect(sessions.map(\.host) == [0..<1, 1..<2, 2..<3, 3..<4])
    #expect(sessions.map(\.run) == ["r", "r-2", "r-3", "r-4"])
  }
}

extension HostRecord {
  fileprivate static var runResumed: HostRecord { Sample.record(.runResumed) }
}
