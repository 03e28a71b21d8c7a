import Foundation
import PhoneProject

/// Checks what runs on the phone: the project's rules, and every Swift file against an iPhoneOS SDK.
@main
struct CheckIOS {
  static func main() {
    let root = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? ".").standardizedFileURL
    do {
      let files = try ProjectFiles(root: root)
      let violations = files.violations
      violations.forEach { print("✘ \($0)") }
      guard violations.isEmpty else { exit(1) }
      print(
        "✔ project.yml: \(files.project.targets.count) targets, \(files.all.count) Swift files in ProbeApps and Extensions"
      )
      let work = root.appendingPathComponent(".build/check-ios")
      guard let kit = try KitFinder(work: work).kit() else {
        print(
          """
          – type-checking did not run: there is no iPhoneOS SDK. Set IOS_SDK to one, IOS_RESOURCE_DIR to a resource \
          folder that fits it and IOS_XCTEST to a folder with XCTest.framework (Harness/Documentation/phone-side.md).
          """)
        return
      }
      let check = Check(
        files: files, kit: kit, compiler: Compiler(),
        overlay: root.appendingPathComponent("Harness/Tools/XCTestOverlay.swift").path)
      exit(try check.run() ? 0 : 1)
    } catch {
      print("✘ \(error)")
      exit(1)
    }
  }
}
