import DeviceProtocol
import Foundation
import ProbeProtocol
import Testing

@testable import Device

@Suite("Reading what the phone's tools print")
struct PhoneReadingTests {
  @Test("udids are read from idevice_id, with and without the kind of connection")
  func udids() {
    let printed = Data(
      "00008030-001122334455667A\n0123456789abcdef0123456789abcdef01234567 (USB)\n\nno!\n".utf8)
    #expect(
      DeviceList.udids(in: printed) == [
        "00008030-001122334455667A", "0123456789abcdef0123456789abcdef01234567",
      ])
  }

  @Test("no usbmuxd is told apart from no phone")
  func noMux() async throws {
    try await withFakeTools { tools in
      try tools.install(.deviceList, "echo 'ERROR: Unable to retrieve device list!' >&2; exit 255")
      await #expect(throws: PhoneError.noMux(address: nil)) {
        _ = try await DeviceList.udids(tools.environment)
      }
      try tools.install(.deviceList, "exit 0")
      #expect(try await DeviceList.udids(tools.environment).isEmpty)
    }
  }

  @Test(
    "each state of trust has its error",
    arguments: [
      (
        "ERROR: Could not connect to lockdownd: Pairing dialog response pending (-19)",
        PhoneError.trustPending(udid: "U")
      ),
      ("ERROR: Could not connect to lockdownd, error code -19", .trustPending(udid: "U")),
      ("ERROR: Could not connect to lockdownd: User denied pairing (-18)", .trustRefused(udid: "U")),
      ("ERROR: Could not connect to lockdownd: Password protected (-17)", .locked(udid: "U")),
      (
        "ERROR: Could not connect to lockdownd: Invalid HostID (-21)",
        .notPaired(udid: "U", detail: "ERROR: Could not connect to lockdownd: Invalid HostID (-21)")
      ),
      ("ERROR: Device U not found!", .notAttached(udid: "U")),
      ("No device found with udid U.", .notAttached(udid: "U")),
      ("*** Device is passcode protected, enter passcode on the device to continue ***", .locked(udid: "U")),
      (
        "Could not connect to lockdownd. Exiting.",
        .noLockdown(udid: "U", detail: "Could not connect to lockdownd. Exiting.")
      ),
    ])
  func complaints(complaint: String, expected: PhoneError) {
    #expect(PhoneError.reading(complaint, udid: "U") == expected)
  }

  @Test("an unknown complaint is nobody's fault but the tool's")
  func unknownComplaint() { #expect(PhoneError.reading("segmentation fault", udid: "U") == nil) }

  private func plist(_ body: String) -> Data {
    Data(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <plist version="1.0">\(body)</plist>
      """.utf8)
  }

  @Test("lockdown's values are read, the rehearsal among them")
  func lockdown() throws {
    let values = try LockdownValues.reading(
      plist(
        """
        <dict><key>DeviceName</key><string>Möwe</string><key>ProductType</key><string>iPhone10,3</string>
        <key>ProductVersion</key><string>15.2</string><key>PasswordProtected</key><true/>
        <key>SandProbeRehearsal</key><dict><key>profile</key><string>ios-15.2</string>
        <key>seed</key><integer>7</integer></dict></dict>
        """), command: "c")
    #expect(values.name == "Möwe")
    #expect(values.productVersion == "15.2")
    #expect(values.isPasscodeSet == true)
    #expect(values.rehearsal?["seed"]?.integerValue == 7)
  }

  @Test("what is no property list is an error that shows how it begins")
  func noPropertyList() {
    #expect(throws: ToolError.unreadable(command: "c", why: "it wrote nothing")) {
      _ = try LockdownValues.reading(Data("\n".utf8), command: "c")
    }
    #expect(throws: ToolError.self) { _ = try LockdownValues.reading(Data("Segfault".utf8), command: "c") }
    #expect(throws: ToolError.unreadable(command: "c", why: "it is no dictionary")) {
      _ = try LockdownValues.reading(plist("<array/>"), command: "c")
    }
  }

  @Test("probes are known by their Info.plist, with groups and entitlements")
  func applications() throws {
    let printed = plist(
      """
      <array><dict><key>CFBundleIdentifier</key><string>b</string></dict>
      <dict><key>CFBundleIdentifier</key><string>a</string><key>CFBundleVersion</key><string>12</string>
      <key>SandProbeName</key><string>GroupMemberA</string>
      <key>SandProbeGroups</key><dict><key>shared</key><string>group.x</string></dict>
      <key>Entitlements</key><dict><key>get-task-allow</key><true/>
      <key>groups</key><array><string>group.x</string></array></dict></dict><dict/></array>
      """)
    let expected = InstalledApplication(
      bundle: "a", version: "12", probe: "GroupMemberA", groups: ["shared": "group.x"],
      entitlements: ["get-task-allow": true, "groups": ["group.x"]])
    #expect(
      try AppInstaller.applications(in: printed, command: "c") == [
        expected, InstalledApplication(bundle: "b", version: ""),
      ])
  }

  @Test("the installer is spoken to in the form that its help shows", arguments: [true, false])
  func installerForms(isOld: Bool) async throws {
    try await withFakeTools { tools in
      let help = isOld ? "  -l, --list-apps  List apps" : "  list  List installed apps"
      try tools.install(
        .installer,
        """
        case "$*" in
        --help) echo '\(help)';;
        '\(isOld ? "-u U -l -o xml" : "-u U list --xml")') echo '<plist version="1.0"><array/></plist>';;
        *) echo "unexpected $*" >&2; exit 1;;
        esac
        """)
      #expect(try await AppInstaller(environment: tools.environment, udid: "U").list().isEmpty)
    }
  }
}
