import ProbeProtocol
import Scenario
package import VirtualPhone

/// Records acts and keeps them: what a fault does to the course of things has to be performed, what it does to the log
/// can be shown again and again.
package actor TakePool {
  /// Takes that are being recorded at once. Recording is mostly waiting.
  private static let width = 192

  private let catalogue: Catalogue
  private let recorder: TakeRecorder
  private var kept: [String: RecordedAct] = [:]
  /// Takes recorded so far.
  package private(set) var count = 0

  package init(catalogue: Catalogue) {
    self.catalogue = catalogue
    recorder = TakeRecorder(catalogue: catalogue)
  }

  /// The acts under a plan's course-changing faults, recorded where they are not kept yet.
  /// - Parameter variants: how often each act is recorded, with other places of the faults each time.
  package func acts(
    _ acts: [Act], under plan: FaultPlan, variant: Int
  ) async throws -> [RecordedAct] {
    let missing = acts.filter { kept[Self.key($0, plan, variant)] == nil }
    let (catalogue, recorder) = (catalogue, recorder)
    try await withThrowingTaskGroup(of: (Act, RecordedAct).self) { group in
      for (index, act) in missing.enumerated() {
        if index >= Self.width, let (act, recorded) = try await group.next() {
          keep(recorded, of: act, plan, variant)
        }
        group.addTask {
          (act, try await Self.record(act, plan, variant, recorder, catalogue))
        }
      }
      for try await (act, recorded) in group { keep(recorded, of: act, plan, variant) }
    }
    return acts.compactMap { kept[Self.key($0, plan, variant)] }
  }

  private func keep(_ recorded: RecordedAct, of act: Act, _ plan: FaultPlan, _ variant: Int) {
    count += recorded.takes.count
    kept[Self.key(act, plan, variant)] = recorded
  }

  private static func key(_ act: Act, _ plan: FaultPlan, _ variant: Int) -> String {
    "\(act);\(plan.text);\(variant)"
  }

  private static func record(
    _ act: Act, _ plan: FaultPlan, _ variant: Int, _ recorder: TakeRecorder, _ catalogue: Catalogue
  ) async throws -> RecordedAct {
    var takes: [RecordedAct.RecordedTake] = []
    for id in act.scenarios {
      guard let scenario = catalogue.scenarios.first(where: { $0.id == id }) else { continue }
      let name = TakeName(
        scenario: id, profile: act.profile, mutants: act.mutants, seed: UInt64(variant + 1), faults: plan)
      let take = try await recorder.record(scenario, as: name)
      let showing = take.shown()
      takes.append(
        .init(take: take, showing: showing, opinions: take.opinions(showing, claims: catalogue.claims)))
    }
    return RecordedAct(act: act, takes: takes)
  }
}
