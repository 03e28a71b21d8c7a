/// Why a virtual phone cannot be made as asked.
package enum PhoneModelError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownProfile(String, nearest: String?)
  case unknownRule(String, nearest: String?)
  /// The rule decides nothing in the profile, so turning it over would change nothing.
  case ruleNotInProfile(RuleName, profile: String)
  /// The phone's own files could not be laid out; with the system error.
  case notSetUp(String)

  package var description: String {
    switch self {
    case .unknownProfile(let name, let nearest):
      "no profile of the virtual phone is called '\(name)'; \(Self.hint(nearest))"
        + "here are: \(PhoneProfile.all.map(\.name).joined(separator: ", "))"
    case .unknownRule(let name, let nearest):
      "no rule of the virtual phone is called '\(name)'; \(Self.hint(nearest))"
        + "here are: \(RuleName.allCases.map(\.rawValue).joined(separator: ", "))"
    case .ruleNotInProfile(let rule, let profile):
      "the rule '\(rule.rawValue)' decides nothing in the profile '\(profile)': turning it over would change "
        + "nothing; it belongs to: \(PolicyRule(rule).profiles.joined(separator: ", "))"
    case .notSetUp(let why): "the virtual phone's file system could not be laid out: \(why)"
    }
  }

  private static func hint(_ nearest: String?) -> String { nearest.map { "did you mean '\($0)'? T" } ?? "t" }
}
