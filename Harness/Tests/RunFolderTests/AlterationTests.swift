import Foundation
import ProbeProtocol
import Testing
import Verdict

@testable import RunFolder

@Suite("Raw files that are not what they were")
struct AlterationTests {
  private let reader = RunFolderReader(parsers: Sample.parsers)

  @Test("what was changed, removed and added is told for every raw file")
  func all() async throws {
    try await withTemporaryFolder { folder in
      for path in [
        "syslog.log", "host.jsonl", "claims.yaml", "journals/a.b-1-member.jsonl", "scenarios/a.b.yaml",
      ] {
        for isRemoved in [true, false] {
          let run = try await Sample.run(in: folder)
          let file = run.appendingPathComponent(path)
          if isRemoved {
            try FileManager.default.removeItem(at: file)
          } else {
            var bytes = try Data(contentsOf: file)
            bytes[bytes.startIndex] ^= 1
            try bytes.write(to: file)
          }
          let evidence = try reader.read(run)
          #expect(evidence.alterations == [path: isRemoved ? .missing : .changed])
          let words = isRemoved ? "is missing: the run wrote it." : "was changed after the run"
          #expect(evidence.problems.contains { $0.hasPrefix("\(path) \(words)") }, "\(evidence.problems)")
        }
      }
    }
  }

  @Test("a journal or scenario that was put into a sealed folder is told and not used")
  func added() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Sample.run(in: folder)
      for path in ["journals/x-1-y.jsonl", "scenarios/x.y.yaml"] {
        try Data("x\n".utf8).write(to: run.appendingPathComponent(path))
      }
      // Reports, notes and what a killed process was just writing are none of it.
      for path in ["report.html", "notes.txt", "journals/z.jsonl.partial"] {
        try Data("x\n".utf8).write(to: run.appendingPathComponent(path))
      }
      let evidence = try reader.read(run)
      #expect(evidence.alterations == ["journals/x-1-y.jsonl": .added, "scenarios/x.y.yaml": .added])
      #expect(evidence.journals.keys.sorted() == ["a.b-1-member.jsonl"])
    }
  }

  @Test(
    "a journal is held against the digest that the host took when it was pulled", arguments: [true, false])
  func pulled(isSealedAnew: Bool) async throws {
    try await withTemporaryFolder { folder in
      let writer = try RunFolderWriter(
        in: folder, name: "run", manifest: Sample.manifest, sources: Sample.sources)
      let bytes = Data("x\n".utf8)
      try await writer.addJournal("a.jsonl", bytes)
      var record = Sample.record(.journalPulled)
      record.data = ["file": "journals/a.jsonl", "sha256": .string(ContentDigest(of: bytes).rawValue)]
      try await writer.record(record)
      let journal = writer.layout.url("journals/a.jsonl")
      #expect(try reader.read(writer.layout.folder).alterations == [:])
      try Data("y\n".utf8).write(to: journal)
      // Whoever makes the digests anew has to make this one anew, too.
      if isSealedAnew { try await writer.close(state: .finished) }
      let evidence = try reader.read(writer.layout.folder)
      #expect(evidence.alterations == ["journals/a.jsonl": .unlikePulled])
      #expect(evidence.problems.contains { $0.contains("is not what was pulled from the phone") })
    }
  }
}
