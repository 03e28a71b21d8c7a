/// The rules as one phone follows them: all as published but those that were turned over.
struct RuleBook: Hashable, Sendable {
  let mutants: Set<RuleName>

  /// Whether the rule is followed; false where a mutant turns it over.
  func holds(_ rule: RuleName) -> Bool { !mutants.contains(rule) }
}
