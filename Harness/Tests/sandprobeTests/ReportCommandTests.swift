import Foundation
import Testing

/// What may happen to a run folder before somebody reports on it.
struct Damage: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// A word of the warning on standard error.
  var warning: String
  var inflict: @Sendable (URL) throws -> Void

  init(_ description: String, warning: String, _ inflict: @escaping @Sendable (URL) throws -> Void) {
    testDescription = description
    self.warning = warning
    self.inflict = inflict
  }

  private static func cut(_ path: String, to share: Double) -> @Sendable (URL) throws -> Void {
    { try change($0.appendingPathComponent(path)) { $0 = $0.prefix(Int(Double($0.count) * share)) } }
  }

  private static func remove(_ path: String) -> @Sendable (URL) throws -> Void {
    { try FileManager.default.removeItem(at: $0.appendingPathComponent(path)) }
  }

  private static let journal = "journals/app-group.outsider-is-denied-1-outsider.jsonl"

  static let all: [Damage] = [
    Damage("no digests and a state of running, as a killed run leaves", warning: "did not end in order") {
      try replace(
        #""state" : "finished""#, by: #""state" : "running""#, in: $0.appendingPathComponent("run.json"))
    },
    Damage("a log cut in the middle", warning: "syslog.log", cut("syslog.log", to: 0.5)),
    Damage("a log cut after its first line", warning: "syslog.log", cut("syslog.log", to: 0.001)),
    Damage("no log", warning: "syslog.log is missing", remove("syslog.log")),
    Damage("host records cut in a line", warning: "host.jsonl", cut("host.jsonl", to: 0.613)),
    Damage("no host records", warning: "host.jsonl is missing", remove("host.jsonl")),
    Damage("a journal cut in the middle", warning: "outsider.jsonl", cut(journal, to: 0.5)),
    Damage("no journal of an actor", warning: "outsider.jsonl is missing", remove(journal)),
    Damage("no journals", warning: "journals", remove("journals")),
    Damage("no claims", warning: "claims.yaml is missing", remove("claims.yaml")),
    Damage("no scenarios", warning: "scenarios/", remove("scenarios")),
    Damage("an altered scenario", warning: "its digest differs") {
      let file = $0.appendingPathComponent("scenarios/app-group.outsider-is-denied.yaml")
      try replace("EPERM", by: "ENOENT", in: file)
    },
  ]
}

@Suite("sandprobe report")
struct ReportCommandTests {
  private static let reports = ["findings.json", "junit.xml", "report.html", "report.md"]

  @Test(
    "the same folder gives the same bytes under any time zone and locale, and elsewhere",
    arguments: [["TZ": "Asia/Tokyo", "LC_ALL": "ja_JP.UTF-8"], ["TZ": "America/New_York", "LC_ALL": "C"]])
  func sameBytes(variables: [String: String]) async throws {
    for sample in [try await RunSample.calm.value, try await RunSample.mutant.value] {
      try await withFolder { folder in
        let run = try sample.write(into: folder.appendingPathComponent("somewhere else, ümlaut"))
        for name in Self.reports { try FileManager.default.removeItem(at: run.appendingPathComponent(name)) }
        let ending = try await Program(directory: folder, variables: variables)("report", run.path)
        #expect(ending.status == sample.ending.status)
        #expect(ending.errors == "")
        for name in Self.reports {
          #expect(try Data(contentsOf: run.appendingPathComponent(name)) == sample.files[name], "\(name)")
        }
      }
    }
  }

  @Test("--out and --format write what is asked for where it is asked for, and leave the run alone")
  func elsewhere() async throws {
    let sample = try await RunSample.calm.value
    try await withFolder { folder in
      let run = try sample.write(into: folder)
      let out = folder.appendingPathComponent("made/for this")
      let ending = try await Program()("report", run.path, "--out", out.path, "--format", "junit,html")
      #expect(ending.status == 0)
      #expect(out.names == ["junit.xml", "report.html"])
      for (path, bytes) in sample.files {
        #expect(try Data(contentsOf: run.appendingPathComponent(path)) == bytes, "\(path)")
      }
    }
  }

  @Test("--json prints findings.json and nothing else on standard output")
  func json() async throws {
    let sample = try await RunSample.mutant.value
    try await withFolder { folder in
      let ending = try await Program()("report", try sample.write(into: folder).path, "--json")
      #expect(ending.status == 1)
      #expect(ending.outputBytes == sample.files["findings.json"])
    }
  }

  @Test(
    "a damaged folder is read as far as it goes, with a warning, and no verdict turns over",
    arguments: Damage.all)
  func damaged(damage: Damage) async throws {
    for sample in [try await RunSample.calm.value, try await RunSample.mutant.value] {
      try await withFolder { folder in
        let run = try sample.write(into: folder)
        try damage.inflict(run)
        let ending = try await Program()("report", run.path, "--json")
        #expect([0, 1, 3, 70].contains(ending.status), "\(ending.errors)")
        let warnings = ending.errors.split(separator: "\n")
        #expect(warnings.allSatisfy { $0.hasPrefix("warning: ") })
        #expect(warnings.contains { $0.contains(damage.warning) }, "\(ending.errors)")
        let whole = try FindingsFile(try #require(sample.files["findings.json"])).verdicts
        for (claim, verdict) in try FindingsFile(ending.outputBytes).verdicts {
          let isWeaker = verdict == whole[claim] || ["inconclusive", "error", "skipped"].contains(verdict)
          #expect(isWeaker, "\(claim) was \(whole[claim] ?? "absent") and is now \(verdict)")
        }
      }
    }
  }
}
