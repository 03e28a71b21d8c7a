import Syslog
import Testing

@testable import Analysis

@Suite("Shapes and places of targets")
struct TargetShapeTests {
  @Test(
    "bring equal kinds together",
    arguments: [
      (
        "/var/mobile/Containers/Data/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233/tmp/XXX.txt",
        "/private/var/mobile/Containers/Data/Application/<uuid>/tmp/<file>.txt"
      ),
      (
        "/private/var/mobile/Containers/Data/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233/Documents/Inbox/",
        "/private/var/mobile/Containers/Data/Application/<uuid>/Documents/Inbox"
      ),
      (
        "/private/var/mobile/Containers/Data/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233/Documents/a.b c",
        "/private/var/mobile/Containers/Data/Application/<uuid>/Documents/<file>"
      ),
      (
        "/private/var/mobile/Containers/Shared/AppGroup/657DAE6E-CDE0-4317-9FD2-9E2E4CAD1873/File%20Provider%20Storage/id2/BBB.txt",
        "/private/var/mobile/Containers/Shared/AppGroup/<uuid>/File Provider Storage/id<n>/<file>.txt"
      ),
      (
        "/Users/garyo/Library/Developer/CoreSimulator/Devices/03AA46CE-8D22-491A-89F9-79E24908CD1B/data/Containers/Data/Application/CCB54883-932A-4E6A-87C5-FA0A048A0137/x.y",
        "/Users/garyo/Library/Developer/CoreSimulator/Devices/<uuid>/data/Containers/Data/Application/<uuid>/<file>.y"
      ),
      (
        "/private/var/containers/Bundle/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233/Cordova370.app",
        "/private/var/containers/Bundle/Application/<uuid>/Cordova370.app"
      ),
      ("/dev/disk0s1", "/dev/disk<n>s<n>"),
      ("/private/var/db/0x1F/deadbeef01", "/private/var/db/<hex>/<hex>"),
      ("//var//x/", "/private/var/x"), ("/", "/"), ("rel/7", "rel/<n>"), ("/a%zz%FF7", "/a%zz%<hex><n>"),
    ])
  func paths(path: String, shape: String) {
    #expect(TargetShape.shape(ofPath: path) == shape)
  }

  @Test("keep the words of names that are no paths")
  func names() {
    func shape(_ operation: String, _ text: String) -> String {
      TargetShape.shape(of: SandboxTarget(operation: operation, text: text))
    }
    #expect(shape("mach-lookup", "com.apple.a-17.v2") == "com.apple.a-<n>.v2")
    #expect(shape("sysctl-read", "hw.l1dcachesize") == "hw.l1dcachesize")
    #expect(shape("iokit-open-user-client", "AGXG14P") == "AGXG14P")
    #expect(shape("network-outbound", "10.0.0.1:443") == "<n>.<n>.<n>.<n>:<n>")
    #expect(shape("signal", "") == "")
    #expect(
      shape("file-issue-extension", "target:/dev/a1 extension-class:b")
        == "target:/dev/a<n> extension-class:b")
  }

  /// Paths put together from pieces that try to make a second pass see something new.
  private static func hostilePath(_ seed: UInt64) -> String {
    let pieces = [
      "/", "//", "var", "/var/", "/private/var/mobile/Containers/Data/Application/", "%", "25", "%2F", "%25",
      "41",
      "%EA%AB%AB", "F52BFFB4-B7F0-478F-A7E5-28DB7A338233", "abcdefab-abcd-abcd-abcd-abcdefabcdef", "1", "x",
      "0x",
      "0x1f", "deadbeef1", "<uuid>", "<n>", "<file>", ".", ".txt", ".app", ".1a", "-", " ", "é", "\u{301}",
      "\n", "\u{0}",
      "Documents", "/Users/a/Library/Containers/b/Data/", "CoreSimulator/Devices/", "data", "tmp", "..",
    ]
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
    return (0..<(1 + next(14))).map { _ in pieces[next(pieces.count)] }.joined()
  }

  @Test("are the shapes of themselves")
  func idempotent() {
    for seed in 1...UInt64(4_000) {
      let path = Self.hostilePath(seed)
      let once = TargetShape.shape(ofPath: path)
      #expect(TargetShape.shape(ofPath: once) == once, "\(path.debugDescription)")
      for operation in ["mach-lookup", "network-outbound", "user-preference-read", "iokit-open-service", "x"]
      {
        let target = SandboxTarget(operation: operation, text: path)
        let shape = TargetShape.shape(of: target)
        let again = SandboxTarget(operation: operation, text: shape)
        #expect(TargetShape.shape(of: again) == shape, "\(operation) \(path.debugDescription)")
      }
    }
  }

  @Test("of hostile names are made without harm, control characters untouched")
  func hostile() {
    let long = String(repeating: "a1/", count: 4_000) + String(repeating: "Ü\u{1B}[31m", count: 10_000)
    let container = "/private/var/mobile/Containers/Data/Application/x/"
    for path in ["/" + long, container + long, "/Users/" + long, long, String(repeating: "/", count: 50_000)]
    {
      let violation = SandboxViolation(
        subject: nil, isDeny: true, code: 1, operation: "file-read-data", target: path)
      #expect(SandboxExplanation(violation).shape.utf8.count <= path.utf8.count * 2 + 20)
    }
    #expect(TargetShape.shape(ofPath: "/Users/\u{1B}[m\u{0}") == "/Users/\u{1B}[m\u{0}")
  }

  @Test(
    "a place has its kind, part and owner",
    arguments: [
      ("/var/mobile/Containers/Data/Application/F5/Documents/Inbox/a", .appData, .inbox, "F5"),
      ("/var/mobile/Containers/Data/Application/F5/Library/Caches/a", .appData, .caches, "F5"),
      ("/var/mobile/Containers/Data/Application", .containers, nil, nil),
      ("/var/mobile/Containers/Data/VPNPlugin/F5", .otherData, nil, "F5"),
      (
        "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles",
        .systemGroup, nil,
        "systemgroup.com.apple.configurationprofiles"
      ),
      ("/private/var/containers/Bundle/Application/F5/A.app/A", .appBundle, nil, "A.app"),
      ("/private/var/containers/Bundle/Application/F5", .appBundle, nil, "F5"),
      ("/private/var/mobile/Library/Preferences/x.plist", .preferences, nil, nil),
      ("/private/var/mobile/tmp/x", .temporary, nil, nil), ("/tmp/x", .temporary, nil, nil),
      ("/Users/a/Library/Containers/b.c/Data/tmp/x", .macAppData, .temporary, "b.c"),
      ("/Users", .other, nil, nil), ("/Applications/X.app/y", .applications, nil, "X.app"),
      ("/usr/lib/x", .systemVolume, nil, nil), ("Info.plist", .relative, nil, nil), ("/", .other, nil, nil),
    ] as [(String, TargetPlace.Kind, TargetPlace.Part?, String?)])
  func places(path: String, kind: TargetPlace.Kind, part: TargetPlace.Part?, owner: String?) {
    let place = TargetPlace(path: path)
    #expect(place.kind == kind)
    #expect(place.part == part)
    #expect(place.owner == owner)
    #expect(!place.words.isEmpty)
  }

  @Test("a simulator's places are those of its phone, and are called a simulator's")
  func simulators() {
    let device =
      "/Users/garyo/Library/Developer/CoreSimulator/Devices/03AA46CE-8D22-491A-89F9-79E24908CD1B/data"
    let place = TargetPlace(path: "\(device)/Containers/Shared/AppGroup/G/x")
    #expect(place.kind == .appGroup)
    #expect(place.isSimulated)
    #expect(place.words == "the shared container of an App Group of a simulator")
    #expect(TargetPlace(path: "\(device)/Media/DCIM/x").kind == .photos)
  }
}
