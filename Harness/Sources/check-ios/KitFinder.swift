import Foundation
import PhoneProject

/// Finds what to check against: by the environment, or by xcrun on a Mac.
struct KitFinder {
  let work: URL
  private let environment = ProcessInfo.processInfo.environment

  init(work: URL) { self.work = work }

  /// - Returns: nil where there is no SDK.
  func kit() throws -> CompilePlan.Kit? {
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    guard let sdk = given("IOS_SDK") ?? xcrun("--show-sdk-path") else { return nil }
    return CompilePlan.Kit(
      sdk: sdk, resources: given("IOS_RESOURCE_DIR"), xctest: try xctest(), work: work.path)
  }

  /// Headers that were given are checked against as they are and with UI automation on the main actor; Xcode's own are
  /// used as they are, with their own Swift half.
  private func xctest() throws -> [CompilePlan.XCTest] {
    if let given = given("IOS_XCTEST") {
      let plain = try copy(of: given, to: "xctest") { $0 }
      let isolated = try copy(of: given, to: "xctest-main-actor", XCTestHeaders.onMainActor)
      return [plain, isolated]
    }
    guard given("IOS_SDK") == nil, let platform = xcrun("--show-sdk-platform-path") else { return [] }
    return [
      CompilePlan.XCTest(
        frameworks: "\(platform)/Developer/Library/Frameworks", modules: "\(platform)/Developer/usr/lib")
    ]
  }

  private func copy(
    of source: String, to name: String, _ change: (String) -> String
  ) throws -> CompilePlan.XCTest {
    let folder = work.appendingPathComponent(name)
    let manager = FileManager.default
    if manager.fileExists(atPath: folder.path) { try manager.removeItem(at: folder) }
    let target = folder.appendingPathComponent("XCTest.framework")
    for part in ["Headers", "Modules"] {
      let files = URL(fileURLWithPath: source).appendingPathComponent("XCTest.framework/\(part)")
      let destination = target.appendingPathComponent(part)
      try manager.createDirectory(at: destination, withIntermediateDirectories: true)
      for file in try manager.contentsOfDirectory(atPath: files.path) {
        let text = try String(contentsOf: files.appendingPathComponent(file), encoding: .utf8)
        try Data((file.hasSuffix(".h") ? change(text) : text).utf8)
          .write(to: destination.appendingPathComponent(file))
      }
    }
    let modules = folder.appendingPathComponent("swift")
    try manager.createDirectory(at: modules, withIntermediateDirectories: true)
    return CompilePlan.XCTest(frameworks: folder.path, modules: modules.path)
  }

  private func given(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0).standardizedFileURL.path }
  }

  private func xcrun(_ question: String) -> String? {
    let answer = try? Compiler.run("/usr/bin/xcrun", ["--sdk", "iphoneos", question])
    guard let answer, answer.status == 0 else { return nil }
    let path = answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
    return path.isEmpty ? nil : path
  }
}
