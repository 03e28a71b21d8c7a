import Foundation
import ProbeProtocol
import Testing
import Verdict

@Suite struct ComparisonTests {
  @Test("columns are ordered by version as numbers, then by build")
  func order() throws {
    let runs = [
      Runs.run("c", "15.10", "19Z1"), Runs.run("d", "17.0", "21A329"), Runs.run("a", "15.2", "19C56"),
      Runs.run("b", "15.2", "19C5026"),
    ]
    let comparison = try Comparison.compare(runs)
    #expect(comparison.columns.map(\.run) == ["a", "b", "c", "d"])
  }

  @Test("the order in which runs are given changes nothing")
  func commutes() throws {
    let runs = [
      Runs.run("a", "15.2"), Runs.run("b", "16.0", verdict: .fail),
      Runs.run("c", "17.0", outcome: .errno("EACCES")),
    ]
    #expect(try Comparison.compare(runs) == Comparison.compare(runs.reversed()))
  }

  @Test(
    "each pair of verdicts is the kind of change that its name says",
    arguments: [
      (Verdict.pass, Verdict.pass, Change.unchanged), (.pass, .fail, .newlyFails),
      (.fail, .pass, .newlyHolds),
      (.fail, .fail, .unchanged), (.pass, .inconclusive, .becameInconclusive),
      (.pass, .error, .becameInconclusive),
      (.pass, .skipped, .noData), (.skipped, .pass, .becameTestable), (.skipped, .skipped, .noData),
      (.inconclusive, .fail, .becameTestable), (.inconclusive, .inconclusive, .unchanged),
      (.skipped, .inconclusive, .becameInconclusive),
    ])
  func kinds(before: Verdict, after: Verdict, change: Change) throws {
    let comparison = try Comparison.compare([
      Runs.run("a", "15.2", verdict: before), Runs.run("b", "16.0", verdict: after),
    ])
    #expect(comparison.rows.map(\.change) == [change])
    #expect(comparison.counts[change.rawValue] == 1)
    #expect(comparison.counts.count == Change.allCases.count)
    #expect(comparison.hasChanges == change.isDifference)
  }

  @Test("the same verdict with another errno holds, differently, and says what came and went")
  func evidence() throws {
    let comparison = try Comparison.compare([
      Runs.run("a", "15.2"), Runs.run("b", "16.0", outcome: .errno("EACCES")),
    ])
    let row = try #require(comparison.rows.first)
    #expect(row.change == .evidenceChanged)
    #expect(row.cells[1].lost == ["intrude: EPERM"])
    #expect(row.cells[1].gained == ["intrude: EACCES"])
    #expect(row.sentence == "Holds, differently: the evidence changed between 15.2 (19C56) and 16.0 (19C56).")
  }

  @Test("another container, pid, address or spelling of /private/var is the same evidence")
  func volatile() throws {
    var other = Runs.run("b", "16.0")
    other.findings[0].trials[0].checks[0].evidence[0] = Runs.denial(
      path: "/var/mobile/Containers/Shared/AppGroup/00000000-1111-2222-3333-444444444444", pid: 77)
    let comparison = try Comparison.compare([Runs.run("a", "15.2"), other])
    #expect(comparison.rows.map(\.change) == [.unchanged])
    #expect(
      comparison.rows[0].cells[0].signature.parts.map(\.description) == [
        "intrude: EPERM",
        "intrude: kernel denies file-read-data /var/mobile/Containers/Shared/AppGroup/<UUID>",
      ])
  }

  @Test("a change over a gap is said to lie after the one and at the latest in the other")
  func gap() throws {
    let runs = [
      Runs.run("a", "15.2"), Runs.run("b", "16.0", verdict: .skipped), Runs.run("c", "17.0", verdict: .fail),
    ]
    let row = try #require(Comparison.compare(runs).rows.first)
    #expect(row.change == .newlyFails)
    #expect(
      row.sentence
        == "No data for 16.0 (19C56) (skipped). Holds no longer: changed after 15.2 (19C56), at the latest in "
        + "17.0 (19C56); no verdict for 16.0 (19C56).")
  }

  @Test("a claim that a run lacks is no data there, and a cell all the same")
  func missing() throws {
    var other = Runs.run("b", "16.0")
    other.findings = []
    let row = try #require(Comparison.compare([Runs.run("a", "15.2"), other]).rows.first)
    #expect(row.change == .noData)
    #expect(row.cells.map(\.verdict) == [.pass, nil])
  }

  @Test("what cannot be held against each other says why")
  func obstacles() throws {
    let base = Runs.run("a", "15.2")
    var scenario = Runs.run("b", "16.0", verdict: .fail)
    scenario.scenarios[0].digest = "other"
    var probe = Runs.run("b", "16.0", verdict: .fail)
    probe.run.probes[0].version = "2.0"
    var entitlements = Runs.run("b", "16.0", verdict: .fail)
    entitlements.run.probes[0].entitlements = ["get-task-allow": true]
    var kind = Runs.run("b", "16.0", verdict: .fail)
    kind.run.device.kind = .simulator
    var rehearsal = Runs.run("b", "16.0", verdict: .fail)
    rehearsal.run.rehearsal = Rehearsal(profile: "ios-15.2", mutants: [], faults: [], seed: 1)
    let cases = [
      (scenario, "scenario app-group/outsider differs"), (probe, "probe Outsider: 1.0 and 2.0"),
      (entitlements, "entitlements of Outsider differ"), (kind, "kind of device: physical and simulator"),
      (rehearsal, "one is a rehearsal, the other a real phone"),
    ]
    for (other, reason) in cases {
      let row = try #require(Comparison.compare([base, other]).rows.first)
      #expect(row.change == .notComparable)
      #expect(row.cells[1].obstacles == [reason])
      #expect(row.sentence.contains(reason))
    }
  }

  @Test("a run is held against the nearest earlier one that is comparable")
  func nearest() throws {
    var middle = Runs.run("b", "16.0")
    middle.scenarios[0].digest = "other"
    let row = try #require(
      Comparison.compare([Runs.run("a", "15.2"), middle, Runs.run("c", "17.0", verdict: .fail)]).rows.first)
    #expect(row.cells[2].reference == "a")
    #expect(row.change == .newlyFails)
  }

  @Test("with a baseline every run is held against it, later and earlier ones")
  func baseline() throws {
    let runs = [Runs.run("a", "15.2", verdict: .fail), Runs.run("b", "16.0"), Runs.run("c", "17.0")]
    let comparison = try Comparison.compare(runs, baseline: "b")
    #expect(comparison.rows[0].cells.map(\.change) == [.newlyFails, nil, .unchanged])
    #expect(comparison.columns.map(\.isBaseline) == [false, true, false])
  }

  @Test("two runs of one version that disagree are told as such in cells and columns")
  func repeats() throws {
    let comparison = try Comparison.compare([Runs.run("a", "15.2"), Runs.run("b", "15.2", verdict: .fail)])
    #expect(comparison.columns.map(\.disagreements) == [1, 1])
    #expect(comparison.rows[0].cells.map(\.disagrees) == [true, true])
    #expect(comparison.rows[0].sentence.contains("between two runs of 15.2 (19C56), 'a' and 'b'"))
  }

  @Test("changed rows come first, the most important on top; within a kind FS-2 is before FS-10")
  func rowOrder() throws {
    var before = Runs.run("a", "15.2")
    var after = Runs.run("b", "16.0")
    let finding = before.findings[0]
    let ids: [ClaimID] = ["FS-10", "FS-2", "FS-1", "FS-3"]
    before.findings = ids.map { Runs.renamed(finding, $0) }
    after.findings = before.findings
    after.findings[0].verdict = .fail
    after.findings[3].verdict = .inconclusive
    let comparison = try Comparison.compare([before, after])
    #expect(comparison.rows.map(\.claim) == ["FS-10", "FS-3", "FS-1", "FS-2"])
  }

  @Test("runs that cannot be compared are refused with a typed error")
  func errors() throws {
    let run = Runs.run("a", "15.2")
    #expect(throws: ComparisonError.tooFewRuns(1)) { try Comparison.compare([run]) }
    #expect(throws: ComparisonError.repeatedRun("a")) { try Comparison.compare([run, run]) }
    var newer = Runs.run("b", "16.0")
    newer.schema = "2.0"
    #expect(throws: ComparisonError.schema(run: "b", found: "2.0")) { try Comparison.compare([run, newer]) }
    #expect(throws: ComparisonError.noSuchBaseline("x", known: ["a", "b"])) {
      try Comparison.compare([run, Runs.run("b", "16.0")], baseline: "x")
    }
  }
}
