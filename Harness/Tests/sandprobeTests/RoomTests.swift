import Foundation
import Testing

@Suite("A run whose folder cannot be written any more")
struct RoomTests {
  @Test(
    "a disk that fills up ends the run with 74; what was captured is kept, and the run can be finished elsewhere"
  )
  func full() async throws {
    #if os(Linux)
      let unshare = Program(executable: URL(fileURLWithPath: "/usr/bin/unshare"))
      guard try await unshare("-m", "mount", "-t", "tmpfs", "none", "/mnt").status == 0 else { return }
      try await withFolder { folder in
        let (small, kept) = (folder.appendingPathComponent("small"), folder.appendingPathComponent("kept"))
        try FileManager.default.createDirectory(at: small, withIntermediateDirectories: true)
        let words = """
          mount -t tmpfs -o size=144k none '\(small.path)' || exit 99
          "$0" "$@"; status=$?; cp -r '\(small.path)' '\(kept.path)'; exit $status
          """
        let ending = try await unshare.call([
          "-m", "sh", "-c", words, Places.sandprobe.path, "run", "FS-08", "FS-15", "--repeat", "40",
          "--grace", "20",
          "--device", "virtual", "--out", small.path,
        ])
        #expect(ending.status == 74, "\(ending.errors)")
        #expect(ending.errors.contains("cannot be written: No space left on device"), "\(ending.errors)")
        #expect(ending.errors.contains("help: what was captured until then is kept in \(small.path)"))
        #expect(ending.errors.contains("sandprobe run --resume \(small.path)/"))
        let run = kept.appendingPathComponent(try #require(kept.names.first))
        let report = try await Program()("report", run.path, "--json")
        let findings = try FindingsFile(report.outputBytes)
        let trials = findings.findings.flatMap(\.trials)
        #expect(trials.contains { $0.verdict == "pass" })
        #expect(trials.allSatisfy { ["pass", "inconclusive"].contains($0.verdict) }, "\(report.output)")
        #expect(!run.appendingPathComponent("host.jsonl").text.isEmpty)
        #expect(run.appendingPathComponent("host.jsonl").text.hasSuffix("\n"), "half a record was left")
      }
    #endif
  }

  @Test(
    "a folder that is removed while it is filled ends the run with 74 and the file that could not be written")
  func removed() async throws {
    let mark = Mark()
    try await withFolder { folder in
      let ending = try await Program(variables: mark.variables).call(
        ["run", "FS-08", "FS-15", "--repeat", "50", "--device", "virtual", "--out", folder.path]
      ) { running in
        try await running.wait(for: "the canary was read back")
        try FileManager.default.removeItem(at: folder.appendingPathComponent(folder.names.first ?? ""))
      }
      #expect(ending.status == 74, "\(ending.errors)")
      #expect(ending.errors.contains("cannot be written: No such file or directory"), "\(ending.errors)")
      #expect(mark.processes.isEmpty)
    }
  }

  @Test("a folder whose journals cannot be written any more ends the run with 74 and is told as failed")
  func unwritable() async throws {
    try await withFolder { folder in
      let ending = try await Program().call(
        ["run", "FS-08", "FS-15", "--repeat", "50", "--device", "virtual", "--out", folder.path]
      ) { running in
        try await running.wait(for: "the canary was read back")
        // Permissions would not stop everybody.
        let journals = folder.appendingPathComponent(folder.names.first ?? "").appendingPathComponent(
          "journals")
        try FileManager.default.moveItem(at: journals, to: folder.appendingPathComponent("moved"))
        try Data().write(to: journals)
      }
      #expect(ending.status == 74, "\(ending.errors)")
      #expect(ending.errors.contains("cannot be written: Not a directory"), "\(ending.errors)")
      #expect(ending.errors.contains("sandprobe run --resume "))
    }
  }

  @Test("a place where no folder can be made is an error before anything is run")
  func noPlace() async throws {
    let ending = try await Program()("run", "FS-08", "--device", "virtual", "--out", "/dev/null/x")
    #expect(ending.status == 74)
    #expect(ending.errors.contains("'/dev/null/x' cannot be made: "), "\(ending.errors)")
    #expect(ending.errors.contains("--out DIR"))
  }
}
