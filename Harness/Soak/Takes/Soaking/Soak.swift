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
  /// Pieces of a plan that are judged by themselves.
  private static let parts = 4

  /// - Parameter tell: is told how far it is: plans done, of how many, and takes recorded.
  /// - Returns: one tally for each plan, in their order.
  package func run(tell: @Sendable (Int, Int, Int) -> Void = { _, _, _ in }) async throws -> [SoakTally] {
    var tallies: [FaultPlan: SoakTally] = [:]
    var recorded = 0
    var ahead = recording(courses.first)
    for (index, course) in courses.enumerated() {
      let stages = try await ahead.value
      // Recording is mostly waiting: the next course is recorded while this one is judged.
      ahead = recording(courses.dropFirst(index + 1).first)
      recorded += stages.reduce(0) { $0 + $1.reduce(0) { $0 + $1.takes.count } }
      for tally in await judge(plans.filter { $0.part(.course) == course }, stages) {
        tallies[tally.plan, default: SoakTally(plan: tally.plan)].add(tally)
      }
      tell(tallies.count, plans.count, recorded)
    }
    return plans.map { tallies[$0] ?? SoakTally(plan: $0) }
  }

  /// The acts under a course's faults, variant by variant.
  private func recording(_ course: FaultPlan?) -> Task<[[RecordedAct]], any Error> {
    Task {
      guard let course else { return [] }
      let pool = TakePool(catalogue: catalogue)
      var stages: [[RecordedAct]] = []
      for variant in 0..<SoakPlan.variants(of: course) {
        let needed = course.specs.count < 2 ? acts : performed(UInt64(variant))
        let plan = SoakPlan.course(of: course, variant: variant)
        stages.append(try await pool.acts(needed, under: plan, variant: variant))
      }
      return stages
    }
  }

  /// What changes the course of things in the plans, each once.
  private var courses: [FaultPlan] {
    var seen: Set<FaultPlan> = []
    return plans.map { $0.part(.course) }.filter { seen.insert($0).inserted }
  }

  /// The acts that a seed looks at.
  package func performed(_ seed: UInt64) -> [Act] {
    acts.indices.filter { looks(seed, at: $0) }.map { acts[$0] }
  }

  private func looks(_ seed: UInt64, at index: Int) -> Bool {
    acts[index].mutants.isEmpty || UInt64(index % Self.turns) == seed % UInt64(Self.turns)
  }

  private func judge(_ plans: [FaultPlan], _ stages: [[RecordedAct]]) async -> [SoakTally] {
    let known = stages.map { stage in
      Dictionary(stage.map { ($0.act, $0) }) { first, _ in first }
    }
    let pieces = plans.flatMap { plan in (0..<Self.parts).map { (plan, $0) } }
    return await withTaskGroup(of: SoakTally.self) { group in
      var tallies: [SoakTally] = []
      for (index, piece) in pieces.enumerated() {
        if index >= workers, let done = await group.next() { tallies.append(done) }
        group.addTask { await tally(piece.0, part: piece.1, known) }
      }
      for await done in group { tallies.append(done) }
      return tallies
    }
  }

  /// One act after another, each with every seed that looks at it: what two seeds show alike is judged once.
  private func tally(_ plan: FaultPlan, part: Int, _ stages: [[Act: RecordedAct]]) async -> SoakTally {
    var tally = SoakTally(plan: plan)
    let pure = FaultPlan(plan.specs.filter { $0.kind.means != .course })
    for (index, act) in acts.enumerated() where index % Self.parts == part {
      var judged = stages.map { _ in JudgedShowings() }
      for seed in seeds where looks(seed, at: index) {
        let variant = Int(seed % UInt64(stages.count))
        guard let recorded = stages[variant][act] else { continue }
        let result = recorded.result(of: pure, seed: seed, claims: catalogue.claims, known: &judged[variant])
        tally.add(result, of: act, seed: seed)
        // Whatever else the process does gets its turn after each case.
        await Task.yield()
      }
    }
    return tally
  }
}
