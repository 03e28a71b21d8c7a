import Foundation
import ProbeProtocol
import Scenario
import Syslog
import Testing

@testable import Verdict

/// What must hold of verdicts whatever happens to a log. A failing trial names its seed.
@Suite("Properties of verdicts")
struct VerdictProperties {
  /// Runs with every kind of truth: claims that hold, fail, are unwitnessed and contradict themselves.
  static let stages: [Stage] = {
    var failing = Plays.intrusionHolds
    failing["intrude"] = .init(outcome: .ok, data: ["count": 3])
    var unwitnessed = Plays.intrusionHolds
    unwitnessed["intrude"]?.isDenialLogged = false
    var contradicting = Plays.quietHolds
    contradicting["open"]?.denials = [("file-read-data", "/home")]
    var refused = Plays.quietHolds
    refused["open"] = .init(outcome: .errno(.eperm), denials: [("file-read-data", "/home")])
    return [
      Plays.stage(), Plays.stage([Plays.intrusion], script: failing),
      Plays.stage([Plays.intrusion], script: unwitnessed), Plays.stage([Plays.quiet], script: contradicting),
      Plays.stage([Plays.quiet], script: refused),
    ]
  }()

  static func verdicts(_ stage: Stage, _ traces: Stage.Traces) -> [ClaimID: Verdict] {
    Dictionary(stage.findings(of: traces).findings.map { ($0.claim, $0.verdict) }) { first, _ in first }
  }

  @Test("records of other processes, in any number and place, change no verdict", arguments: 0..<40)
  func noise(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for stage in Self.stages {
      let clean = stage.perform()
      var noisy = clean
      for number in 0..<Int.random(in: 1...80, using: &random) {
        let place = Int.random(in: 0...noisy.log.sketches.count, using: &random)
        let noise: Sketch =
          switch Int.random(in: 0..<3, using: &random) {
          case 0: .denial("Outsider", 9_999, "file-read-data", Plays.container)
          case 1: .denial("Stranger", 77, "file-read-data", "/home")
          default: .chatter(number)
          }
        noisy.log.sketches.insert(noise, at: place)
      }
      #expect(Self.verdicts(stage, noisy) == Self.verdicts(stage, clean), "seed \(seed)")
    }
  }

  @Test("removing records only weakens a verdict to inconclusive", arguments: 0..<80)
  func loss(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for stage in Self.stages {
      let whole = stage.perform()
      let before = Self.verdicts(stage, whole)
      var torn = whole
      let share = Double.random(in: 0...1, using: &random)
      torn.log.sketches.removeAll { _ in Double.random(in: 0..<1, using: &random) < share }
      expectOnlyWeaker(Self.verdicts(stage, torn), than: before, seed: seed)
    }
  }

  @Test("removing any single record only weakens a verdict to inconclusive")
  func singleLoss() {
    for stage in Self.stages {
      let whole = stage.perform()
      let before = Self.verdicts(stage, whole)
      for place in whole.log.sketches.indices {
        var torn = whole
        torn.log.sketches.remove(at: place)
        expectOnlyWeaker(Self.verdicts(stage, torn), than: before, seed: UInt64(place))
      }
    }
  }

  @Test("cutting the log anywhere only weakens a verdict to inconclusive")
  func cut() {
    for stage in Self.stages {
      let whole = stage.perform()
      let before = Self.verdicts(stage, whole)
      for place in whole.log.sketches.indices {
        var torn = whole
        torn.log.sketches.removeSubrange(place...)
        expectOnlyWeaker(Self.verdicts(stage, torn), than: before, seed: UInt64(place))
      }
    }
  }

  @Test("duplicated records change no verdict", arguments: 0..<30)
  func duplicates(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for stage in Self.stages {
      let clean = stage.perform()
      var doubled = clean
      doubled.log.sketches = clean.log.sketches.flatMap { sketch in
        Array(repeating: sketch, count: Int.random(in: 1...3, using: &random))
      }
      #expect(Self.verdicts(stage, doubled) == Self.verdicts(stage, clean), "seed \(seed)")
    }
  }

  /// A loss may turn pass and fail into inconclusive, and a contradiction back into what the journal says; it never
  /// turns pass into fail or fail into pass.
  private func expectOnlyWeaker(_ after: [ClaimID: Verdict], than before: [ClaimID: Verdict], seed: UInt64) {
    for (claim, verdict) in before {
      switch (verdict, after[claim]) {
      case (.pass, .fail), (.fail, .pass), (.pass, .skipped), (.fail, .skipped), (_, .error), (_, nil):
        Issue.record("\(claim) went from \(verdict) to \(String(describing: after[claim])) with seed \(seed)")
      default: continue
      }
    }
  }
}
