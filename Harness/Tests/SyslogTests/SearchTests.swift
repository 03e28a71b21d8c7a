import Foundation
import Testing

@testable import Syslog

@Suite("Searching logs for texts")
struct SearchTests {
  @Test("the finder finds every place and nothing else", arguments: 0..<60 as Range<UInt64>)
  func finder(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func number(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    // Few letters, so that phrases overlap one another and themselves.
    func letters(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(97 + number(below: 3)) } }
    let phrases = (0..<1 + number(below: 4)).map { _ in letters(2 + number(below: 5)) }
    let text = letters(number(below: 300))
    let expected = text.indices.filter { place in phrases.contains { text[place...].starts(with: $0) } }
    #expect(text.withUnsafeBytes { PhraseFinder(phrases).places(in: $0) } == expected)
  }

  @Test("no phrase, and one of a single byte, are found nowhere")
  func empty() {
    for phrases in [[], [Array("a".utf8)], [[]]] as [[[UInt8]]] {
      #expect(Array("aaaa".utf8).withUnsafeBytes { PhraseFinder(phrases).places(in: $0) } == [])
    }
  }

  @Test("texts are found in every form, at every place in a group of base64")
  func forms() {
    let text = "/private/var/mobile/Größe ?>~.txt"
    let shown = ShownText(text)
    for before in ["", "a", "ab", "abc", "abcd"] {
      for after in ["", "x", "xy", "xyz"] {
        let standard = Data((before + text + after).utf8).base64EncodedString()
        #expect(shown.form(in: standard) == .base64)
        let url = standard.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(shown.form(in: "id=\(url)&") == .base64)
      }
    }
    #expect(shown.form(in: "open \(text).") == .plain)
    #expect(shown.form(in: "file:///private/var/mobile/Gr%C3%B6%c3%9fe%20?>~.txt") == .percent)
    let digits = text.utf8.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    #expect(shown.form(in: "0x\(digits.uppercased())") == .hex)
    #expect(shown.form(in: String(digits.dropLast(2))) == nil)
    #expect(shown.form(in: text, before: 10) == nil)
  }

  @Test("the mark of canaries is found in every form", arguments: ["", "a", "ab", "abc"])
  func mark(before: String) {
    let text = "\(before)spcanary00"
    let hex = text.utf8.map { String($0, radix: 16) }.joined()
    for message in [
      text, hex, hex.uppercased(), Data(text.utf8).base64EncodedString(),
      text.utf8.map { "%" + String($0, radix: 16) }.joined(),
      stride(from: 0, to: hex.count, by: 8).map { hex.dropFirst($0).prefix(8) }.joined(separator: " "),
    ] {
      #expect(CanaryMark.occurs(in: "… \(message) …"), "\(message)")
    }
    #expect(!CanaryMark.occurs(in: "a canary, Spcanary and spcanarY"))
  }

  @Test("parts of a log give the records that reading all of it gives", arguments: 0..<20)
  func parts(seed: Int) throws {
    let log = try Corpus.all().reduce(Data(), +)
    let records = LogReader.read(log)
    let ranges = (0..<seed % 4 + 1).map { number -> Range<Int> in
      let start = (seed * 7_919 + number * 104_729) % log.count
      return start..<min(log.count, start + seed * 37)
    }
    let expected = records.filter { record in
      ranges.contains { $0.isEmpty ? record.bytes.contains($0.lowerBound) : $0.overlaps(record.bytes) }
    }
    #expect(LogReader.records(of: log, overlapping: ranges) == expected)
    #expect(LogReader.records(of: log, overlapping: [0..<log.count]) == records)
  }
}
