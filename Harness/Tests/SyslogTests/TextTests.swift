import Testing

@testable import Syslog

@Suite("Text")
struct TextTests {
  @Test(
    "vis escapes are undone, bytes first and UTF-8 afterwards",
    arguments: [
      (#"doesn\M-b\M^@\M^Yt"#, "doesn’t"),
      (#"\M-b\M^@\M^\0.jpg"#, "“0.jpg"),
      (#""\134/var\134/root""#, #""\/var\/root""#),
      (#"a\\b"#, #"a\b"#),
      (#"\^[[0m\^I"#, "\u{1B}[0m\t"),
      (#"\M-C\M-)\303\251"#, "éé"),
      (#"\M-p\M^_\M^R\M^Y"#, "💙"),
      (#"caf\M-C"#, #"caf\M-C"#),
      (#"\M-b\M^@x"#, #"\M-b\M^@x"#),
      (#"\240\400\9"#, #"\240\400\9"#),
      (#"\M"#, #"\M"#), (#"\"#, #"\"#), (#"\M-"#, #"\M-"#), (#"\^"#, #"\^"#), ("plain", "plain"), ("", ""),
    ])
  func vis(escaped: String, plain: String) {
    let bytes = Array(escaped.utf8)
    #expect(VisText.decoded(bytes.span) == plain)
  }

  @Test("messages of os_trace_relay are plain already")
  func traceIsPlain() {
    let records = read(
      #"Sep  1 16:21:01.549408 A[1] <Debug>: \M-C\M-)"#, #"Sep  1 16:21:01 A[1] <Debug>: \M-C\M-)"#)
    #expect(records.map(\.message) == [#"\M-C\M-)"#, "é"])
  }

  @Test(
    "spellings of one path come together",
    arguments: [
      ("/var/mobile", "/private/var/mobile"), ("/private/var/mobile/", "/private/var/mobile"),
      ("/tmp", "/private/tmp"), ("/etc/hosts", "/private/etc/hosts"), ("/variable", "/variable"),
      ("/var/a%20b", "/private/var/a b"), ("/a%2", "/a%2"), ("/a%20b%2", "/a b%2"), ("/%C3%a9", "/é"),
      ("/a%FFb", "/a%FFb"), ("/", "/"), ("", ""),
      ("/var//", "/private/var"), ("var/x", "var/x"),
    ])
  func paths(path: String, normal: String) {
    #expect(PathText.normalised(path) == normal)
    #expect(PathText.normalised(normal) == normal)
  }

  @Test(
    "a subject matches by pid and by its whole name or its first 16 or 32 bytes",
    arguments: [
      ("test5", 1006, "test5", true), ("test5", 1006, "test", false), ("test", 1006, "test5", false),
      ("test5", 1007, "test5", false), ("test5", nil, "test5", true),
      ("NotificationServ", 1006, "NotificationServiceExtension", true),
      ("NotificationSer", 1006, "NotificationServiceExtension", false),
      ("NotificationServi", 1006, "NotificationServiceExtension", false),
      ("com.apple.WebKit.WebContent.Deve", 1006, "com.apple.WebKit.WebContent.Development", true),
      ("Vierzehn-Bytes\u{FFFD}", 1006, "Vierzehn-Bytesé", false),
      ("Fuenfzehn-Bytes\u{FFFD}", 1006, "Fuenfzehn-Bytesé", true),
    ] as [(String, Int32?, String, Bool)])
  func subjects(printed: String, pid: Int32?, name: String, isSame: Bool) {
    #expect(SandboxViolation.Subject(name: printed, pid: pid).mayBe(name: name, pid: 1006) == isSame)
  }
}
