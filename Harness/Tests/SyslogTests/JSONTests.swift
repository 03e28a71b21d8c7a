import Foundation
import Testing

@testable import Syslog

@Suite("JSON records")
struct JSONTests {
  private func members(_ text: String) -> (names: [String], values: [String], isWhole: Bool) {
    let bytes = Array(text.utf8)
    let span = bytes.span
    guard var members = JSONMembers(span, at: 0) else { return ([], [], false) }
    var names: [String] = []
    var values: [String] = []
    while let member = members.next(in: span) {
      names.append(span.text(member.name))
      values.append(span.text(member.value))
    }
    return (names, values, members.isWhole)
  }

  @Test("members are found with what is nested stepped over")
  func walking() {
    let found = members(
      #" {"a" : "x\"y", "b":{"c":[1,{"d":"}"}]},"e":-1.5e3, "f" : null,"g":[]}"#.trimmingCharacters(
        in: .whitespaces))
    #expect(found.names == ["a", "b", "e", "f", "g"])
    #expect(found.values == [#"x\"y"#, #"{"c":[1,{"d":"}"}]}"#, "-1.5e3", "null", "[]"])
    #expect(found.isWhole)
    #expect(members("{}").isWhole)
    #expect(members(#"{"a":1,"a":2}"#).values == ["1", "2"])
  }

  @Test("text that ends early, anywhere, gives what was whole and the beginning of a string")
  func truncated() {
    let text = #"{"a":"one","b":{"c":"two"},"d":"thr\"ee"}"#
    for length in 1..<text.utf8.count {
      let found = members(String(decoding: Array(text.utf8).prefix(length), as: UTF8.self))
      #expect(["a", "b", "d"].starts(with: found.names), "\(length)")
      #expect(!found.isWhole)
    }
    #expect(members(#"{"a":"on"#).values == ["on"])
    #expect(members(#"{"a":"on\"#).values == [#"on\"#])
  }

  @Test(
    "what is no JSON ends the walk",
    arguments: ["", "{", "{a:1}", #"{"a"}"#, #"{"a":}"#, #"{"a" 1}"#, #"["a"]"#])
  func invalid(text: String) {
    #expect(members(text).names.isEmpty)
  }

  @Test("nesting without end is given up")
  func depth() {
    #expect(members(#"{"a":"# + String(repeating: "[", count: 100_000)).names.isEmpty)
    #expect(
      members(#"{"a":"# + String(repeating: "[", count: 65) + String(repeating: "]", count: 65) + "}").names
        .isEmpty)
    #expect(
      members(#"{"a":"# + String(repeating: "[", count: 64) + String(repeating: "]", count: 64) + "}").isWhole
    )
  }

  @Test(
    "escapes are undone, and what is none is kept",
    arguments: [
      (#"\/usr\/libexec"#, "/usr/libexec"), (#"a\"b\\c\n\t\b\f\r"#, "a\"b\\c\n\t\u{8}\u{C}\r"),
      (#"\u00e9\u003c\uD83D\uDC9A"#, "é<💚"), (#"\uD83Dx"#, #"\uD83Dx"#), (#"\uDC9A"#, #"\uDC9A"#),
      (#"\uD83D\u0041"#, #"\uD83DA"#), (#"\u12"#, #"\u12"#), (#"\u12g4"#, #"\u12g4"#), (#"\x"#, #"\x"#),
      (#"\"#, #"\"#), (#"\\u0041"#, #"\u0041"#), ("", ""),
    ])
  func escapes(escaped: String, plain: String) {
    let bytes = Array(escaped.utf8)
    #expect(String(decoding: JSONText.decoded(bytes.span), as: UTF8.self) == plain)
  }

  @Test(
    "Python's escapes are undone, and what is none is kept",
    arguments: [
      (#"it\'s \"x\" \\M \n\r\t\x41"#, "it's \"x\" \\M \n\r\tA"), (#"\x4"#, #"\x4"#), (#"\xg1"#, #"\xg1"#),
      (#"\q\"#, #"\q\"#),
    ])
  func python(escaped: String, plain: String) {
    let bytes = Array(escaped.utf8)
    #expect(String(decoding: PythonText.decoded(bytes.span), as: UTF8.self) == plain)
  }

  @Test(
    "ndjson: the kernel's record has pid 0, names come without their path, the first of two members counts")
  func ndjson() throws {
    let records = read(
      #"{"timestamp":"2026-09-01 21:13:45.282914+0200","messageType":"Error","processImagePath":"\/kernel","senderImagePath":"\/System\/Library\/Extensions\/Sandbox.kext\/Sandbox","processID":0,"subsystem":"","category":"","eventMessage":"Sandbox: a(7) deny(1) file-read-data \/x\"y\u00e9","eventMessage":"second"}"#,
      #"{"timestamp":"1970-01-01 00:00:00.000000+0000","messageType":null,"processImagePath":"\/usr\/libexec\/Fotos \u00e9","senderImagePath":"\/usr\/libexec\/Fotos \u00e9","eventMessage":"a\nb"}"#,
      #"{"timestamp":"soon","eventMessage":"x"}"#, "text")
    #expect(records.map(\.form) == [.logNDJSON, .logNDJSON, nil])
    #expect(records.map(\.process) == ["kernel", "Fotos é", ""])
    #expect(records.map(\.image) == ["Sandbox", nil, nil])
    #expect(records.map(\.pid) == [0, nil, nil])
    #expect(records.first?.violation?.target == "/x\"yé")
    #expect(records.first?.subsystem == nil)
    #expect(records[1].message == "a\nb")
    #expect(records[1].level == nil)
    #expect(records[1].stamp == "1970-01-01 00:00:00.000000+0000")
    #expect(records[2].lineCount == 2)
  }

  @Test("an ndjson line that was cut gives what it has")
  func cut() {
    let line =
      #"{"timestamp":"2026-09-01 21:13:45.282914+0200","processID":5,"eventMessage":"Transaction cre"#
    let records = LogReader.read(Data(line.utf8))
    #expect(records.map(\.message) == ["Transaction cre"])
    #expect(records.map(\.pid) == [5])
  }
}
