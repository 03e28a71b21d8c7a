/// How each target is checked against an SDK: pure command lines.
public struct CompilePlan: Sendable {
  /// What to check against.
  public struct Kit: Hashable, Sendable {
    /// The `iPhoneOS….sdk` folder.
    public var sdk: String
    /// A resource folder for the compiler where its own does not fit the SDK; nil on a Mac.
    public var resources: String?
    /// Folders with `XCTest.framework`: the UI test is checked against each. Empty where there is none.
    public var xctest: [XCTest]
    /// A folder for modules.
    public var work: String

    public init(sdk: String, resources: String?, xctest: [XCTest], work: String) {
      self.sdk = sdk
      self.resources = resources
      self.xctest = xctest
      self.work = work
    }
  }

  /// Where XCTest is.
  public struct XCTest: Hashable, Sendable {
    public var frameworks: String
    /// A folder with the module of its Swift half.
    public var modules: String

    public init(frameworks: String, modules: String) {
      self.frameworks = frameworks
      self.modules = modules
    }
  }

  /// One call of the compiler.
  public struct Step: Hashable, Sendable {
    /// What it checks, in words.
    public var name: String
    public var arguments: [String]
    /// Targets that are checked by it: such as share sources and settings are checked once.
    public var targets: [String]
  }

  private let project: PhoneProject
  private let files: [String: [String]]
  private let kit: Kit

  public init(_ project: PhoneProject, files: [String: [String]], kit: Kit) {
    self.project = project
    self.files = files
    self.kit = kit
  }

  /// Every step, in an order in which each finds the modules that it imports.
  public var steps: [Step] {
    let libraries = libraries().flatMap(library)
    var grouped: [[String]: Step] = [:]
    var order: [[String]] = []
    for target in project.targets(.app, .appExtension, .uiTest) {
      for step in steps(of: target) {
        // Everything but the module's name.
        let key = step.arguments.filter { $0 != target.name }
        if grouped[key] == nil { order.append(key) }
        grouped[key, default: Step(name: step.name, arguments: step.arguments, targets: [])].targets +=
          step.targets
      }
    }
    return libraries + order.compactMap { grouped[$0] }
  }

  /// The steps that check a target's sources and others beside them.
  public func steps(of target: ProjectTarget, with added: [String] = []) -> [Step] {
    // Down to the intermediate language: some errors are found only on the way there.
    let kind = ["-emit-sil", "-wmo", "-o", "/dev/null"]
    var arguments = kind + common(target) + ["-I", kit.work]
    if target.kind == .appExtension { arguments.append("-application-extension") }
    let sources = (files[target.name] ?? []) + added
    guard target.kind == .uiTest else {
      return [Step(name: target.name, arguments: arguments + sources, targets: [target.name])]
    }
    return kit.xctest.map { xctest in
      Step(
        name: "\(target.name) against \(xctest.frameworks)",
        arguments: arguments + ["-F", xctest.frameworks, "-I", xctest.modules] + sources,
        targets: [target.name])
    }
  }

  /// The step that makes the module of XCTest's Swift half from our own declarations.
  public static func overlay(_ xctest: XCTest, declarations: String, kit: Kit, deployment: String) -> Step {
    Step(
      name: "declarations of XCTest's Swift half",
      arguments: [
        "-emit-module", "-parse-as-library", "-module-name", "XCTest", "-import-underlying-module", "-F",
        xctest.frameworks, "-Xfrontend", "-experimental-skip-all-function-bodies", "-emit-module-path",
        "\(xctest.modules)/XCTest.swiftmodule",
      ] + base(kit, deployment: deployment) + [declarations], targets: [])
  }

  /// Libraries, each after those that it depends on.
  private func libraries() -> [ProjectTarget] {
    var ordered: [ProjectTarget] = []
    var rest = project.targets(.library)
    while let next = rest.firstIndex(where: { target in
      target.dependencies.allSatisfy { name in ordered.contains { $0.name == name } }
    }) {
      ordered.append(rest.remove(at: next))
    }
    return ordered + rest
  }

  /// A library is checked in full and then made a module without bodies, since code of newer Swift cannot be made for an
  /// older SDK's standard library.
  private func library(_ target: ProjectTarget) -> [Step] {
    let sources = files[target.name] ?? []
    let arguments = common(target) + ["-I", kit.work, "-application-extension"]
    return [
      Step(name: target.name, arguments: ["-typecheck"] + arguments + sources, targets: [target.name]),
      Step(
        name: "module \(target.name)",
        arguments: [
          "-emit-module", "-Xfrontend", "-experimental-skip-all-function-bodies", "-emit-module-path",
          "\(kit.work)/\(target.name).swiftmodule",
        ] + arguments + sources, targets: []),
    ]
  }

  private func common(_ target: ProjectTarget) -> [String] {
    // A later flag wins, as it does in Xcode.
    let flags = (target.settings["OTHER_SWIFT_FLAGS"] ?? project.settings["OTHER_SWIFT_FLAGS"] ?? "")
      .split(separator: " ").map(String.init).filter { $0 != "$(inherited)" }
    let version = (project.settings["SWIFT_VERSION"] ?? "6").split(separator: ".").first ?? "6"
    return ["-parse-as-library", "-module-name", target.name, "-swift-version", String(version)]
      + Self.base(kit, deployment: target.deployment) + flags + ["-warnings-as-errors"]
  }

  private static func base(_ kit: Kit, deployment: String) -> [String] {
    ["-target", "arm64-apple-ios\(deployment)", "-sdk", kit.sdk, "-module-cache-path", "\(kit.work)/cache"]
      + (kit.resources.map { ["-resource-dir", $0] } ?? [])
  }
}
