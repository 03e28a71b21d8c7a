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

  /// How far it is.
  package struct Progress: Sendable {
    /// What changes the course of things, nothing included; the one that is judged counts from 1.
    package var course = 0
    package var courses: Int
    package var actsDone = 0
    package var acts: Int
    package var takesRecorded = 0
  }

  /// - Returns: one tally for each plan, in their order.
  package func run(tell: @Sendable (Progress) -> Void = { _ in }) async throws -> [SoakTally] {
    var tallies: [FaultPlan: SoakTally] = [:]
    var progress = Progress(courses: courses.count, acts: acts.count)
    var ahead = recording(courses.first)
    for (index, course) in courses.enumerated() {
      let stages = try await ahead.value
      // Recording is mostly waiting: the next course is recorded while this one is judged.
      ahead = recording(courses.dropFirst(index + 1).first)
      progress.course = index + 1
      progress.actsDone = 0
      progress.takesRecorded += stages.reduce(0) { $0 + $1.reduce(0) { $0 + $1.takes.count } }
      await judge(plans.filter { $0.part(.course) == course }, stages) { done in
        for tally in done { tallies[tally.plan, default: SoakTally(plan: tally.plan)].add(tally) }
        progress.actsDone += 1
        tell(progress)
      }
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

  /// Judges the acts, as many at once as there are workers.
  /// - Parameter done: takes what each act came to.
  private func judge(
    _ plans: [FaultPlan], _ stages: [[RecordedAct]], done: ([SoakTally]) -> Void
  ) async {
    let known = stages.map { stage in
      Dictionary(stage.map { ($0.act, $0) }) { first, _ in first }
    }
    await withTaskGroup(of: [SoakTally].self) { group in
      for index in acts.indices {
        if index >= workers, let tallies = await group.next() { done(tallies) }
        group.addTask { await tallies(ofAct: index, plans, known) }
      }
      for await tallies in group { done(tallies) }
    }
  }

  /// One act through every plan with every seed that looks at it: what two of them show alike is judged once.
  private func tallies(
    ofAct index: Int, _ plans: [FaultPlan], _ stages: [[Act: RecordedAct]]
  ) async -> [SoakTally] {
    let act = acts[index]
    var judged = stages.map { _ in JudgedShowings() }
    var tallies: [SoakTally] = []
    for plan in plans {
      var tally = SoakTally(plan: plan)
      let pure = FaultPlan(plan.specs.filter { $0.kind.means != .course })
      for seed in seeds where looks(seed, at: index) {
        let variant = Int(seed % UInt64(stages.count))
        guard let recorded = stages[variant][act] else { continue }
        let result = recorded.result(of: pure, seed: seed, claims: catalogue.claims, known: &judged[variant])
        tally.add(result, of: act, seed: seed)
        // Whatever else the process does gets its turn after each case.
        await Task.yield()
      }
      tallies.append(tally)
    }
    return tallies
  }
}
