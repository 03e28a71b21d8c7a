import Foundation
import Testing
import VirtualPhone

@Suite("Trouble in the middle of a run")
struct TroubleTests {
  private func findings(of run: URL) throws -> FindingsFile {
    try FindingsFile(Data(contentsOf: run.appendingPathComponent("findings.json")))
  }

  @Test(
    "an interrupted run closes its folder, reports what it has and ends with 130",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func interrupted(signal: Int32) async throws {
    let mark = Mark()
    try await withFolder { folder in
      let ending = try await Program(variables: mark.variables).call(
        ["run", "FS-15", "FS-08", "--repeat", "50", "--device", "virtual", "--out", folder.path]
      ) { running in
        try await running.wait(for: "the canary was read back")
        running.signal(signal)
      }
      #expect(ending.status == 130)
      #expect(ending.errors.contains("Interrupted: closing the run folder"))
      #expect(ending.errors.contains("To do the rest: sandprobe run --resume \(folder.path)/"))
      #expect(mark.processes.isEmpty)
      let run = folder.appendingPathComponent(try #require(folder.names.first))
      #expect(try findings(of: run).run.state == "interrupted")
      let before = try Data(contentsOf: run.appendingPathComponent("findings.json"))
      let report = try await Program()("report", run.path)
      #expect([0, 3].contains(report.status), "\(report.errors)")
      #expect(try Data(contentsOf: run.appendingPathComponent("findings.json")) == before)
    }
  }

  @Test(
    "a second signal ends a run that is being closed; nothing is left running, and the folder can be read",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func impatient(signal: Int32) async throws {
    let mark = Mark()
    try await withFolder { folder in
      let ending = try await Program(variables: mark.variables).call(
        ["run", "FS-15", "FS-08", "--repeat", "50", "--device", "virtual", "--out", folder.path]
      ) { running in
        try await running.wait(for: "the canary was read back")
        running.signal(SIGINT)
        try await running.wait(for: "Interrupted: closing the run folder")
        running.signal(signal)
      }
      // Whichever was faster.
      #expect([130, 128 + signal].contains(ending.status))
      #expect(try await mark.isGone())
      let run = folder.appendingPathComponent(try #require(folder.names.first))
      #expect([0, 3].contains(try await Program()("report", run.path).status))
      #expect(["interrupted", "running"].contains(try findings(of: run).run.state))
    }
  }

  @Test("a reader of the progress that goes away does not end the run")
  func brokenPipe() async throws {
    let program = Program(executable: URL(fileURLWithPath: "/bin/sh"))
    try await withFolder { folder in
      let ending = try await program.call([
        "-c",
        "{ \"$0\" run FS-08 --device virtual --out '\(folder.path)' 2>&1 >&3 | head -c 1; } 3>&1 >/dev/null",
        Places.sandprobe.path,
      ])
      #expect(ending.output.contains("1 holds"), "\(ending.output)")
      let run = folder.appendingPathComponent(try #require(folder.names.first))
      #expect(try findings(of: run).run.state == "finished")
    }
  }

  @Test("a phone that leaves is told, and waited for; the folder can be read after the person gives up")
  func phoneLeaves() async throws {
    let mark = Mark()
    let model = try PhoneModel(seed: 31)
    let hand = Hand()
    try await withServer(of: [model], heldBy: hand) { server, variables in
      try await withFolder { folder in
        let program = Program(variables: variables.merging(mark.variables) { $1 })
        let ending = try await program.call(
          ["run", "FS-15", "FS-08", "--device", model.udid, "--out", folder.path]
        ) { running in
          try await hand.waitUntilItHolds()
          await server.detach(udid: model.udid)
          try await running.wait(for: "the phone went away; waiting for it to come back")
          running.signal(SIGINT)
        }
        #expect(ending.status == 130)
        #expect(mark.processes.isEmpty)
        let run = folder.appendingPathComponent(try #require(folder.names.first))
        #expect(try findings(of: run).verdicts.values.allSatisfy { $0 == "inconclusive" || $0 == "error" })
        #expect([3, 70].contains(try await Program()("report", run.path).status))
      }
    }
  }

  @Test("a phone that comes back is told, and the run goes on to its end")
  func phoneComesBack() async throws {
    let model = try PhoneModel(seed: 32)
    let hand = Hand()
    try await withServer(of: [model], heldBy: hand) { server, variables in
      try await withFolder { folder in
        let ending = try await Program(variables: variables).call(
          ["run", "FS-15", "FS-08", "--device", model.udid, "--out", folder.path]
        ) { running in
          try await hand.waitUntilItHolds()
          await server.detach(udid: model.udid)
          try await running.wait(for: "the phone went away")
          await server.attach(model)
          try await running.wait(for: "the phone is back")
        }
        let run = folder.appendingPathComponent(try #require(folder.names.first))
        let findings = try findings(of: run)
        #expect(findings.run.state == "finished", "\(ending.errors)")
        #expect(!findings.verdicts.values.contains("fail"))
        // The first scenario was cut, the next one was not.
        #expect(findings.verdicts["FS-15"] == "pass", "\(ending.errors)")
        #expect([0, 3, 70].contains(ending.status))
      }
    }
  }
}
