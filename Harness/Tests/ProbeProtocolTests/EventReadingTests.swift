import Foundation
import LogMutation
import Testing

@testable import ProbeProtocol

@Suite("Events read from bytes")
struct EventReadingTests {
  private static let seeds: [UInt64] = Array(1...40)

  private static func read(_ json: [UInt8]) -> Event? { EventReading.event(json.span) }

  /// What Foundation makes of it.
  private static func reference(_ json: [UInt8]) -> Event? {
    try? JSONDecoder().decode(Event.self, from: Data(json))
  }

  @Test("events as probes write them need no second reader", arguments: seeds)
  func canonical(seed: UInt64) {
    var maker = EventMaker(seed: seed)
    for _ in 0..<50 {
      let event = maker.event()
      let json = Array(CanonicalJSON.encode(event))
      #expect(Self.read(json) == event, "\(String(decoding: json, as: UTF8.self))")
      #expect(Self.reference(json) == event)
    }
  }

  @Test("damaged events are read as Foundation reads them, or left to it", arguments: seeds)
  func damaged(seed: UInt64) throws {
    var maker = EventMaker(seed: seed &+ 1_000)
    for _ in 0..<150 {
      let json = maker.damaged(Array(CanonicalJSON.encode(maker.event())))
      let reference = Self.reference(json)
      if let event = Self.read(json) {
        #expect(event == reference, "\(String(decoding: json, as: UTF8.self))")
      }
      #expect((try? Event(json: json)) == reference)
    }
  }

  private static let head =
    #"{"run":"r","actor":"a","probe":"P","pid":7,"seq":1,"kind":"end","uptime":1,"time":2"#

  @Test(
    "members in any form",
    arguments: [
      #""data":{}"#, #""data":[]"#, #""data":null"#, #""data":"\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\""#,
      #""data":-12"#,
      #""data":1.5"#, #""data":1.0"#, #""data":1e3"#, #""data":-0"#, #""data":0"#, #""data":00"#,
      #""data":1e999"#,
      #""data":9223372036854775807"#, #""data":9223372036854775808"#, #""data":1.5e-7"#, #""data":5e-324"#,
      #""data":.5"#, #""data":5."#, #""data":+1"#, #""data":1e"#, #""data":"\ud800""#,
      #""data":"\udc00\ud800""#,
      #""data":"\u00""#, #""data":"\x""#, #""data":"\u0000""#, #""data":tru"#, #""data":true"#,
      #""data":{"a":1,"a":2}"#, #""data":{"\u0061":1,"a":2}"#, #""data":{"é":1,"é":2}"#, #""data":[1,]"#,
      #""data":{"a":1,}"#, #""data":[1 2]"#, #""data":NaN"#, #""data":"a"b"#, "\"data\":\"tab\there\"",
      "\"data\":\"line\nhere\"", "\"data\" : \t\r\n [ 1 , { } , [ ] ] ", #""outcome":"ok""#,
      #""outcome":"nil""#,
      #""outcome":"no""#, #""outcome":null"#, #""outcome":{}"#, #""outcome":{"errno":"EPERM"}"#,
      #""outcome":{"errno":null,"unsupported":"x"}"#, #""outcome":{"unsupported":"x","errno":"EPERM"}"#,
      #""outcome":{"error":{"domain":"d","code":-3,"message":"m"}}"#,
      #""outcome":{"error":{"domain":"d","code":1}}"#,
      #""outcome":{"error":{"domain":"d","code":1,"message":"m","more":1}}"#, #""outcome":1"#,
      #""repetition":1.0"#, #""repetition":null"#, #""repetition":"1""#, #""step":null"#,
      #""step":"s","step":"t""#,
      #""ru\u006e":"s""#, #""pid":8"#, #""other":01"#, #""other":{"deep":[1]}"#,
      #""scenario":"a/b","action":"x.y""#,
    ])
  func forms(member: String) {
    for json in [
      "\(Self.head),\(member)}", " \n\(Self.head),\(member)}\t", "\(Self.head),\(member)}x",
      "\(Self.head),\(member)",
    ] {
      let bytes = Array(json.utf8)
      let reference = Self.reference(bytes)
      if let event = Self.read(bytes) { #expect(event == reference, "\(json)") }
      #expect((try? Event(json: bytes)) == reference, "\(json)")
    }
  }

  @Test(
    "values out of range and bytes that are no text",
    arguments: ["2147483648", "-2147483649", "1.5", "\"7\"", "null"])
  func range(pid: String) {
    let json =
      Array(Self.head.replacingOccurrences(of: "\"pid\":7", with: "\"pid\":\(pid)").utf8) + [
        UInt8(ascii: "}")
      ]
    #expect(Self.read(json) == nil)
    #expect((try? Event(json: json)) == Self.reference(json))
  }

  @Test("invalid UTF-8, byte order marks and deep nesting are left to Foundation")
  func unusual() {
    let head = Array(Self.head.utf8)
    let deep = #","data":"# + String(repeating: "[", count: 300) + String(repeating: "]", count: 300) + "}"
    let texts: [[UInt8]] = [
      head + Array(",\"data\":\"".utf8) + [0xFF, 0xC0, 0x80] + Array("\"}".utf8),
      head + Array(",\"data\":\"".utf8) + [0xED, 0xA0, 0x80] + Array("\"}".utf8),
      [0xEF, 0xBB, 0xBF] + head + [UInt8(ascii: "}")], head + Array(deep.utf8), [], [0], Array("{}".utf8),
      Array("null".utf8),
      Array("[]".utf8), Array("{\"run\"".utf8),
    ]
    for json in texts {
      #expect(Self.read(json) == nil)
      #expect((try? Event(json: json)) == Self.reference(json))
    }
  }

  @Test("what Foundation says about a fault is kept")
  func reason() {
    #expect(throws: DecodingError.self) { try Event(json: Array("{}".utf8)) }
  }
}

@Suite("Base64url from bytes")
struct Base64URLBytesTests {
  /// Foundation's decoder behind a change of alphabet.
  private static func reference(_ text: String) -> Data? {
    guard text.utf8.allSatisfy({ $0 != 43 && $0 != 47 && $0 != 61 && $0 > 32 && $0 < 127 }) else {
      return nil
    }
    var standard = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    standard += String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    return Data(base64Encoded: standard)
  }

  @Test("texts are decoded as Foundation decodes them", arguments: [1, 2, 3, 4] as [UInt64])
  func likeFoundation(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let letters = Array("ABCXYZabcxyz0189-_".utf8)
    for length in 0..<80 {
      var text = (0..<length).map { _ in letters.randomElement(using: &random) ?? 65 }
      if Int.random(in: 0..<4, using: &random) == 0, length > 0 {
        text[Int.random(in: 0..<length, using: &random)] = UInt8.random(in: 0..<127, using: &random)
      }
      let string = String(decoding: text, as: UTF8.self)
      #expect(Base64URL.decode(string) == Self.reference(string), "\(string)")
    }
  }
}
