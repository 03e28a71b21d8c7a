import PhoneProject
import Testing

struct CompilePlanTests {
  private static let kit = CompilePlan.Kit(
    sdk: "/sdk", resources: "/resources",
    xctest: [
      .init(frameworks: "/old", modules: "/old/swift"), .init(frameworks: "/new", modules: "/new/swift"),
    ],
    work: "/work")

  private func plan(_ kit: CompilePlan.Kit = kit) throws -> (files: ProjectFiles, plan: CompilePlan) {
    let files = try WorkingCopy.project()
    return (files, CompilePlan(files.project, files: files.files, kit: kit))
  }

  @Test("every Swift file of the phone side is handed to the compiler")
  func everyFile() throws {
    let (files, plan) = try plan()
    let checked = Set(plan.steps.flatMap(\.arguments).filter { $0.hasSuffix(".swift") })
    #expect(files.all.filter { !checked.contains($0) } == [])
    #expect(checked.contains { $0.contains("/Harness/Sources/ProbeProtocol/") })
    #expect(Set(plan.steps.flatMap(\.targets)) == Set(files.project.targets.keys))
  }

  @Test("a library comes after those that it needs, and before whatever imports it")
  func order() throws {
    let names = try plan().plan.steps.map(\.name)
    #expect(
      Array(names.prefix(4)) == ["ProbeProtocol", "module ProbeProtocol", "ProbeKit", "module ProbeKit"])
  }

  @Test("each step: Swift 6, warnings as errors, the project's flags, the SDK and the target's lowest iOS")
  func flags() throws {
    let (files, plan) = try plan()
    for step in plan.steps {
      let words = " " + step.arguments.joined(separator: " ") + " "
      #expect(words.contains(" -swift-version 6 "), "\(step.name)")
      #expect(words.contains(" -warnings-as-errors "), "\(step.name)")
      #expect(words.contains(" -enable-upcoming-feature ExistentialAny "), "\(step.name)")
      #expect(words.contains(" -sdk /sdk "), "\(step.name)")
      #expect(words.contains(" -resource-dir /resources "), "\(step.name)")
    }
    let replica = try #require(files.project.targets["FileProviderReplica"])
    let step = try #require(plan.steps(of: replica).first)
    #expect(step.arguments.contains("arm64-apple-ios16.0"))
  }

  @Test("extensions alone, and what is linked into them, are held to what extensions may use")
  func extensions() throws {
    let (files, plan) = try plan()
    let held = Set(
      plan.steps.filter { $0.arguments.contains("-application-extension") }.flatMap(\.targets))
    let wanted = files.project.targets(.appExtension, .library).map(\.name)
    #expect(held == Set(wanted))
  }

  @Test("the UI test is checked against every form of XCTest, and left out where there is none")
  func uiTest() throws {
    let steps = try plan().plan.steps.filter { $0.targets == ["Conductor"] }
    #expect(steps.map { $0.arguments.contains("/new") } == [false, true])
    let bare = CompilePlan.Kit(sdk: "/sdk", resources: nil, xctest: [], work: "/work")
    #expect(try plan(bare).plan.steps.contains { $0.targets == ["Conductor"] } == false)
  }

  @Test("apps of one kind are checked once")
  func once() throws {
    let (files, plan) = try plan()
    let apps = plan.steps.filter { $0.targets.contains("IsolatedA") }
    #expect(apps.count == 1)
    #expect(apps.first?.targets.count == files.project.targets(.app).count)
  }

  @Test("newer XCTest: the attribute stands before declarations of UI automation and nowhere else")
  func headers() {
    let header = """
      @class XCUIElement;
      @protocol XCUIElementAttributes;
      @protocol XCUIElementAttributes
      @interface XCUIElement : NSObject
      @interface XCUIElement (Extra)
      @interface XCTestCase : XCTest
      """
    let attribute = "__attribute__((swift_attr(\"@MainActor\")))"
    #expect(
      XCTestHeaders.onMainActor(header) == """
        @class XCUIElement;
        @protocol XCUIElementAttributes;
        \(attribute)
        @protocol XCUIElementAttributes
        \(attribute)
        @interface XCUIElement : NSObject
        @interface XCUIElement (Extra)
        @interface XCTestCase : XCTest
        """)
  }

  @Test("an error is planted in every kind of target that has a rule of its own")
  func planted() {
    #expect(Set(PlantedError.all.map(\.kind)) == [.app, .appExtension, .uiTest])
  }
}
