import Foundation
import Testing

@testable import Device

@Suite("Apps come onto a phone by what suits its iOS") struct PackageInstallerTests {
  /// Made-up tools for a phone of a version: they write their words down, and xcrun answers with what lies in `answer`.
  private func withPhone(
    _ version: String, isMac: Bool = true, _ body: (AttachedPhone, URL) async throws -> Void
  ) async throws {
    try await withFakeTools { tools in
      let folder = tools.folder
      let plist =
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>ProductVersion</key><string>\(version)</string></dict></plist>"
      try tools.install(.deviceInfo, "echo '\(plist)'")
      try tools.install(
        .installer,
        """
        case "$*" in *--help*) echo list; exit 0 ;; esac
        echo "ideviceinstaller $*" >> '\(folder.path)/words'
        """)
      if isMac {
        try tools.install(
          named: "xcrun",
          """
          last=; for word in "$@"; do
            [ "$last" = --json-output ] && cp '\(folder.path)/answer' "$word"
            last=$word
          done
          echo "xcrun $2 $3 $4 ${last##*/}" >> '\(folder.path)/words'
          exit 1
          """)
      }
      try Data(#"{"info": {"outcome": "success"}, "result": {}}"#.utf8)
        .write(to: folder.appendingPathComponent("answer"))
      try await body(
        AttachedPhone(udid: "U", environment: tools.environment) { _, _, _ in nil }, folder)
    }
  }

  private func words(_ folder: URL) -> [String] {
    let text = (try? String(contentsOf: folder.appendingPathComponent("words"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  @Test("devicectl from iOS 17 on; its answer counts, and its exit status does not") func devicectl()
    async throws
  {
    try await withPhone("17.5") { phone, folder in
      try await phone.install(URL(fileURLWithPath: "/built/A.app"))
      try await phone.uninstall(bundle: "x.A")
      #expect(words(folder) == ["xcrun device install app A.app", "xcrun device uninstall app x.A"])
      let failure = #"""
        {"info": {"outcome": "failed"}, "error": {"code": 3002, "domain": "com.apple.dt.CoreDeviceError",
         "userInfo": {"NSLocalizedDescription": {"string": "Failed to install."}}}}
        """#
      try Data(failure.utf8).write(to: folder.appendingPathComponent("answer"))
      let error = await #expect(throws: ToolError.self) {
        try await phone.install(URL(fileURLWithPath: "/built/A.app"))
      }
      #expect(error?.description.contains("Failed to install. (com.apple.dt.CoreDeviceError 3002)") == true)
    }
  }

  @Test("ideviceinstaller before that, and wherever there is no devicectl", arguments: [true, false])
  func ideviceinstaller(isMac: Bool) async throws {
    try await withPhone(isMac ? "16.7.10" : "26.1", isMac: isMac) { phone, folder in
      try await phone.install(URL(fileURLWithPath: "/built/A.ipa"))
      try await phone.uninstall(bundle: "x.A")
      #expect(
        words(folder) == [
          "ideviceinstaller -u U install /built/A.ipa", "ideviceinstaller -u U uninstall x.A",
        ])
    }
  }
}
