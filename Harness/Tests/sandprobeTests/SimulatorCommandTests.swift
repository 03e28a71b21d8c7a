import Foundation
import Testing

/// The command line with a made-up xcrun.
@Suite("sandprobe and Simulators")
struct SimulatorCommandTests {
  private static let udid = "9EC90A99-6924-472D-8CDD-4D8234AB4779"

  /// Variables of a program that finds a made-up xcrun and no phone.
  private func withXcrun(
    state: String = "Booted", _ body: @Sendable (_ variables: [String: String], URL) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      let script = """
        #!/bin/sh
        case "$1 $2" in
        'simctl list') echo '{"devices": {"com.apple.CoreSimulator.SimRuntime.iOS-17-5": [
          {"udid": "\(Self.udid)", "state": "\(state)", "isAvailable": true, "name": "iPhone 15",
           "deviceTypeIdentifier": "com.apple.CoreSimulator.SimDeviceType.iPhone-15"}]}}' ;;
        'simctl listapps') echo '{ "x.A" = { ApplicationType = User; Path = "\(folder.path)/IsolatedA.app"; }; }' ;;
        'devicectl list')
          last=; for word in "$@"; do [ "$last" = --json-output ] && cp '\(folder.path)/phones' "$word"; last=$word; done
          exit 1 ;;
        'simctl install') touch '\(folder.path)/installed' ;;
        *) exit 1 ;;
        esac

        """
      let program = folder.appendingPathComponent("xcrun")
      try Data(script.utf8).write(to: program)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
      let path = "\(folder.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
      try await withPhones([]) { variables in
        try await body(variables.merging(["PATH": path]) { $1 }, folder)
      }
    }
  }

  @Test("devices lists the one that is booted, and says that it is a Simulator") func devices() async throws {
    try await withXcrun { variables, _ in
      let text = try await Program(variables: variables)("devices")
      #expect(text.status == 0 && text.output == "\(Self.udid)  iPhone 15 iPhone-15 iOS 17.5 Simulator\n")
      let json = try await Program(variables: variables)("devices", "--json")
      #expect(json.output.contains(#""simulator" : true"#))
    }
  }

  @Test("a phone that devicectl alone knows is listed with what makes it usable") func known() async throws {
    try await withXcrun(state: "Shutdown") { variables, folder in
      // The members are those of devicectl's captured answers; the values are made up.
      let phones = """
        {"info": {"outcome": "success"}, "result": {"devices": [{"identifier": "X",
          "connectionProperties": {"pairingState": "paired", "transportType": "localNetwork"},
          "deviceProperties": {"name": "Far", "osVersionNumber": "17.6.1"},
          "hardwareProperties": {"platform": "iOS", "reality": "physical", "udid": "00008120-0000000000000000"}},
         {"identifier": "S", "hardwareProperties": {"platform": "iOS", "reality": "simulated"}}]}}
        """
      try Data(phones.utf8).write(to: folder.appendingPathComponent("phones"))
      let text = try await Program(variables: variables)("devices")
      #expect(
        text.output
          == "00008120-0000000000000000  devicectl knows it (Far) over the network: attach it by cable\n")
    }
  }

  @Test("one that is not booted is refused with the command that boots it") func shut() async throws {
    try await withXcrun(state: "Shutdown") { variables, _ in
      let program = Program(variables: variables)
      let none = try await program("run", "--device", "simulator")
      #expect(none.status == 69 && none.errors.contains("no Simulator is booted"))
      #expect(none.errors.contains("xcrun simctl boot \(Self.udid) (iPhone 15, iOS 17.5)"))
      let named = try await program("run", "--device", "simulator:\(Self.udid)")
      #expect(named.status == 69 && named.errors.contains("is not booted"))
      let mutants = try await program("run", "--device", "simulator", "--mutate", "x")
      #expect(mutants.status == 64)
      #if os(Linux)
        let bare = try await Program()("run", "--device", "simulator")
        #expect(bare.status == 69 && bare.errors.contains("xcrun is not installed"))
        #expect(bare.errors.contains("--device virtual:simulator"))
      #endif
    }
  }

  @Test("install brings apps into it by simctl, and believes its list of apps") func install() async throws {
    try await withXcrun { variables, folder in
      for name in ["IsolatedA", "IsolatedB"] {
        let app = folder.appendingPathComponent("\(name).app")
        try FileManager.default.createDirectory(at: app, withIntermediateDirectories: true)
        let keys =
          "<key>CFBundleIdentifier</key><string>x.A</string><key>SandProbeName</key><string>\(name)</string>"
        try Data("<?xml version=\"1.0\"?><plist version=\"1.0\"><dict>\(keys)</dict></plist>".utf8)
          .write(to: app.appendingPathComponent("Info.plist"))
      }
      let words = ["install", "--device", "simulator", "--apps", folder.path]
      let dry = try await Program(variables: variables).call(words + ["--dry-run", "IsolatedA"])
      #expect(dry.output == "xcrun simctl install \(Self.udid) \(folder.path)/IsolatedA.app\n")
      #expect(!folder.names.contains("installed"))
      let done = try await Program(variables: variables).call(words)
      #expect(done.status == 69 && folder.names.contains("installed"), "\(done.errors)")
      #expect(done.output == "✔ IsolatedA\n✘ IsolatedB: the phone does not list it\n")
    }
  }

  @Test("the doctor asks for Xcode and for nothing that phones alone need") func doctor() async throws {
    try await withXcrun { variables, _ in
      let ending = try await Program(variables: variables)("doctor", "--device", "simulator")
      #expect(ending.output.contains("iPhone 15 iPhone-15 iOS 17.5, \(Self.udid); it is booted"))
      #expect(ending.output.contains("make simulator-apps"))
      #expect(!ending.output.contains("Developer Mode"))
      #if os(Linux)
        #expect(ending.status == 69 && ending.output.contains("not installed: Simulators come with Xcode"))
      #endif
    }
  }
}
