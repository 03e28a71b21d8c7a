import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("Rules and mutants of the model")
struct ModelRuleTests {
  /// A rule in a profile in which it decides something.
  struct Case: CustomTestStringConvertible, Sendable {
    var rule: RuleName
    var profile: String
    var testDescription: String { "\(rule.rawValue) in \(profile)" }

    static let all = PolicyRule.all.flatMap { rule in rule.profiles.map { Case(rule: rule.name, profile: $0) }
    }
  }

  private static let originals = Result {
    try PhoneModel.profiles.reduce(into: [:]) { $0[$1] = try ModelPortrait.original($1) }
  }

  private static func original(_ profile: String) throws -> [[String]] {
    try #require(try originals.get()[profile])
  }

  @Test("turning a rule over shows in what probes see", arguments: Case.all)
  func mutantShows(_ subject: Case) async throws {
    let differs = try await onThread {
      let phone = try ModelTestPhone(subject.profile, mutants: [subject.rule.rawValue])
      return try ModelPortrait.differs(phone, from: try Self.original(subject.profile))
    }
    #expect(differs)
  }

  @Test(
    "the same seed gives the same portrait, another seed other containers", arguments: PhoneModel.profiles)
  func seeds(_ profile: String) async throws {
    let differs = try await onThread {
      try ModelPortrait.differs(ModelTestPhone(profile), from: try Self.original(profile))
    }
    #expect(!differs)
    #expect(
      try ModelTestPhone(profile, seed: 2).home("IsolatedA") != ModelTestPhone(profile).home("IsolatedA"))
  }

  @Test("every rule says what holds, cites claims and belongs to a profile")
  func entries() {
    #expect(PolicyRule.all.map(\.name) == RuleName.allCases)
    for rule in PolicyRule.all {
      #expect(!rule.summary.isEmpty && !rule.claims.isEmpty && !rule.profiles.isEmpty, "\(rule.id)")
      #expect(rule.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(rule.id)")
    }
  }

  @Test("a mistyped profile or rule is refused with the nearest name")
  func mistypes() {
    #expect(throws: PhoneModelError.unknownProfile("simulater", nearest: "simulator")) {
      try PhoneModel(profile: "simulater")
    }
    #expect(throws: PhoneModelError.unknownRule("cross-container-reed", nearest: "cross-container-read")) {
      try PhoneModel(mutants: ["cross-container-reed"])
    }
    #expect(throws: PhoneModelError.unknownRule("zzz", nearest: nil)) { try PhoneModel(mutants: ["zzz"]) }
    #expect(throws: PhoneModelError.ruleNotInProfile(.forkRefused, profile: "simulator")) {
      try PhoneModel(profile: "simulator", mutants: ["fork-refused"])
    }
  }
}
