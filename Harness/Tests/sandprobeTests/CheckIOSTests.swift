import Foundation
import Testing

@Suite("make check-ios")
struct CheckIOSTests {
  #if os(Linux)
    @Test("without an SDK it checks the project, says that nothing was type-checked, and ends well")
    func withoutSDK() async throws {
      let program = Places.sandprobe.deletingLastPathComponent().appendingPathComponent("check-ios")
      let variables = ["IOS_SDK": "", "IOS_RESOURCE_DIR": "", "IOS_XCTEST": ""]
      let ending = try await Program(executable: program, variables: variables)(Places.repository.path)
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(ending.output.hasPrefix("✔ project.yml: "))
      #expect(ending.output.contains("– type-checking did not run: there is no iPhoneOS SDK."))
    }
  #endif

  @Test("a project that breaks a rule ends it with 1") func broken() async throws {
    try await withFolder { folder in
      let files = FileManager.default
      for name in ["ProbeApps", "Extensions", "Harness/Sources/ProbeProtocol"] {
        let place = folder.appendingPathComponent(name)
        try files.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try files.copyItem(at: Places.repository.appendingPathComponent(name), to: place)
      }
      try Data("let lost = 1\n".utf8).write(to: folder.appendingPathComponent("ProbeApps/Lost.swift"))
      let program = Places.sandprobe.deletingLastPathComponent().appendingPathComponent("check-ios")
      let ending = try await Program(executable: program, variables: ["IOS_SDK": ""])(folder.path)
      #expect(ending.status == 1 && ending.output.contains("ProbeApps/Lost.swift is in no target"))
    }
  }
}
