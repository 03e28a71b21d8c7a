// Only the harness reads events. `Span` is younger than the systems that probes run on.
#if !os(iOS)
  // Strings of JSON.

  extension JSONReading {
    /// Where a string's text stands between its quotes.
    struct StringPlace {
      var range: Range<Int>
      var hasEscapes: Bool
      var isASCII: Bool
    }

    /// The next string's place; it is taken.
    mutating func stringPlace(_ bytes: Span<UInt8>) -> StringPlace? {
      guard take(UInt8(ascii: "\""), bytes) else { return nil }
      let start = place
      var at = start
      var hasEscapes = false
      var isASCII = true
      while true {
        at = Self.endOfPlain(bytes, from: at)
        guard at < bytes.count else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "\""):
          place = at + 1
          return StringPlace(range: start..<at, hasEscapes: hasEscapes, isASCII: isASCII)
        case UInt8(ascii: "\\"):
          hasEscapes = true
          at += 2
        case 0x80...:
          isASCII = false
          at += 1
        case 0x20...: at += 1
        default: return nil
        }
      }
    }

    /// A place at or after `start` up to which all is plain ASCII: eight bytes at a time are looked at.
    private static func endOfPlain(_ bytes: Span<UInt8>, from start: Int) -> Int {
      let ones: UInt64 = 0x0101_0101_0101_0101
      let highs: UInt64 = 0x8080_8080_8080_8080
      return bytes.withUnsafeBytes { raw in
        var at = start
        while at + 8 <= raw.count {
          let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
          let quotes = word ^ (ones &* 0x22)
          let backslashes = word ^ (ones &* 0x5C)
          // The lowest mark is exact: a byte below 0x20, a quote, a backslash or no ASCII.
          let marks =
            (word | (word &- ones &* 0x20) | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes)
            & highs
          if marks != 0 { return at + marks.trailingZeroBitCount / 8 }
          at += 8
        }
        return at
      }
    }

    /// The next string.
    mutating func string(_ bytes: Span<UInt8>) -> String? {
      guard let found = stringPlace(bytes) else { return nil }
      if found.hasEscapes { return Self.unescaped(bytes, found.range) }
      let text = bytes.text(found.range)
      // What had to be repaired has other bytes.
      return found.isASCII || Self.equal(text, bytes.extracting(found.range)) ? text : nil
    }

    private static func equal(_ text: String, _ bytes: Span<UInt8>) -> Bool {
      bytes.withUnsafeBufferPointer { text.utf8.elementsEqual($0) }
    }

    private static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
      var output: [UInt8] = []
      output.reserveCapacity(range.count)
      var at = range.lowerBound
      while at < range.upperBound {
        let byte = bytes[at]
        at += 1
        guard byte == UInt8(ascii: "\\") else {
          output.append(byte)
          continue
        }
        guard at < range.upperBound else { return nil }
        let letter = bytes[at]
        at += 1
        if letter == UInt8(ascii: "u") {
          guard let scalar = scalar(bytes, range, &at) else { return nil }
          output.append(contentsOf: String(scalar).utf8)
        } else if let meaning = meaning(of: letter) {
          output.append(meaning)
        } else {
          return nil
        }
      }
      let text = output.span.text(0..<output.count)
      return equal(text, output.span) ? text : nil
    }

    private static func meaning(of letter: UInt8) -> UInt8? {
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      case UInt8(ascii: "n"): 0x0A
      case UInt8(ascii: "r"): 0x0D
      case UInt8(ascii: "t"): 0x09
      default: nil
      }
    }

    /// What stands behind `\u`: one scalar, of two halves where the first is a surrogate.
    private static func scalar(_ bytes: Span<UInt8>, _ range: Range<Int>, _ at: inout Int) -> Unicode.Scalar?
    {
      guard let high = unit(bytes, range, &at) else { return nil }
      guard UTF16.isLeadSurrogate(high) else { return Unicode.Scalar(high) }
      guard range.upperBound - at >= 6, bytes.holds("\\u", at: at) else { return nil }
      at += 2
      guard let low = unit(bytes, range, &at), UTF16.isTrailSurrogate(low) else { return nil }
      return Unicode.Scalar(0x10000 + (UInt32(high) & 0x3FF) << 10 + UInt32(low) & 0x3FF)
    }

    private static func unit(_ bytes: Span<UInt8>, _ range: Range<Int>, _ at: inout Int) -> UInt16? {
      guard range.upperBound - at >= 4 else { return nil }
      var unit: UInt16 = 0
      for place in at..<at + 4 {
        let byte = bytes[place]
        let letter = (byte | 0x20) &- 0x61
        guard byte &- 0x30 < 10 || letter < 6 else { return nil }
        unit = unit << 4 | UInt16(byte &- 0x30 < 10 ? byte - 0x30 : letter + 10)
      }
      at += 4
      return unit
    }
  }
#endif
