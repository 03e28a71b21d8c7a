import Foundation
import Testing

/// A run of a few seconds in which a claim fails and others hold, and what of its folder matters here.
private struct Victim {
  static let words = [
    "run", "FS-15", "FS-08", "--grace", "20", "--device", "virtual", "--mutate",
    "group-container-for-outsiders",
  ]
  static let verdicts = ["FS-08": "pass", "FS-15": "fail"]

  var run: URL

  /// Whole records of the host.
  var records: [Record] { Self.records(run) }

  static func records(_ run: URL) -> [Record] {
    let bytes = (try? Data(contentsOf: run.appendingPathComponent("host.jsonl"))) ?? Data()
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(Record.self, from: $0)
    }
  }

  struct Record: Decodable {
    var seq: Int
    var kind: String
    var scenario: String?
  }

  /// Scenarios that were carried out to their end.
  var ended: Set<String> { Set(records.filter { $0.kind == "scenario-ended" }.compactMap(\.scenario)) }

  var journals: [String: Data] {
    let folder = run.appendingPathComponent("journals")
    return Dictionary(
      uniqueKeysWithValues: folder.names.compactMap { name in
        (try? Data(contentsOf: folder.appendingPathComponent(name))).map { (name, $0) }
      })
  }

  /// Kills the program when the host has written so many records, wherever it is then.
  static func kill(_ words: [String], after records: Int, in folder: URL) async throws -> Victim? {
    let mark = Mark()
    let ending = try await Program(variables: mark.variables).call(words) { running in
      while true {
        let run = folder.names.first.map(folder.appendingPathComponent)
        if let run, Victim.records(run).count >= records || run.names.contains("findings.json") {
          return running.signal(SIGKILL)
        }
        try await Task.sleep(for: .milliseconds(1))
      }
    }
    // One that was faster is no victim.
    #expect([0, 1, 128 + SIGKILL].contains(ending.status), "\(ending.errors)")
    #expect(try await mark.isGone(), "a killed run left processes behind")
    return folder.names.first.map { Victim(run: folder.appendingPathComponent($0)) }
  }
}

@Suite("A harness that is killed")
struct KillTests {
  /// Whatever is told of a scenario that was carried out is true, and nothing is told of the others.
  private func judge(_ victim: Victim) async throws {
    let report = try await Program()("report", victim.run.path, "--json")
    #expect([0, 1, 3].contains(report.status), "\(report.errors)")
    let ended = victim.ended
    for finding in try FindingsFile(report.outputBytes).findings {
      for trial in finding.trials {
        let expected = ended.contains(trial.scenario) ? Victim.verdicts[finding.claim] : "inconclusive"
        #expect(trial.verdict == expected, "\(finding.claim): \(trial.reason)")
      }
    }
  }

  @Test(
    "at any moment, it leaves true verdicts and no processes, and a run that can be finished",
    arguments: 0..<4)
  func anywhere(number: Int) async throws {
    var chance = SystemRandomNumberGenerator()
    let moment = Int.random(in: number * 12...number * 12 + 11, using: &chance)
    try await withFolder { folder in
      let victim = try #require(
        try await Victim.kill(Victim.words + ["--out", folder.path], after: moment, in: folder),
        "moment \(moment)")
      guard victim.run.names.contains("run.json") else { return }
      try await judge(victim)
      let before = (records: victim.records.count, journals: victim.journals, ended: victim.ended)
      let resumed = try await Program()("run", "--resume", victim.run.path, "--json")
      let findings = try FindingsFile(resumed.outputBytes)
      #expect(findings.verdicts == Victim.verdicts, "moment \(moment): \(resumed.errors)")
      #expect(findings.run.state == "finished")
      #expect(resumed.status == 1)
      // What was there is there still, and what was done was not done again.
      #expect(victim.journals.merging(before.journals) { $1 } == victim.journals)
      let later = victim.records.dropFirst(before.records)
      #expect(
        before.ended.isDisjoint(with: later.filter { $0.kind == "scenario-began" }.compactMap(\.scenario)))
      #expect(victim.records.map(\.seq) == Array(1...victim.records.count))
      if findings.run.resumed.isEmpty { return }
      #expect(findings.problems == [])
      let again = try await Program()("report", victim.run.path)
      #expect(again.status == 1 && again.errors == "")
      #expect(again.output.contains("It was resumed once, at "))
    }
  }

  @Test("twice, it leaves a run that can be finished all the same")
  func twice() async throws {
    try await withFolder { folder in
      let victim = try #require(
        try await Victim.kill(Victim.words + ["--out", folder.path], after: 8, in: folder))
      let already = victim.records.count
      _ = try await Victim.kill(["run", "--resume", victim.run.path], after: already + 9, in: folder)
      try await judge(victim)
      let resumed = try await Program()("run", "--resume", victim.run.path, "--json")
      let findings = try FindingsFile(resumed.outputBytes)
      #expect(findings.verdicts == Victim.verdicts, "\(resumed.errors)")
      #expect(findings.run.resumed.count <= 2)
    }
  }

  @Test("a folder without run.json says that nothing was captured")
  func nothing() async throws {
    let sample = try await RunSample.calm.value
    try await withFolder { folder in
      let run = try sample.write(into: folder)
      try FileManager.default.removeItem(at: run.appendingPathComponent("run.json"))
      for words in [["report", run.path], ["run", "--resume", run.path]] {
        let ending = try await Program().call(words)
        #expect(ending.status == 65)
        #expect(ending.errors.contains("sandprobe was ended before it could begin, and nothing was captured"))
      }
    }
  }
}
