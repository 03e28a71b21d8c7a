import ProbeProtocol

/// Why the findings of two runs on one claim cannot be held against each other.
enum Comparability {
  /// The obstacles as phrases, in a fixed order; empty where the two are comparable.
  static func obstacles(_ claim: ClaimID, _ left: Findings, _ right: Findings) -> [String] {
    var found: [String] = []
    if (left.run.rehearsal == nil) != (right.run.rehearsal == nil) {
      found.append("one is a rehearsal, the other a real phone")
    }
    if left.run.device.kind != right.run.device.kind {
      found.append("kind of device: \(left.run.device.kind.rawValue) and \(right.run.device.kind.rawValue)")
    }
    found += scenarios(claim, left, right)
    found += probes(claim, left, right)
    return found
  }

  private static func scenarios(_ claim: ClaimID, _ left: Findings, _ right: Findings) -> [String] {
    let (one, other) = (digests(claim, left), digests(claim, right))
    return Set(one.keys).union(other.keys).sorted().compactMap { scenario in
      switch (one[scenario], other[scenario]) {
      case (let first?, let second?): first == second ? nil : "scenario \(scenario) differs"
      default: "scenario \(scenario) is in one run only"
      }
    }
  }

  private static func digests(_ claim: ClaimID, _ findings: Findings) -> [ScenarioID: ContentDigest] {
    Dictionary(readings(claim, findings).map { ($0.scenario, $0.digest) }) { first, _ in first }
  }

  private static func probes(_ claim: ClaimID, _ left: Findings, _ right: Findings) -> [String] {
    let used = Set((readings(claim, left) + readings(claim, right)).flatMap { $0.steps.compactMap(\.probe) })
    return used.sorted().flatMap { probe -> [String] in
      guard let one = left.run.probes.first(where: { $0.probe == probe }),
        let other = right.run.probes.first(where: { $0.probe == probe })
      else { return [] }
      var found: [String] = []
      if one.version != other.version { found.append("probe \(probe): \(one.version) and \(other.version)") }
      if one.entitlements != other.entitlements { found.append("entitlements of \(probe) differ") }
      return found
    }
  }

  private static func readings(_ claim: ClaimID, _ findings: Findings) -> [ScenarioReading] {
    findings.scenarios.filter { $0.claims.contains(claim) }
  }
}
