import Foundation
import ProbeProtocol
import Takes
import Testing
import Verdict
import VirtualPhone

/// What must hold of verdicts whatever happens to a log: over every scenario of the catalogue as the Runner carries it
/// out, with the phone's rules as published and with each turned over. A failing case is made small and printed with its
/// seed; SANDPROBE_SEED=N runs that seed alone.
@Suite("Properties of the catalogue's verdicts", .timeLimit(.minutes(10)))
struct PropertyTests {
  /// How a take's verdicts may change.
  private enum Change {
    case none
    /// Pass and fail may become inconclusive, and nothing else.
    case weaker
  }

  @Test("records of other processes, in any number and place, change no verdict")
  func noise() async throws {
    try await check(.none, "noise") { take, random in
      (0..<Int.random(in: 1...40, using: &random)).map { _ in
        let place = Int.random(in: 0...take.stream.count, using: &random)
        return .insert(Company.record(in: take, before: place, &random), before: place)
      }
    }
  }

  @Test("removing any set of records only weakens verdicts to inconclusive")
  func loss() async throws {
    try await check(.weaker, "loss") { take, random in
      let share = Double.random(in: 0...1, using: &random) * Double.random(in: 0...1, using: &random)
      return take.stream.indices.filter { _ in Double.random(in: 0..<1, using: &random) < share }.map(
        Edit.remove)
    }
  }

  @Test("cutting the log anywhere, at either end, only weakens verdicts to inconclusive")
  func cut() async throws {
    try await check(.weaker, "cut") { take, random in
      let place = Int.random(in: 0...take.stream.count, using: &random)
      let gone = Bool.random(using: &random) ? 0..<place : place..<take.stream.count
      return gone.map(Edit.remove)
    }
  }

  /// The harness waits 120 ms after a step's end before it closes the window, in a take; what comes later than that is a
  /// loss to it. See soak.md for what is known of the relays.
  @Test("records of different processes that change places within the grace change no verdict")
  func order() async throws {
    try await check(.none, "order") { take, random in
      let most = Double.random(in: 0...0.05, using: &random)
      return take.stream.indices.map { .delay($0, Double.random(in: 0...most, using: &random)) }
    }
  }

  @Test("other stamps change no verdict: shifted, rounded, in another zone, running backwards")
  func time() async throws {
    try await check(.none, "time") { take, random in
      let shift = Double.random(in: -4e8...4e8, using: &random)
      let kind = Int.random(in: 0..<3, using: &random)
      return take.stream.indices.map { place in
        let time = take.time(near: place).timeIntervalSinceReferenceDate
        let other =
          switch kind {
          case 0: time + shift
          case 1: (time / 3_600).rounded(.down) * 3_600
          default: shift - time
          }
        return .stamp(place, Date(timeIntervalSinceReferenceDate: other))
      }
    }
  }

  @Test(
    "no lie in the log makes a verdict that the phone's rules contradict, with losses beside it or without")
  func lies() async throws {
    let catalogue = try await Recorded.catalogue
    let lies = FaultKind.allCases.filter {
      $0.means == .records && ($0.layer == .lie || $0 == .borrowedPID || $0 == .flood)
    }
    for seed in Recorded.seeds(2) {
      var random = Dice(seed: seed, "lies")
      for recorded in try await Recorded.acts {
        // The tests beside this one wait for phones and tools.
        await Task.yield()
        guard let lie = lies.randomElement(using: &random) else { continue }
        let other = [FaultKind.drop, .reorder, .stuck, .fold, .foldNoPID, .cut].randomElement(using: &random)
        let plan = FaultPlan(([lie] + (other.map { [$0] } ?? [])).map { FaultSpec($0) })
        for claim in recorded.result(of: plan, seed: seed, claims: catalogue.claims).claims
        where claim.mark == .wrong {
          let reason = claim.opinion.reason
          Issue.record(
            "\(claim.claim) \(claim.opinion.verdict): \(reason); \(recorded.act);\(plan.text);\(seed)")
        }
      }
    }
  }

  @Test("event lines repeated under their own pid, with losses beside them, only weaken verdicts")
  func replaysUnderTheSamePID() async throws {
    try await check(.weaker, "replays") { take, random in
      let share = Double.random(in: 0...0.5, using: &random)
      let lost = take.stream.indices.filter { _ in Double.random(in: 0..<1, using: &random) < share }
      let lines = take.stream.indices.filter { EventGlance.isLine(take.stream[$0]) }
      let again: [Edit] = (0..<Int.random(in: 1...30, using: &random)).compactMap { _ in
        guard let place = lines.randomElement(using: &random), case .record(var record) = take.stream[place]
        else { return nil }
        // A process that got the pid of an actor that has ended; its name need not be its own.
        if Bool.random(using: &random) { record.process = "Mimic" }
        return .insert(record, before: Int.random(in: (place + 1)...take.stream.count, using: &random))
      }
      return lost.map(Edit.remove) + again
    }
  }

  /// Changes every take with edits that a seed makes, and compares the verdicts.
  private func check(
    _ allowed: Change, _ name: String, seeds: UInt64 = 1, _ edits: (Take, inout Dice) -> [Edit]
  ) async throws {
    let catalogue = try await Recorded.catalogue
    for seed in Recorded.seeds(seeds) {
      for recorded in try await Recorded.acts.flatMap(\.takes) {
        await Task.yield()
        let take = recorded.take
        func offence(_ edits: [Edit]) -> String? {
          let after = take.opinions(take.shown(with: edits), claims: catalogue.claims)
          return recorded.opinions.sorted { $0.key < $1.key }.compactMap { claim, before in
            let now = after[claim]
            return Self.isAllowed(before.verdict, now?.verdict, allowed)
              ? nil
              : "\(claim) from \(before.verdict) to \(now.map { "\($0.verdict), \($0.reason)" } ?? "nothing")"
          }.first
        }
        var random = Dice(seed: seed, "\(name) \(take.name)")
        let made = edits(take, &random)
        guard offence(made) != nil else { continue }
        let small = Shrinking.smallest(made) { offence($0) != nil }
        Issue.record("\(name), SANDPROBE_SEED=\(seed), \(take.name): \(offence(small) ?? ""); \(small)")
      }
    }
  }

  private static func isAllowed(_ before: Verdict, _ after: Verdict?, _ change: Change) -> Bool {
    if before == after { return true }
    return change == .weaker && (before == .pass || before == .fail) && after == .inconclusive
  }
}
