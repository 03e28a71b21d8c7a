import ProbeProtocol
import Scenario
package import VirtualPhone

/// Records acts and keeps them: what a fault does to the course of things has to be performed, what it does to the log
/// can be shown again and again.
package actor TakePool {
  /// Takes that are being recorded at once. Recording is mostly waiting; many more would keep one another from the
  /// limits within which a phone has to be locked.
  private static let width = 48

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
  /// - Parameter variant: which places and strengths the faults have.
  package func acts(
    _ acts: [Act], under plan: FaultPlan, variant: Int
  ) async throws -> [RecordedAct] {
    let missing = Set(acts.filter { kept[Self.key($0, plan, variant)] == nil })
    // Take by take and not act by act: one act of twenty scenarios would keep all others waiting.
    let names = missing.flatMap { act in
      act.scenarios.map { Self.name($0, of: act, plan, variant) }
    }
    let takes = try await recorded(Set(names))
    for act in missing {
      let own = act.scenarios.compactMap { takes[Self.name($0, of: act, plan, variant)] }
      count += own.count
      kept[Self.key(act, plan, variant)] = RecordedAct(act: act, takes: own)
    }
    return acts.compactMap { kept[Self.key($0, plan, variant)] }
  }

  private func recorded(_ names: Set<TakeName>) async throws -> [TakeName: RecordedAct.RecordedTake] {
    let (catalogue, recorder) = (catalogue, recorder)
    return try await withThrowingTaskGroup(of: (TakeName, RecordedAct.RecordedTake?).self) { group in
      var takes: [TakeName: RecordedAct.RecordedTake] = [:]
      for (index, name) in names.enumerated() {
        if index >= Self.width, let (name, take) = try await group.next() { takes[name] = take }
        group.addTask { (name, try await Self.record(name, recorder, catalogue)) }
      }
      for try await (name, take) in group { takes[name] = take }
      return takes
    }
  }

  private static func name(_ id: ScenarioID, of act: Act, _ plan: FaultPlan, _ variant: Int) -> TakeName {
    TakeName(
      scenario: id, profile: act.profile, mutants: act.mutants, seed: UInt64(variant + 1), faults: plan)
  }

  private static func key(_ act: Act, _ plan: FaultPlan, _ variant: Int) -> String {
    "\(act);\(plan.text);\(variant)"
  }

  private static func record(
    _ name: TakeName, _ recorder: TakeRecorder, _ catalogue: Catalogue
  ) async throws -> RecordedAct.RecordedTake? {
    guard let scenario = catalogue.scenarios.first(where: { $0.id == name.scenario }) else { return nil }
    let take = try await recorder.record(scenario, as: name)
    let showing = take.shown()
    return .init(take: take, showing: showing, opinions: take.opinions(showing, claims: catalogue.claims))
  }
}
