// Only the harness reads events. `Span` is younger than the systems that probes run on.
#if !os(iOS)
  #if canImport(Darwin)
    import Darwin
  #else
    import Glibc
  #endif

  /// Reads JSON from bytes, as far as there is nothing to argue about.
  ///
  /// It gives nil for whatever is wrong and for whatever is right but unusual: repeated names, numbers that only some
  /// readers take for integers, deep nesting, half surrogates. Foundation's decoder then has the last word, so that the two never
  /// disagree and messages about faults are Foundation's. What it does give is what Foundation would give, an order of
  /// magnitude later.
  struct JSONReading {
    /// Foundation refuses 512 levels.
    static let depthLimit = 32

    /// Where it reads next.
    var place = 0

    /// The next byte that is no white space, without taking it.
    mutating func peek(_ bytes: Span<UInt8>) -> UInt8? {
      while place < bytes.count {
        switch bytes[place] {
        case 0x20, 0x0A, 0x0D, 0x09: place += 1
        case let byte: return byte
        }
      }
      return nil
    }

    /// Takes the byte if it is the next one that is no white space.
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
      guard peek(bytes) == byte else { return false }
      place += 1
      return true
    }

    /// Whether nothing but white space is left.
    mutating func isAtEnd(_ bytes: Span<UInt8>) -> Bool { peek(bytes) == nil }

    /// Takes a word such as `null`.
    mutating func take(word: StaticString, _ bytes: Span<UInt8>) -> Bool {
      guard peek(bytes) != nil, bytes.holds(word, at: place) else { return false }
      place += word.utf8CodeUnitCount
      return true
    }

    /// What comes next in an object.
    enum Member {
      /// A member's name; its value follows.
      case name(Range<Int>)
      case end
      case unusual
    }

    /// The next member of an object. Names with escapes are unusual here.
    /// - Parameter isFirst: nothing of the object was taken yet.
    mutating func member(_ bytes: Span<UInt8>, isFirst: inout Bool) -> Member {
      if isFirst {
        guard take(UInt8(ascii: "{"), bytes) else { return .unusual }
        if take(UInt8(ascii: "}"), bytes) { return .end }
        isFirst = false
      } else if take(UInt8(ascii: "}"), bytes) {
        return .end
      } else if !take(UInt8(ascii: ","), bytes) {
        return .unusual
      }
      guard let name = stringPlace(bytes), !name.hasEscapes, take(UInt8(ascii: ":"), bytes) else {
        return .unusual
      }
      return .name(name.range)
    }
  }

  // MARK: - Numbers

  extension JSONReading {
    /// A number that is written as an integer and fits.
    mutating func integer(_ bytes: Span<UInt8>) -> Int? {
      guard let first = peek(bytes) else { return nil }
      let isNegative = first == UInt8(ascii: "-")
      let start = isNegative ? place + 1 : place
      var at = start
      var value = 0
      while at < bytes.count, bytes[at] &- 0x30 < 10 {
        value = value &* 10 &+ Int(bytes[at] &- 0x30)
        at += 1
      }
      // Eighteen digits always fit.
      if at - start > 18 {
        guard let exact = Int(bytes.text(start..<at)) else { return nil }
        value = exact
      }
      // Without digits, with a leading zero, minus zero, or with a fraction or an exponent it is unusual.
      guard at > start, bytes[start] != 0x30 || (at == start + 1 && !isNegative) else { return nil }
      if at < bytes.count, Self.isNumberLetter(bytes[at]) { return nil }
      place = at
      return isNegative ? -value : value
    }

    /// A number with a fraction or an exponent that is no integer.
    mutating func fraction(_ bytes: Span<UInt8>) -> Double? {
      guard peek(bytes) != nil else { return nil }
      var at = place
      if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
      let whole = digits(bytes, &at)
      guard whole > 0, whole == 1 || bytes[at - whole] != 0x30 else { return nil }
      if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
        at += 1
        guard digits(bytes, &at) > 0 else { return nil }
      }
      if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
        at += 1
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") { at += 1 }
        guard digits(bytes, &at) > 0 else { return nil }
      }
      if at < bytes.count, Self.isNumberLetter(bytes[at]) { return nil }
      // Decoders differ about 1.0 as an integer, and about what is too large or too small.
      guard let value = Double(bytes.text(place..<at)), value.isNormal, value != value.rounded() else {
        return nil
      }
      place = at
      return value
    }

    /// How many digits stand there, and moves behind them.
    private func digits(_ bytes: Span<UInt8>, _ at: inout Int) -> Int {
      let start = at
      while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
      return at - start
    }

    private static func isNumberLetter(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  // MARK: - Values

  extension JSONReading {
    /// Any value.
    mutating func value(_ bytes: Span<UInt8>, depth: Int = 0) -> JSONValue? {
      guard depth < Self.depthLimit, let first = peek(bytes) else { return nil }
      switch first {
      case UInt8(ascii: "\""): return string(bytes).map { .string($0) }
      case UInt8(ascii: "{"): return object(bytes, depth: depth)
      case UInt8(ascii: "["): return array(bytes, depth: depth)
      case UInt8(ascii: "t"): return take(word: "true", bytes) ? .bool(true) : nil
      case UInt8(ascii: "f"): return take(word: "false", bytes) ? .bool(false) : nil
      case UInt8(ascii: "n"): return take(word: "null", bytes) ? .null : nil
      default: return integer(bytes).map { .int($0) } ?? fraction(bytes).map { .double($0) }
      }
    }

    private mutating func object(_ bytes: Span<UInt8>, depth: Int) -> JSONValue? {
      var members: [String: JSONValue] = [:]
      guard take(UInt8(ascii: "{"), bytes) else { return nil }
      if take(UInt8(ascii: "}"), bytes) { return .object(members) }
      members.reserveCapacity(3)
      repeat {
        guard let name = string(bytes), take(UInt8(ascii: ":"), bytes),
          let value = value(bytes, depth: depth + 1), members.updateValue(value, forKey: name) == nil
        else { return nil }
      } while take(UInt8(ascii: ","), bytes)
      return take(UInt8(ascii: "}"), bytes) ? .object(members) : nil
    }

    private mutating func array(_ bytes: Span<UInt8>, depth: Int) -> JSONValue? {
      var elements: [JSONValue] = []
      guard take(UInt8(ascii: "["), bytes) else { return nil }
      if take(UInt8(ascii: "]"), bytes) { return .array(elements) }
      repeat {
        guard let element = value(bytes, depth: depth + 1) else { return nil }
        elements.append(element)
      } while take(UInt8(ascii: ","), bytes)
      return take(UInt8(ascii: "]"), bytes) ? .array(elements) : nil
    }
  }

  extension Span<UInt8> {
    /// Whether the text stands at that place.
    @inline(__always)
    func holds(_ text: StaticString, at start: Int) -> Bool {
      let length = text.utf8CodeUnitCount
      guard count - start >= length else { return false }
      return extracting(start..<start + length).withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return length == 0 }
        return memcmp(base, text.utf8Start, length) == 0
      }
    }

    /// Whether the text is all there is.
    @inline(__always)
    func isEqual(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && holds(text, at: 0) }

    /// The bytes as text, invalid UTF-8 replaced.
    func text(_ range: Range<Int>) -> String {
      extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
  }
#endif
