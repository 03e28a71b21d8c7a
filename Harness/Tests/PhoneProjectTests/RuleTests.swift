import PhoneProject
import ProbeProtocol
import Testing

struct RuleTests {
  /// A small project that keeps every rule.
  private static let sound = """
    targetTemplates:
      Bundle:
        settings: {base: {PRODUCT_NAME: "${target_name}"}}
        info:
          properties:
            SandProbeName: ${target_name}
            SandProbeNote: It is there.
            SandProbeClaims: [FS-01]
            OSLogPreferences: {"sandprobe.${target_name}": {DEFAULT-OPTIONS: {Enable-Oversize-Messages: true}}}
      Mailbox:
        info: {properties: {SandProbeGroups: {mailbox: group.$(SANDPROBE_PREFIX).m}}}
        entitlements: {properties: {com.apple.security.application-groups: [group.$(SANDPROBE_PREFIX).m]}}
    targets:
      Host:
        templates: [Bundle, Mailbox]
        type: application
        sources: [Shell]
        settings: {base: {PRODUCT_BUNDLE_IDENTIFIER: $(SANDPROBE_PREFIX).Host}}
        dependencies: [{target: Guest}]
        info: {properties: {CFBundleURLTypes: [{CFBundleURLSchemes: [sandprobe-host]}]}}
      Guest:
        templates: [Bundle, Mailbox]
        type: app-extension
        sources: [Guest]
        settings: {base: {PRODUCT_BUNDLE_IDENTIFIER: $(SANDPROBE_PREFIX).Host.Guest}}
        info: {properties: {NSExtension: {NSExtensionPointIdentifier: com.apple.share-services}}}
      Conductor:
        templates: [Bundle]
        type: bundle.ui-testing
        sources: [Conductor]
        settings: {base: {PRODUCT_BUNDLE_IDENTIFIER: $(SANDPROBE_PREFIX).Conductor}}
        dependencies: [{target: Host}]

    """
  private static let files = ["Host": ["a.swift"], "Guest": ["b.swift"], "Conductor": ["c.swift"]]

  private func violations(
    _ yaml: String = sound, files: [String: [String]] = files,
    all: [String] = ["a.swift", "b.swift", "c.swift"]
  ) throws -> [String] {
    ProjectRules(try PhoneProject(yaml: yaml), files: files).violations(all: all)
  }

  @Test("the sound project has no violation")
  func sound() throws { #expect(try violations() == []) }

  /// What is replaced, by what, and the words of the violation.
  struct Break: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var words: String
    var testDescription: String { words }
  }

  @Test(
    "each rule notices what breaks it",
    arguments: [
      Break(old: "SandProbeName: ${target_name}", new: "SandProbeName: Other", words: "SandProbeName is not"),
      Break(old: "\"${target_name}\"", new: "\"Same\"", words: "two targets have the executable Same"),
      Break(old: "Oversize-Messages: true", new: "Oversize-Messages: false", words: "long messages"),
      Break(
        old: "Messages: true}", new: "Messages: true, Enable-Private-Data: true}", words: "falsifies REST-14"),
      Break(old: "[sandprobe-host]", new: "[sandprobe-other]", words: "URL scheme is not sandprobe-host"),
      Break(old: "[FS-01]", new: "[]", words: "no claim needs it"),
      Break(old: "It is there.", new: "\"\"", words: "does not say what it is"),
      Break(old: "[group.$(SANDPROBE_PREFIX).m]", new: "[]", words: "name other App Groups"),
      Break(old: "$(SANDPROBE_PREFIX).m", new: "com.fixed.m", words: "an App Group does not begin"),
      Break(old: "[{target: Guest}]", new: "[]", words: "Guest is not in exactly one app"),
      Break(old: ".Host.Guest", new: ".Guest", words: "not below Host's"),
      Break(old: "{mailbox: group", new: "{other: group", words: "shares no App Group 'mailbox'"),
      Break(old: "[{target: Host}]", new: "[]", words: "does not depend on Host"),
      Break(old: "$(SANDPROBE_PREFIX).Conductor", new: "com.fixed", words: "does not begin with the prefix"),
      Break(old: "type: app-extension", new: "type: framework", words: "unknown type"),
    ])
  func eachRule(_ change: Break) throws {
    #expect(Self.sound.contains(change.old))
    let broken = Self.sound.split(separator: change.old, omittingEmptySubsequences: false)
      .joined(separator: change.new)
    #expect(try violations(broken).contains { $0.contains(change.words) })
  }

  @Test("a file outside every target, and a target without a file")
  func coverage() throws {
    #expect(try violations(all: ["a.swift", "b.swift", "c.swift", "d.swift"]) == ["d.swift is in no target"])
    #expect(
      try violations(files: ["Host": ["a.swift"], "Guest": ["b.swift"]], all: []) == [
        "Conductor has no Swift file"
      ])
  }

  @Test(
    "what is no project is an error in words",
    arguments: ["", "targets: [", "targets: {A: {templates: [B]}}"])
  func unreadable(_ yaml: String) { #expect(throws: ProjectError.self) { try PhoneProject(yaml: yaml) } }

  @Test("templates: inner ones first, lists joined, words replaced in names and values")
  func templates() throws {
    let project = try PhoneProject(
      yaml: """
        options: {deploymentTarget: {iOS: "15.0"}}
        targetTemplates:
          Outer: {templates: [Inner], sources: [b], info: {properties: {A: outer, "${word}": "${target_name}"}}}
          Inner: {sources: [a], info: {properties: {A: inner, B: inner, C: "$(KEPT) ${kept}"}}}
        targets:
          T:
            templates: [Outer]
            templateAttributes: {word: W}
            sources: [c]
            info: {properties: {D: own}}
        """)
    let target = try #require(project.targets["T"])
    #expect(target.sources == ["a", "b", "c"])
    #expect(target.info == ["A": "outer", "B": "inner", "C": "$(KEPT) ${kept}", "D": "own", "W": "T"])
    #expect(target.deployment == "15.0")
  }
}
