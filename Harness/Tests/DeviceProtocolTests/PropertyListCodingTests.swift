import DeviceProtocol
import Foundation
import Testing

@Suite struct PropertyListCodingTests {
  static let everything: PropertyList = [
    "string": "t\u{e9}xt <&>", "integer": -7, "large": .integer(Int.max), "real": .real(1.5), "yes": true,
    "no": false,
    "one": 1, "zero": 0, "data": .data(Data([0, 1, 255])),
    "date": .date(Date(timeIntervalSince1970: 1_500_000_000)),
    "array": ["a", 1, true, [:], []], "nested": ["deep": ["deeper": "x"]],
  ]

  @Test("Every kind of value survives the XML and the binary form")
  func roundTrip() throws {
    #expect(try PropertyList(xmlOrBinary: Self.everything.xml()) == Self.everything)
    #expect(try PropertyList(xmlOrBinary: Self.everything.binary()) == Self.everything)
  }

  @Test("A slice of data is read like a copy of it")
  func slice() throws {
    let padded = Data([9, 9, 9]) + (try Self.everything.binary())
    #expect(try PropertyList(xmlOrBinary: padded.dropFirst(3)) == Self.everything)
  }

  @Test("Neither a text form nor UTF-16 nor nothing is a property list")
  func refused() throws {
    let xml = String(decoding: try Self.everything.xml(), as: UTF8.self)
    let utf16 = try #require(xml.data(using: .utf16))
    let texts = [Data(), Data("{a = b;}".utf8), Data("<6162>".utf8), Data("bplist00".utf8), utf16]
    for bytes in texts {
      #expect(throws: WireError.self) { try PropertyList(xmlOrBinary: bytes) }
    }
  }

  @Test("Lists that nest without end are refused, in comments' clothing too")
  func deepXML() throws {
    let head = #"<?xml version="1.0" encoding="UTF-7"?><plist version="1.0">"#
    for open in ["<array>", "<array><!-- </array> -->", "<dict><key>a</key>", "<array><![CDATA[</array>]]>"] {
      let bytes = Data((head + String(repeating: open, count: 100_000)).utf8)
      #expect {
        try PropertyList(xmlOrBinary: bytes)
      } throws: { error in
        guard case .unsafePropertyList = error as? WireError else { return false }
        return true
      }
    }
    let flat = head + "<array>" + String(repeating: "<array/>", count: 500) + "</array></plist>"
    #expect(try PropertyList(xmlOrBinary: Data(flat.utf8)).arrayValue?.count == 500)
  }

  /// A binary list of objects that each take the same number of bytes, with one byte per offset and reference.
  static func binary(_ objects: [[UInt8]]) -> Data {
    var bytes = Array("bplist00".utf8)
    var offsets: [UInt8] = []
    for object in objects {
      offsets.append(UInt8(bytes.count))
      bytes += object
    }
    let table = UInt8(bytes.count)
    bytes += offsets + [0, 0, 0, 0, 0, 0, 1, 1]
    bytes += [0, 0, 0, 0, 0, 0, 0, UInt8(objects.count)]
    bytes += [UInt8](repeating: 0, count: 15) + [table]
    return Data(bytes)
  }

  /// An array whose only element is itself.
  static let cyclic = binary([[0xA1, 0]])

  /// Arrays of which each names the next one 14 times, eight deep: a few bytes, 14^8 values.
  static let exploding = binary(
    (1...8).map { (number: UInt8) -> [UInt8] in [0xAE] + [UInt8](repeating: number, count: 14) } + [[0x09]])

  @Test("Binary lists that hold themselves or unfold into billions of values are refused")
  func hostileBinary() {
    for bytes in [Self.cyclic, Self.exploding] {
      #expect {
        try PropertyList(xmlOrBinary: bytes)
      } throws: { error in
        guard case .unsafePropertyList = error as? WireError else { return false }
        return true
      }
    }
  }

  @Test(
    "Sets, archivers' references and keys that are no texts are refused: Foundation crashes on some of them")
  func foreignObjects() throws {
    let objects: [[[UInt8]]] = [
      [[0xC1, 1], [0x10, 1]], [[0xB1, 1], [0x10, 1]], [[0x80, 1]], [[0x00]], [[0xD1, 1, 1], [0x10, 1]],
      [[0xA1, 1], [0xC1, 2], [0xA1, 3], [0x80, 1]],
    ]
    for list in objects {
      #expect(throws: WireError.self) { try PropertyList(xmlOrBinary: Self.binary(list)) }
    }
    #expect(try PropertyList(xmlOrBinary: Self.binary([[0xA1, 1], [0x10, 5]])) == [5])
  }

  @Test("Damaged lists are refused or read, and never bring the reader down")
  func damaged() throws {
    var random = SplitMix(seed: 1)
    let originals: [Data] = [try Self.everything.binary(), try Self.everything.xml()]
    for original in originals {
      for length in 0..<original.count { _ = try? PropertyList(xmlOrBinary: original.prefix(length)) }
      for _ in 0..<2_000 {
        var bytes = original
        for _ in 0..<3 {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        if let value = try? PropertyList(xmlOrBinary: bytes) { _ = try? value.xml() }
      }
    }
  }

  @Test("More bytes than the limit are refused")
  func tooLong() throws {
    let bytes = try Self.everything.xml()
    let limits = PropertyListLimits(bytes: bytes.count - 1)
    #expect(throws: WireError.self) { try PropertyList(xmlOrBinary: bytes, limits: limits) }
  }
}

/// Numbers that are the same in every test run.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
