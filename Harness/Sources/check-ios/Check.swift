import Foundation
import PhoneProject

/// Carries the plan out, and then shows that it would have found mistakes.
struct Check {
  let files: ProjectFiles
  let kit: CompilePlan.Kit
  let compiler: Compiler
  /// Our declarations of XCTest's Swift half.
  let overlay: String

  private var plan: CompilePlan { CompilePlan(files.project, files: files.files, kit: kit) }

  /// - Returns: Whether everything passed and every planted error was found.
  func run() throws -> Bool {
    print("  against \(kit.sdk)")
    if kit.xctest.isEmpty {
      print("– the UI test was not checked: set IOS_XCTEST to a folder with XCTest.framework")
    }
    let test = files.project.targets(.uiTest).first
    for xctest in kit.xctest where xctest.frameworks.hasPrefix(kit.work) {
      let step = CompilePlan.overlay(
        xctest, declarations: overlay, kit: kit, deployment: test?.deployment ?? "15.0")
      guard try pass(step) else { return false }
    }
    var passed = true
    for step in plan.steps { passed = try pass(step) && passed }
    guard passed else { return false }
    return try PlantedError.all.map(isFound).allSatisfy { $0 }
  }

  private func pass(_ step: CompilePlan.Step) throws -> Bool {
    let answer = try compiler.run(step.arguments)
    let targets = step.targets.count > 1 ? " and \(step.targets.count - 1) of the same sources and rules" : ""
    print("\(answer.status == 0 ? "✔" : "✘") \(step.name)\(targets)")
    if answer.status != 0 { print(answer.output) }
    return answer.status == 0
  }

  /// Lays the error beside a target's files. It counts as found where the compiler refuses with its message.
  private func isFound(_ error: PlantedError) throws -> Bool {
    guard let target = files.project.targets(error.kind).first else { return false }
    let file = "\(kit.work)/Planted.swift"
    try Data(error.source.utf8).write(to: URL(fileURLWithPath: file))
    // The newest form of XCTest is the last.
    guard let step = plan.steps(of: target, with: [file]).last else { return true }
    let answer = try compiler.run(step.arguments)
    let found = answer.status != 0 && answer.output.contains(error.message)
    print("\(found ? "✔ planted and found" : "✘ planted and NOT found"): \(error.name)")
    if !found { print(answer.output) }
    return found
  }
}
