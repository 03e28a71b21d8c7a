import Foundation
import Syslog
import Testing

@testable import Analysis

/// A decision with what must be said about it. The number is that of its corpus file, or of the log that the corpus quotes.
struct ExplanationCase: CustomTestStringConvertible, Sendable {
  var corpus: Int
  var message: String
  var operation: String
  var target: String
  var owner: String?
  /// The claims that the cause names.
  var claims: [String]
  var shape: String

  init(
    _ corpus: Int, _ message: String, _ operation: String, _ target: String, owner: String? = nil,
    claims: [String] = [], shape: String
  ) {
    self.corpus = corpus
    self.message = message
    self.operation = operation
    self.target = target
    self.owner = owner
    self.claims = claims
    self.shape = shape
  }

  var testDescription: String { "\(corpus): \(message.prefix(60))" }
}

@Suite("Sandbox decisions in words")
struct SandboxExplanationTests {
  private func explained(_ message: String) -> SandboxExplanation? {
    let line = "Feb 10 21:01:13 kernel(Sandbox)[0] <Error>: \(message)\n"
    guard case .sandbox(let violation) = LogReader.read(Data(line.utf8)).first?.content else { return nil }
    return SandboxExplanation(violation)
  }

  @Test("of the corpus say operation, place, owner, cause and shape", arguments: ExplanationCase.corpus)
  func corpus(example: ExplanationCase) throws {
    let explanation = try #require(explained(example.message))
    #expect(explanation.operationWords == example.operation)
    #expect(explanation.targetWords == example.target)
    #expect(explanation.ownerWords == example.owner)
    #expect(explanation.shape == example.shape)
    let cause = explanation.cause ?? ""
    let claims = cause.matches(of: /[A-Z]+-Q?[0-9]+/).map { String($0.output) }
    #expect(claims == example.claims)
    #expect(cause.isEmpty || cause.hasPrefix("Likely") || cause.hasPrefix("Possibly"))
  }

  private let data = "/private/var/mobile/Containers/Data/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233"
  private let group = "/private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA"

  @Test("the cause follows operation and place, as the claims tell them apart")
  func causes() throws {
    func claims(_ operation: String, _ path: String) throws -> [String] {
      let cause = try #require(explained("Sandbox: a(1) deny(1) \(operation) \(path)")).cause ?? ""
      return cause.matches(of: /[A-Z]+-[0-9]+/).map { String($0.output) }
    }
    #expect(try claims("file-write-create", "\(data)/Documents/Inbox/x") == ["FS-22"])
    #expect(try claims("file-write-data", "\(data)/tmp/XXX.txt") == ["FS-31"])
    #expect(try claims("file-read-data", "\(data)/tmp/XXX.txt") == ["FS-04", "FS-32"])
    #expect(try claims("file-read-metadata", data) == ["FS-04"])
    #expect(
      try claims("file-read-data", "\(group)/.com.apple.mobile_container_manager.metadata.plist") == ["FS-14"]
    )
    #expect(try claims("file-read-data", "\(group)/File Provider Storage/id2/BBB.txt") == ["FS-42"])
    #expect(try claims("file-issue-extension", "target:\(data)/x extension-class:y") == ["FS-36"])
    #expect(try claims("file-write-create", "/System/x") == ["FS-07"])
    #expect(try claims("process-fork", "") == ["FS-07"])
    #expect(try claims("file-read-data", "/System/x").isEmpty)
    #expect(try claims("mach-lookup", "com.apple.x").isEmpty)
    let device = "/Users/a/Library/Developer/CoreSimulator/Devices/03AA46CE-8D22-491A-89F9-79E24908CD1B/data"
    #expect(try claims("file-read-data", "\(device)/Containers/Data/Application/B5/x").isEmpty)
    #expect(explained("System Policy: a(1) deny(1) file-read-data \(data)")?.cause == nil)
    #expect(explained("Sandbox: a(1) allow(1) file-read-data \(data)")?.cause == nil)
  }

  @Test("operations that no table has are explained by their family")
  func unknownOperations() {
    #expect(OperationWords.words(for: "file-read-new") == "read of a file (file-read-new)")
    #expect(OperationWords.words(for: "mach-x") == "use a Mach port or service (mach-x)")
    #expect(OperationWords.words(for: "file-write*") == "write a file")
    #expect(OperationWords.words(for: "process-exec*") == "run a program")
    #expect(OperationWords.words(for: "whatever") == "do what the system calls whatever")
    #expect(OperationWords.words(for: "") == "do what the system calls ")
  }
}

extension ExplanationCase {
  static let corpus = phone + mac + others

  private static let phone = [
    ExplanationCase(
      0,
      "Sandbox: test5(1006) deny(1) file-read-data /private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA",
      "read a file's content", "the shared container of an App Group",
      owner: "the App Group with the container 847B3BD4-68FF-46BC-BA92-787E36B975DA", claims: ["FS-15"],
      shape: "/private/var/mobile/Containers/Shared/AppGroup/<uuid>"),
    ExplanationCase(
      3,
      "SandboxViolation: NotificationServ(4385) deny(1) file-write-create /private/var/mobile/Containers/Data/PluginKitPlugin/73E48A8F-696D-460C-AEB8-BD83674DD158",
      "create a file", "the data container of an app extension",
      owner: "the app extension with the container 73E48A8F-696D-460C-AEB8-BD83674DD158",
      shape: "/private/var/mobile/Containers/Data/PluginKitPlugin/<uuid>"),
    ExplanationCase(
      5,
      "Sandbox: Runner(52662) deny(1) iokit-get-properties iokit-class:AGXAcceleratorG14P property:CFBundleIdentifier",
      "read a driver's properties", "the property CFBundleIdentifier of the driver class AGXAcceleratorG14P",
      shape: "iokit-class:AGXAcceleratorG14P property:CFBundleIdentifier"),
    ExplanationCase(
      6,
      "Sandbox: VNPlayer(791) deny(1) file-write-create\n  /private/var/containers/Bundle/Application/.../VNPlayer.app/base/vnshell/__pycache__",
      "create a file", "the bundle of an app", owner: "the app VNPlayer.app",
      shape: "/private/var/containers/Bundle/Application/.../VNPlayer.app/base/vnshell/<file>"),
    ExplanationCase(
      18, "Hangouts(928) deny file-read-data /private/var/mobile/Media/DCIM/100APPLE/IMG_0002.JPG",
      "read a file's content", "the photos and videos in Media/DCIM",
      shape: "/private/var/mobile/Media/DCIM/<n>APPLE/IMG_<n>.JPG"),
    ExplanationCase(
      30, "Sandbox: Zomato(677) deny(2) file-test-existence /private/etc/apt", "test whether a file exists",
      "the settings in /etc", shape: "/private/etc/apt"),
    ExplanationCase(
      30, "Sandbox: Zomato(677) deny(2) file-test-existence /bin/bash", "test whether a file exists",
      "the system volume", shape: "/bin/bash"),
  ]

  private static let mac = [
    ExplanationCase(
      11,
      "Sandbox: ls(6168) System Policy: deny(1) file-read-data /Library/Application Support/com.apple.TCC",
      "read a file's content", "the library of all users", shape: "/Library/Application Support/com.apple.TCC"
    ),
    ExplanationCase(
      12,
      "Sandbox: grayscale(27954) System Policy: deny(1) file-write-data /Users/user/Library/Preferences/com.apple.universalaccess.plist",
      "write a file's content", "the user's preferences",
      shape: "/Users/user/Library/Preferences/com.apple.universalaccess.plist"),
    ExplanationCase(
      13,
      "System Policy: Stickies(54845) deny(1) file-write-create /Users/<user>/Library/Containers/com.apple.Stickies/Data/Library/Stickies/C21E66AB-58DA-4CDF-838E-0EB30C65577B.rtfd",
      "create a file", "Library in the data container of an app on macOS",
      owner: "the app com.apple.Stickies",
      shape: "/Users/<user>/Library/Containers/com.apple.Stickies/Data/Library/Stickies/<file>.rtfd"),
    ExplanationCase(
      13,
      "System Policy: diskutil(54274) deny(1) file-mount /Users/<user>/Library/Containers/com.tencent.xinWeChat/Data/Documents/xwechat_files",
      "mount a file system", "Documents in the data container of an app on macOS",
      owner: "the app com.tencent.xinWeChat",
      shape: "/Users/<user>/Library/Containers/com.tencent.xinWeChat/Data/Documents/<file>"),
    ExplanationCase(
      21,
      "Sandbox: Stickies(41548) deny(1) file-write-unlink /Volumes/hano/sandbox-test/com.apple.Stickies/Library-Stickies/.SavedStickiesState",
      "delete a file", "another volume", owner: "the volume hano",
      shape: "/Volumes/hano/sandbox-test/com.apple.Stickies/Library-Stickies/.SavedStickiesState"),
    ExplanationCase(
      21,
      "Sandbox: Stickies(42084) deny(1) file-write-create /Users/<user>/Desktop/sandbox-test/com.apple.Stickies-Library-Stickies/DB5CDB21-9A90-438C-ACCB-614F1F0018DE.rtfd",
      "create a file", "the user's home folder",
      shape: "/Users/<user>/Desktop/sandbox-test/com.apple.Stickies-Library-Stickies/<uuid>.rtfd"),
    ExplanationCase(
      26, "Sandbox: qlmanage(37213) deny(1) file-write-data /dev/dtracehelper", "write a file's content",
      "a device file", shape: "/dev/dtracehelper"),
    ExplanationCase(
      26,
      "Sandbox: qlmanage(37213) deny(1) file-write-create /Users/user/Library/Saved Application State/com.apple.quicklook.qlmanage.savedState",
      "create a file", "the user's library",
      shape: "/Users/user/Library/Saved Application State/com.apple.quicklook.qlmanage.savedState"),
    ExplanationCase(
      26, "Sandbox: com.apple.quickl(476) deny(1) file-read-data /Users/user/Pictures/IMG_3158.JPG",
      "read a file's content", "the user's home folder", shape: "/Users/user/Pictures/IMG_<n>.JPG"),
  ]

  private static let others = [
    ExplanationCase(
      19, "com.apple.Addres(34830) deny network-outbound /private/var/run/mDNSResponder",
      "open a network connection", "a UNIX socket in the folder for sockets and files of running services",
      shape: "/private/var/run/mDNSResponder"),
    ExplanationCase(
      26, "Sandbox: qlmanage(37213) deny(1) mach-register com.apple.tsm.portname (per-pid)",
      "offer a Mach service", "a Mach service of one process", shape: "com.apple.tsm.portname (per-pid)"),
    ExplanationCase(
      26, "Sandbox: qlmanage(37213) deny(1) user-preference-read com.apple.HIToolbox", "read preferences",
      "a preference domain", shape: "com.apple.HIToolbox"),
    ExplanationCase(
      29, "Sandbox: curl(75886) deny(1) user-preference-read kCFPreferencesAnyApplication",
      "read preferences",
      "the preferences of all applications", shape: "kCFPreferencesAnyApplication"),
    ExplanationCase(
      31, "ruby(7748) deny forbidden-exec-sugid", "run a set-uid or set-gid program",
      "nothing that the record names", claims: ["FS-07"], shape: ""),
    ExplanationCase(
      40, "Sandbox: mdworker(15726) deny(1) mach-lookup com.apple.security.syspolicy",
      "look up a Mach service", "a Mach service", shape: "com.apple.security.syspolicy"),
    ExplanationCase(
      43, "System Policy: MetalTest(648) deny(1) iokit-open-user-client AppleParavirtDeviceUserClient",
      "open a driver's user client", "the driver class AppleParavirtDeviceUserClient",
      shape: "AppleParavirtDeviceUserClient"),
  ]
}
