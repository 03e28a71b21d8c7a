import Testing

@testable import Syslog

@Suite("Targets of sandbox decisions")
struct SandboxTargetTests {
  private func parse(_ message: String) -> SandboxViolation? {
    let bytes = Array(message.utf8)
    return SandboxGrammar.parse(bytes.span)
  }

  @Test(
    "are read by their operation",
    arguments: [
      // Corpus 00, 05, 06, 19, 26, 27, 28, 29, 30, 31, 43 in turn.
      (
        "Sandbox: test5(1006) deny(1) file-read-data /private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA",
        .path("/private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA")
      ),
      (
        "Sandbox: Runner(52662) deny(1) iokit-get-properties iokit-class:AGXAcceleratorG14P property:CFBundleIdentifier",
        .iokit(iokitClass: "AGXAcceleratorG14P", property: "CFBundleIdentifier")
      ),
      (
        "Sandbox: VNPlayer(791) deny(1) file-write-create\n  /private/var/containers/Bundle/Application/.../VNPlayer.app/base/vnshell/__pycache__",
        .path("/private/var/containers/Bundle/Application/.../VNPlayer.app/base/vnshell/__pycache__")
      ),
      (
        "com.apple.Addres(34830) deny network-outbound /private/var/run/mDNSResponder",
        .socket(path: "/private/var/run/mDNSResponder")
      ),
      (
        "Sandbox: qlmanage(37213) deny(1) mach-register com.apple.axserver (per-pid)",
        .service(name: "com.apple.axserver", isPerPid: true)
      ),
      (
        "Sandbox: qlmanage(37213) deny(1) user-preference-read com.apple.HIToolbox",
        .preferenceDomain("com.apple.HIToolbox")
      ),
      (
        "Sandbox: qlmanage(37213) deny(1) file-write-create /Users/user/Library/Saved Application State/com.apple.quicklook.qlmanage.savedState",
        .path("/Users/user/Library/Saved Application State/com.apple.quicklook.qlmanage.savedState")
      ),
      (
        "System Policy: SharingXPCHelper(1) deny(1) file-issue-extension\n    target:/Volumes/<disk>/<folder> extension-class:com.apple.app-sandbox.read-write",
        .issuedExtension(
          path: "/Volumes/<disk>/<folder>", extensionClass: "com.apple.app-sandbox.read-write")
      ),
      (
        "Sandbox: curl(75886) deny(1) user-preference-read kCFPreferencesAnyApplication",
        .preferenceDomain("kCFPreferencesAnyApplication")
      ),
      ("Sandbox: Zomato(677) deny(2) file-test-existence /bin/bash", .path("/bin/bash")),
      ("ruby(7748) deny forbidden-exec-sugid", .none),
      (
        "Sandbox: mdworker(15726) deny(1) mach-lookup com.apple.security.syspolicy",
        .service(name: "com.apple.security.syspolicy", isPerPid: false)
      ),
      (
        "System Policy: MetalTest(648) deny(1) iokit-open-user-client AppleParavirtDeviceUserClient",
        .iokit(iokitClass: "AppleParavirtDeviceUserClient", property: nil)
      ),
    ] as [(String, SandboxTarget)])
  func byOperation(message: String, target: SandboxTarget) {
    #expect(parse(message)?.parsedTarget == target)
  }

  @Test("of a known shape are never more than their text, made-up ones included")
  func shapes() {
    #expect(SandboxTarget(operation: "sysctl-read", text: "hw.machine") == .sysctl("hw.machine"))
    #expect(SandboxTarget(operation: "network-outbound", text: "a:443") == .networkAddress("a:443"))
    #expect(SandboxTarget(operation: "process-exec*", text: "/bin/sh") == .path("/bin/sh"))
    #expect(SandboxTarget(operation: "system-fsctl", text: "(_IO \"h\" 47)") == .other("(_IO \"h\" 47)"))
    #expect(SandboxTarget(operation: "file-read-data", text: "Info.plist") == .path("Info.plist"))
    #expect(SandboxTarget(operation: "file-issue-extension", text: "/x") == .path("/x"))
    #expect(
      SandboxTarget(operation: "file-read-data", text: "target:/x extension-class:y")
        == .path("target:/x extension-class:y"))
    let blanks = "target:/a extension-class:b c extension-class:d"
    #expect(
      SandboxTarget(operation: "file-issue-extension", text: blanks)
        == .issuedExtension(path: "/a extension-class:b c", extensionClass: "d"))
    #expect(SandboxTarget(operation: "signal", text: "") == .none)
  }

  @Test("the policy and the note are told")
  func policies() {
    // Corpus 11.
    let corpus11 =
      "Sandbox: ls(6168) System Policy: deny(1) file-read-data /Library/Application Support/com.apple.TCC"
    #expect(parse(corpus11)?.policy == "System Policy")
    #expect(
      parse(
        "Violation:        System Policy: deny(1) file-read-data /Library/Application Support/com.apple.TCC ")?
        .policy == "System Policy")
    #expect(parse("Sandbox: a(1) deny(1) file-read-data /System Policy: x")?.policy == nil)
    #expect(parse("Sandbox: a(1) deny(1) mach-lookup x (per-pid)")?.note == "per-pid")
    #expect(parse("Sandbox: a(1) deny(1) mach-lookup (per-pid)")?.target == "(per-pid)")
  }
}
