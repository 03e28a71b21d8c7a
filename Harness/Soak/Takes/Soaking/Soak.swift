import ProbeProtocol
package import VirtualPhone

/// Shows the catalogue to the engine through plans of faults, and counts what it says beside the truth.
package struct Soak: Sendable {
  package var catalogue: Catalogue
  package var acts: [Act]
  package var plans: [FaultPlan]
  package var seeds: Range<UInt64>
  /// Cases that are judged at once.
  package var workers: Int

  package init(
    catalogue: Catalogue, acts: [Act]? = nil, plans: [FaultPlan], seeds: Range<UInt64>, workers: Int
  ) {
    self.catalogue = catalogue
    self.acts = acts ?? Act.all(of: catalogue)
    self.plans = plans
    self.seeds = seeds
    self.workers = workers
  }

  /// A seed looks at every scenario, and at one in so many of the rules that are turned over.
  private static let turns = 8
  private static let seedsAtOnce = 50

  /// - Parameter tell: is told how far it is: plans done, of how many, and takes recorded.
  /// - Returns: one tally for each plan, in their order.
  package func run(tell: @Sendable (Int, Int, Int) -> Void = { _, _, _ in }) async throws -> [SoakTally] {
    var tallies: [FaultPlan: SoakTally] = [:]
    var recorded = 0
    for course in courses {
      let group = plans.filter { $0.part(.course) == course }
      let pool = TakePool(catalogue: catalogue)
      var stages: [[RecordedAct]] = []
      for variant in 0..<SoakPlan.variants(of: course) {
        let needed = course.specs.count < 2 ? acts : performed(UInt64(variant))
        stages.append(
          try await pool.acts(
            needed, under: SoakPlan.course(of: course, variant: variant), variant: variant))
      }
      recorded += await pool.count
      for tally in await judge(group, stages) {
        tallies[tally.plan, default: SoakTally(plan: tally.plan)].add(tally)
      }
      tell(tallies.count, plans.count, recorded)
    }
    return plans.map { tallies[$0] ?? SoakTally(plan: $0) }
  }

  /// What changes the course of things in the plans, each once.
  private var courses: [FaultPlan] {
    var seen: Set<FaultPlan> = []
    return plans.map { $0.part(.course) }.filter { seen.insert($0).inserted }
  }

  /// The acts that a seed looks at.
  package func performed(_ seed: UInt64) -> [Act] {
    acts.enumerated().filter { index, act in
      act.mutants.isEmpty || UInt64(index % Self.turns) == seed % UInt64(Self.turns)
    }.map(\.element)
  }

  private func judge(_ plans: [FaultPlan], _ stages: [[RecordedAct]]) async -> [SoakTally] {
    let known = stages.map { stage in
      Dictionary(stage.map { ($0.act, $0) }) { first, _ in first }
    }
    let pieces = plans.flatMap { plan in
      stride(from: seeds.lowerBound, to: seeds.upperBound, by: Self.seedsAtOnce).map { start in
        (plan, start..<min(start + UInt64(Self.seedsAtOnce), seeds.upperBound))
      }
    }
    return await withTaskGroup(of: SoakTally.self) { group in
      var tallies: [SoakTally] = []
      for (index, piece) in pieces.enumerated() {
        if index >= workers, let done = await group.next() { tallies.append(done) }
        group.addTask { await tally(piece.0, piece.1, known) }
      }
      for await done in group { tallies.append(done) }
      return tallies
    }
  }

  private func tally(
    _ plan: FaultPlan, _ seeds: Range<UInt64>, _ stages: [[Act: RecordedAct]]
  ) async -> SoakTally {
    var tally = SoakTally(plan: plan)
    let pure = FaultPlan(plan.specs.filter { $0.kind.means != .course })
    for seed in seeds {
      let stage = stages[Int(seed % UInt64(stages.count))]
      for act in performed(seed) {
        guard let recorded = stage[act] else { continue }
        tally.add(recorded.result(of: pure, seed: seed, claims: catalogue.claims), of: act, seed: seed)
        // Whatever else the process does gets its turn after each case.
        await Task.yield()
      }
    }
    return tally
  }
}
