import Scenario
import Testing

/// A file with mistakes: its markers say where, in the order of the categories.
struct MistakeCase: Sendable, CustomTestStringConvertible {
  var text: String
  var categories: [DiagnosticCategory]
  /// What the first diagnostic's help has to say.
  var help: String

  /// A whole file.
  static func file(_ categories: [DiagnosticCategory], help: String = "", _ text: String) -> MistakeCase {
    MistakeCase(text: text, categories: categories, help: help)
  }

  /// The valid sample with one text in it replaced.
  static func edit(
    _ categories: [DiagnosticCategory], help: String = "", _ old: String, _ new: String
  ) -> MistakeCase {
    MistakeCase(text: Sample.valid.replacing(old, with: new), categories: categories, help: help)
  }

  /// Steps below a head without mistakes and a step that serves the claim.
  static func steps(_ categories: [DiagnosticCategory], help: String = "", _ steps: String...) -> MistakeCase
  {
    let head = """
      id: a/b
      title: T
      claims: [FS-03]
      actors: {app: IsolatedA, other: Outsider}
      steps:
        - {id: first, actor: app, action: identity.read}
        - {id: other, actor: other, action: identity.read, expect: {outcome: ok}, save: {uid: result.uid}}

      """
    let lines = steps.map { "  - " + $0 + "\n" }.joined()
    return MistakeCase(text: head + lines, categories: categories, help: help)
  }

  /// Steps of a scenario in which an extension has two roles.
  static func turn(_ categories: [DiagnosticCategory], help: String = "", _ steps: String...) -> MistakeCase {
    let roles =
      steps.joined().contains("again") ? "share: ShareProbe, again: ShareProbe" : "share: ShareProbe"
    let head = """
      id: a/b
      title: T
      claims: [FS-03]
      actors: {other: Outsider, \(roles)}
      steps:
        - {id: first, actor: other, action: identity.read, expect: {outcome: ok}}

      """
    let lines = steps.map { "  - " + $0 + "\n" }.joined()
    return MistakeCase(text: head + lines, categories: categories, help: help)
  }

  /// A step with an expectation.
  static func expect(_ categories: [DiagnosticCategory], help: String = "", _ expectation: String)
    -> MistakeCase
  {
    steps(categories, help: help, "{id: o, actor: app, action: identity.read, expect: \(expectation)}")
  }

  var testDescription: String { "\(categories.map(\.rawValue).joined(separator: ", ")): \(text.suffix(80))" }
}
