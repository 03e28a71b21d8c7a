import Foundation
import Testing

@Suite("sandprobe run --resume")
struct ResumeTests {
  /// A run that was interrupted before its last scenario.
  private static let interrupted = Task {
    try await withFolder { folder in
      _ = try await Program().call(
        [
          "run", "FS-15", "FS-08", "--grace", "20", "--repeat", "9", "--device", "virtual", "--out",
          folder.path,
        ]
      ) { running in
        try await running.wait(for: "isolation/var-is-a-link (3)")
        running.signal(SIGTERM)
      }
      return try RunSample(reading: folder)
    }
  }

  private func resume(_ run: URL, _ words: String...) async throws -> Ending {
    try await Program().call(["run", "--resume", run.path] + words)
  }

  @Test("an interrupted run is finished: one finding a claim, one set of reports, one seal")
  func finishes() async throws {
    let sample = try await Self.interrupted.value
    try await withFolder { folder in
      let run = try sample.write(into: folder)
      let before = try FindingsFile(Data(contentsOf: run.appendingPathComponent("findings.json")))
      let ending = try await resume(run, "--json")
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(ending.errors.contains("of 18 performances are left"))
      let after = try FindingsFile(ending.outputBytes)
      #expect(after.run.id == before.run.id)
      #expect(after.run.state == "finished" && after.run.resumed.count == 1)
      #expect(after.verdicts == ["FS-08": "pass", "FS-15": "pass"])
      #expect(after.findings.map(\.trials.count) == [9, 9])
      #expect(after.problems == [])
      // Whatever is changed now is seen, in the part from before the interruption as well as after it.
      for name in ["isolation.var-is-a-link-1-app.jsonl", "isolation.var-is-a-link-9-app+2.jsonl"] {
        try change(run.appendingPathComponent("journals/\(name)")) { $0.append(0x20) }
      }
      let report = try await Program()("report", run.path)
      #expect(report.status == 3)
      #expect(report.errors.split(separator: "\n").count { $0.contains("was changed after the run") } == 2)
    }
  }

  @Test("a finished run has nothing left to do: it says so, and ends as its report does")
  func nothingLeft() async throws {
    for sample in [try await RunSample.calm.value, try await RunSample.mutant.value] {
      try await withFolder { folder in
        let run = try sample.write(into: folder)
        let ending = try await resume(run)
        #expect(ending.status == sample.ending.status)
        #expect(
          ending.errors == "Nothing is left to do: every scenario of this run was carried out to its end.\n")
        for (path, bytes) in sample.files {
          #expect(try Data(contentsOf: run.appendingPathComponent(path)) == bytes, "\(path)")
        }
      }
    }
  }

  @Test("a run that was ended after its last scenario and before its seal is closed, without a phone")
  func unsealed() async throws {
    let sample = try await RunSample.mutant.value
    try await withFolder { folder in
      let run = try sample.write(into: folder)
      try replace(
        #""state" : "finished""#, by: #""state" : "running""#, in: run.appendingPathComponent("run.json"))
      try change(run.appendingPathComponent("host.jsonl")) { lines in
        let last = try #require(lines.dropLast().lastIndex(of: UInt8(ascii: "\n")))
        #expect(lines[last...].range(of: Data("run-ended".utf8)) != nil)
        lines.removeSubrange((last + 1)...)
      }
      try change(run.appendingPathComponent("run.json")) { bytes in
        var manifest = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        manifest["digests"] = [String: String]()
        bytes = try JSONSerialization.data(withJSONObject: manifest)
      }
      let ending = try await Program().call(["run", "--resume", run.path, "--json"])
      #expect(ending.status == sample.ending.status, "\(ending.errors)")
      #expect(ending.errors.contains("Nothing is left to do"))
      let findings = try FindingsFile(ending.outputBytes)
      #expect(findings.run.state == "finished" && findings.run.resumed.count == 1)
      #expect(findings.problems == [])
      // It is sealed: a change is seen from now on.
      try change(run.appendingPathComponent("syslog.log")) { $0.append(0x20) }
      #expect(try await Program()("report", run.path).errors.contains("was changed after the run"))
    }
  }

  @Test("another phone is refused with what differs, and the folder stays as it is")
  func otherPhone() async throws {
    let sample = try await Self.interrupted.value
    try await withFolder { folder in
      let run = try sample.write(into: folder)
      let ending = try await resume(run, "--device", "virtual:simulator")
      #expect(ending.status == 69)
      #expect(ending.errors.contains("its kind was physical and is now simulator"), "\(ending.errors)")
      #expect(ending.errors.contains("help: Attach the same phone in the same state"))
      for (path, bytes) in sample.files {
        #expect(try Data(contentsOf: run.appendingPathComponent(path)) == bytes, "\(path)")
      }
    }
  }

  @Test("a folder that was altered, or one whose scenarios are lost, is refused with the file's name")
  func altered() async throws {
    let sample = try await Self.interrupted.value
    for path in ["syslog.log", "scenarios/isolation.var-is-a-link.yaml"] {
      try await withFolder { folder in
        let run = try sample.write(into: folder)
        try change(run.appendingPathComponent(path)) { $0.append(0x0A) }
        let ending = try await resume(run)
        #expect(ending.status == 65)
        #expect(ending.errors.contains("\(path) was changed after the run"), "\(ending.errors)")
      }
    }
  }

  @Test(
    "words that say what is to be run cannot be given with it",
    arguments: [
      ["FS-15"], ["--repeat", "2"], ["--out", "x"], ["--mutate", "x"], ["--seed", "2"], ["--grace", "1"],
      ["--rerun", "x"], ["--scenarios", "x"],
    ])
  func words(words: [String]) async throws {
    let ending = try await Program().call(["run", "--resume", "nowhere"] + words)
    #expect(ending.status == 64)
    #expect(ending.errors.contains("so '\(words[0])' cannot be given"))
  }

  @Test("a run that still goes on is not resumed, and its report says so in its head")
  func stillRunning() async throws {
    try await withFolder { folder in
      let ending = try await Program().call(
        ["run", "FS-15", "--repeat", "50", "--device", "virtual", "--out", folder.path]
      ) { running in
        try await running.wait(for: "app-group/outsider-is-denied (2)")
        let run = folder.appendingPathComponent(try #require(folder.names.first))
        let other = Program(waitsItsTurn: false)
        let resumed = try await other("run", "--resume", run.path)
        #expect(resumed.status == 65)
        #expect(resumed.errors.contains("still goes on"), "\(resumed.errors)")
        let report = try await other("report", run.path, "--out", folder.path + "/elsewhere")
        #expect(report.output.contains("It did not end in order, or still goes on."))
        #expect(report.errors.contains("The run is still going on"))
        running.signal(SIGINT)
      }
      #expect(ending.status == 130)
    }
  }
}
