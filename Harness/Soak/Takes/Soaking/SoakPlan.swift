package import VirtualPhone

/// The faults of a soak, alone and in pairs.
package enum SoakPlan {
  /// No fault, every fault, every pair of faults; those that share what changes the course of things stand together.
  package static func all(of kinds: [FaultKind] = FaultKind.allCases, pairs: Bool = true) -> [FaultPlan] {
    var plans = [FaultPlan()] + kinds.map { FaultPlan($0) }
    if pairs {
      for (index, first) in kinds.enumerated() {
        plans += kinds[(index + 1)...].map { FaultPlan(first, $0) }
      }
    }
    return plans
  }

  /// How many courses are recorded of an act under a plan; a seed takes one of them.
  package static func variants(of plan: FaultPlan) -> Int {
    switch plan.part(.course).specs.count {
    case 0: 1
    case 1: 4
    default: 1
    }
  }

  /// The course-changing faults of a plan as one variant has them: strong and weak ones by turns, and at places within the
  /// first steps of a scenario, since a take has no more.
  package static func course(of plan: FaultPlan, variant: Int) -> FaultPlan {
    var random = Dice(seed: UInt64(variant), plan.text)
    return FaultPlan(
      plan.part(.course).specs.map { spec in
        var text = spec.kind.rawValue
        if let value = strength(of: spec.kind, variant) { text += "=\(value)" }
        if spec.place == nil, let usual = spec.kind.description.place?.usual {
          text += "@\(usual.lowerBound + Int.random(in: 0..<min(usual.count, 14), using: &random))"
        }
        return spec.place == nil ? (try? FaultSpec(text)) ?? spec : spec
      })
  }

  /// Milliseconds, below and above the patience of a take.
  private static func strength(of kind: FaultKind, _ variant: Int) -> Int? {
    switch kind {
    case .conductorDies: variant % 2 == 0 ? 0 : 150
    case .conductorHangs: variant % 2 == 0 ? 300 : 1_500
    case .conductorLate: variant % 2 == 0 ? 60 : 700
    default: nil
    }
  }
}
