import Foundation
import ProbeProtocol
import Testing

@testable import Device

@Suite("A Simulator through a made-up xcrun") struct SimulatorPhoneTests {
  private static let udid = "9EC90A99-6924-472D-8CDD-4D8234AB4779"

  /// A folder with a made-up xcrun, and what it answers with in files beside it; it writes its words down.
  private func withSimulator(_ body: (SimulatorPhone, URL) async throws -> Void) async throws {
    try await withFakeTools { tools in
      let folder = tools.folder
      try tools.install(
        named: "xcrun",
        """
        cd '\(folder.path)'
        echo "$*" >> words
        case "$2" in
        list) cat list ;;
        listapps) cat apps ;;
        get_app_container) cat container ;;
        spawn) printf '%s\\n' '{"eventMessage":"one"}' '{"eventMessage":"two"}' ;;
        install | uninstall) ;;
        *) echo "unknown subcommand" >&2; exit 64 ;;
        esac
        """)
      try Data(Samples.simulators.utf8).write(to: folder.appendingPathComponent("list"))
      try await body(SimulatorPhone(udid: Self.udid, environment: tools.environment), folder)
    }
  }

  /// An app's folder with an Info.plist.
  private func makeApp(_ name: String, _ keys: String, in folder: URL) throws -> URL {
    let app = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: app, withIntermediateDirectories: true)
    let plist = #"<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>\#(keys)</dict></plist>"#
    try Data(plist.utf8).write(to: app.appendingPathComponent("Info.plist"))
    return app
  }

  @Test("what simctl lists stands in for lockdownd, and says that it is a Simulator") func values()
    async throws
  {
    try await withSimulator { phone, folder in
      let values = try await phone.lockdownValues()
      #expect(values.isSimulator && values.rehearsal == nil && values.isPasscodeSet == nil)
      #expect(values.udid == Self.udid && values.name == "iPhone 11")
      #expect(values.productType == "iPhone-11" && values.productVersion == "14.0")
      #expect(await !phone.isGone)
      let shut = Samples.simulators.replacingOccurrences(of: "Booted", with: "Shutdown")
      try Data(shut.utf8).write(to: folder.appendingPathComponent("list"))
      await #expect(throws: SimulatorError.notRunning(udid: Self.udid)) { try await phone.lockdownValues() }
      #expect(await phone.isGone)
    }
  }

  @Test(
    "apps are known by their own Info.plist, App Groups by their containers; apps of the system are left out")
  func apps() async throws {
    try await withSimulator { phone, folder in
      let app = try makeApp(
        "A.app",
        """
        <key>CFBundleIdentifier</key><string>x.A</string><key>CFBundleVersion</key><string>7</string>
        <key>SandProbeName</key><string>GroupMemberA</string><key>SandProbeBuild</key><string>digest</string>
        <key>SandProbeGroups</key><dict><key>shared</key><string>group.x</string></dict>
        """, in: folder)
      let printed = """
        {
            "com.apple.springboard" =     \(Samples.systemApp);
            "x.A" =     {
                ApplicationType = User;
                CFBundleIdentifier = "x.A";
                GroupContainers =         {
                    "group.x" = "file:///somewhere";
                };
                Path = "\(app.path)";
            };
            "x.Conductor.xctrunner" =     { ApplicationType = User; Path = "/nowhere/Conductor-Runner.app"; };
            "x.Gone" =     { ApplicationType = User; };
        }
        """
      try Data(printed.utf8).write(to: folder.appendingPathComponent("apps"))
      let apps = try await phone.installedApplications()
      #expect(apps.map(\.bundle) == ["x.A", "x.Conductor.xctrunner"])
      #expect(apps[0].probe == "GroupMemberA" && apps[0].version == "7" && apps[0].build == "digest")
      #expect(apps[0].groups == ["shared": "group.x"])
      #expect(apps[0].entitlements == ["com.apple.security.application-groups": ["group.x"]])
      for text in ["", "no list", "( a, b )"] {
        try Data(text.utf8).write(to: folder.appendingPathComponent("apps"))
        await #expect(throws: SimulatorError.self, "\(text)") { try await phone.installedApplications() }
      }
    }
  }

  @Test("files are read from the container that simctl names, and nothing that lies outside of it")
  func files() async throws {
    try await withSimulator { phone, folder in
      let files = FileManager.default
      let container = folder.appendingPathComponent("Data")
      let documents = container.appendingPathComponent("Documents")
      try files.createDirectory(at: documents, withIntermediateDirectories: true)
      try Data("secret".utf8).write(to: folder.appendingPathComponent("outside"))
      try Data("journal".utf8).write(to: documents.appendingPathComponent("j.jsonl"))
      try files.createSymbolicLink(
        at: documents.appendingPathComponent("link"),
        withDestinationURL: folder.appendingPathComponent("outside"))
      try Data((container.path + "\n").utf8).write(to: folder.appendingPathComponent("container"))
      func read(_ path: String, limit: Int = 100) async throws -> Data? {
        try await phone.readFile(bundle: "x.A", path: path, limit: limit)
      }
      #expect(try await read("Documents/j.jsonl") == Data("journal".utf8))
      #expect(try await read("Documents/none") == nil)
      #expect(try await read("Documents") == nil, "a folder is no file")
      await #expect(throws: LocalFileError.self) { try await read("Documents/link") }
      await #expect(throws: LocalFileError.self) { try await read("../outside") }
      await #expect(throws: LocalFileError.self) { try await read("Documents/j.jsonl", limit: 3) }
      try Data("No such app\n".utf8).write(to: folder.appendingPathComponent("container"))
      await #expect(throws: SimulatorError.self) { try await read("Documents/j.jsonl") }
      let words = try String(contentsOf: folder.appendingPathComponent("words"), encoding: .utf8)
      #expect(words.hasPrefix("simctl get_app_container \(Self.udid) x.A data\n"))
    }
  }

  @Test("its log comes from `log stream` within it, one JSON object a line") func log() async throws {
    try await withSimulator { phone, folder in
      let source = try await phone.logSource()
      #expect(source.service == .simulatorLog)
      #expect(source.command == "xcrun simctl spawn log stream --style ndjson --level debug")
      let events = Events()
      try await phone.captureLog(from: source) { await events.add($0) }
      #expect(await events.text == "{\"eventMessage\":\"one\"}\n{\"eventMessage\":\"two\"}\n")
      #expect(await events.all.first == .started(command: source.command))
      #expect(await events.all.last == .ended(status: "status 0"))
      let words = try String(contentsOf: folder.appendingPathComponent("words"), encoding: .utf8)
      #expect(words == "simctl spawn \(Self.udid) log stream --style ndjson --level debug\n")
    }
  }

  @Test("without xcrun there are no Simulators, and that is said") func noXcode() async throws {
    try await withFakeTools { tools in
      await #expect(throws: SimulatorError.noXcode) { try await SimulatorPhone.list(tools.environment) }
      try tools.install(named: "xcrun", "echo 'xcrun: error: unable to find utility' >&2; exit 72")
      await #expect(throws: ToolError.self) { try await SimulatorPhone.list(tools.environment) }
    }
  }

  private actor Events {
    private(set) var all: [LogCaptureEvent] = []

    func add(_ event: LogCaptureEvent) { all.append(event) }

    var text: String {
      all.reduce(into: "") { text, event in
        if case .output(let bytes) = event { text += String(decoding: bytes, as: UTF8.self) }
      }
    }
  }
}
