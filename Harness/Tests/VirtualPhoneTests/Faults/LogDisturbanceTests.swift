import Foundation
import Testing

@testable import VirtualPhone

@Suite("What faults make of the records")
struct LogDisturbanceTests {
  private static let kinds = StageOrder.kinds
  private let records = FaultSample.records

  @Test("no fault changes nothing")
  func nothing() {
    #expect(FaultSample.shown(FaultPlan()) == records)
    #expect(FaultSample.shown(FaultPlan(.disconnect, .crashWithin, .twin)) == records)
  }

  @Test("each fault changes a stream that it can change, in the same way for the same seed", arguments: kinds)
  func changes(kind: FaultKind) {
    let plan = FaultPlan(kind)
    let shown = FaultSample.shown(plan, seed: 3)
    #expect(shown != records, "\(kind.rawValue) is not to be seen")
    #expect(FaultSample.shown(plan, seed: 3) == shown)
  }

  @Test("what depends on chance differs from seed to seed")
  func seeds() {
    let chancy: [FaultKind] = [.drop, .duplicate, .reorder, .delay, .flood, .replayedEvents, .hostileApps]
    for kind in chancy {
      let ways = Set((1...5).map { FaultSample.shown(FaultPlan(kind), seed: $0) })
      #expect(ways.count > 1, "\(kind.rawValue)")
    }
  }

  @Test("two faults compose, and in the same order however they are asked for")
  func composes() {
    for (index, first) in Self.kinds.enumerated() {
      for second in Self.kinds.dropFirst(index + 1) {
        let shown = FaultSample.shown(FaultPlan(first, second), seed: 5)
        #expect(shown == FaultSample.shown(FaultPlan(second, first), seed: 5), "\(first) \(second)")
      }
    }
    let all = FaultPlan(Self.kinds.map { FaultSpec($0) })
    #expect(FaultSample.shown(all, seed: 2) == FaultSample.shown(all, seed: 2))
  }

  @Test(
    "a lie adds records of other processes and takes none away", arguments: kinds.filter { $0.layer == .lie })
  func lies(kind: FaultKind) {
    let shown = FaultSample.shown(FaultPlan(kind))
    #expect(shown.filter { $0.pid != Liar.pid } == records)
    #expect(shown.count > records.count)
  }

  @Test("records are lost and come twice as often as was asked for")
  func lossAndRepetition() throws {
    #expect(try FaultSample.shown("drop=0") == records)
    #expect(try FaultSample.shown("drop=1") == [])
    #expect(try FaultSample.shown("duplicate=1") == records.flatMap { [$0, $0] })
    let kept = try FaultSample.shown("drop=0.5").count
    #expect(kept > records.count / 4 && kept < records.count * 3 / 4)
  }

  @Test(
    "records change places within bounds, each process keeps its order", arguments: ["reorder=5", "delay=20"])
  func order(plan: String) throws {
    // Numbered, so that equal ones can be told apart.
    let numbered = records.enumerated().map { number, record in
      var record = record
      record.message = "\(number)"
      return record
    }
    let shown = FaultSample.shown(try FaultPlan(parsing: plan), of: numbered)
    #expect(shown != numbered && shown.count == numbered.count)
    for pid in Set(records.map(\.pid)) {
      let numbers = shown.filter { $0.pid == pid }.compactMap { Int($0.message) }
      #expect(numbers == numbers.sorted())
    }
    let most = plan == "reorder=5" ? 5 : 20
    for (place, record) in shown.enumerated() {
      #expect(abs((Int(record.message) ?? -1_000) - place) <= most)
    }
  }

  @Test("messages are cut at a letter's end, also those of 256 bytes")
  func length() throws {
    #expect(try FaultSample.shown("truncate").map(\.message.utf8.count).max() == 1_024)
    #expect(try FaultSample.shown("cut").map(\.message.utf8.count).max() == 256)
    #expect(try FaultSample.shown("truncate=16,cut=8").allSatisfy { $0.message.utf8.count <= 8 })
  }

  @Test("a level is left out whole")
  func level() throws {
    let shown = try FaultSample.shown("missing-level=error")
    #expect(shown == records.filter { $0.level != .error })
  }

  @Test("clocks and zones move stamps and nothing else")
  func clocks() throws {
    let zoned = try FaultSample.shown("time-zone=-120")
    #expect(zoned.map(\.time) == records.map { $0.time - 7_200 })
    #expect(zoned.map(\.message) == records.map(\.message))
    let stepped = try FaultSample.shown("clock-step=-60@5").map(\.time)
    #expect(stepped == records.enumerated().map { $0 < 4 ? $1.time : $1.time - 60 })
  }
}
