package import ProbeProtocol
package import Verdict
package import VirtualPhone

/// What the catalogue says of a phone with one rule turned over, beside the same phone as published.
package struct MutantScore: Hashable, Sendable {
  /// A claim's verdict that is another one with the rule turned over.
  package struct Change: Hashable, Sendable {
    package var claim: ClaimID
    package var published: Verdict
    package var mutated: Verdict
  }

  package var rule: String
  package var profile: String
  /// What holds while the rule is followed.
  package var summary: String
  /// The rule's own claims that fail with it turned over.
  package var failing: [ClaimID]
  /// Of a rule about what a daemon says: its own claims that are left open, since nobody can tell from a record's
  /// absence that it was never written.
  package var left: [ClaimID]
  /// Its own claims that still hold, although a rule that publishes them is broken.
  package var unmoved: [ClaimID]
  /// Claims of other rules, or own ones that do not fail, whose verdict changes.
  package var others: [Change]

  /// - Parameters:
  ///   - published: the verdict of each claim while every rule is followed.
  ///   - mutated: the same with the rule turned over.
  package init(
    _ rule: PolicyRule, profile: String, published: [ClaimID: Verdict], mutated: [ClaimID: Verdict]
  ) {
    self.rule = rule.id
    self.profile = profile
    summary = rule.summary
    let own = rule.claims.sorted()
    failing = own.filter { mutated[$0] == .fail }
    left = rule.kind == .saying ? own.filter { mutated[$0] == .inconclusive } : []
    unmoved = own.filter { mutated[$0] == .pass }
    others = published.keys.sorted().compactMap { claim in
      guard let before = published[claim], let after = mutated[claim], before != after,
        !(own.contains(claim) && after == .fail)
      else { return nil }
      return Change(claim: claim, published: before, mutated: after)
    }
  }

  /// Claims of other rules that fail: what the table of rules says of them is that they hold.
  package var astray: [ClaimID] { others.filter { $0.mutated == .fail }.map(\.claim) }

  /// `cross-container-read (ios-15.2): FS-04; FS-02 pass → inconclusive`.
  package var line: String {
    var parts = [failing.isEmpty ? "none" : failing.map(\.rawValue).joined(separator: " ")]
    if !left.isEmpty { parts.append("open: " + left.map(\.rawValue).joined(separator: " ")) }
    if !unmoved.isEmpty { parts.append("still holds: " + unmoved.map(\.rawValue).joined(separator: " ")) }
    parts += others.map { "\($0.claim) \($0.published.rawValue) → \($0.mutated.rawValue)" }
    return "\(rule) (\(profile)): " + parts.joined(separator: "; ")
  }
}
