/// A name's first sixteen bytes and its length: all of most names.
struct NameKey: Hashable, Sendable {
  /// Names of this length are told by the key alone.
  static let whole = 16

  /// The first eight bytes, and the next eight; zero where the name has ended.
  var head: UInt64
  var tail: UInt64 = 0
  var length: Int

  init(head: UInt64, tail: UInt64, length: Int) { (self.head, self.tail, self.length) = (head, tail, length) }

  init(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    func word(from start: Int) -> UInt64 {
      (0..<8).reduce(0) { word, at in
        start + at < name.upperBound ? word | UInt64(bytes[start + at]) << UInt64(8 * at) : word
      }
    }
    head = word(from: name.lowerBound)
    tail = word(from: name.lowerBound + 8)
    length = name.count
  }

  @inline(__always)
  var hash: Int {
    let sum = head &* 0x9E37_79B9_7F4A_7C15 ^ tail &* 0xD1B5_4A32_D192_ED03
    return Int(truncatingIfNeeded: sum &>> 32 ^ sum &>> 52)
  }
}

extension NameKey {
  /// The name from `start` up to a byte of those in `ends`, with how far from `start` that byte is.
  ///
  /// Two words of bytes can be read behind the limit.
  @inline(__always)
  init?(_ bytes: UnsafeRawPointer, from start: Int, to limit: Int, ends: NameEnds) {
    let first = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
    let second = bytes.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self).littleEndian
    let (firstMarks, secondMarks) = (ends.marks(first), ends.marks(second))
    // Whether a name ends in its first word or in its second cannot be foreseen, so both are read.
    guard firstMarks | secondMarks == 0 else {
      let isShort = firstMarks != 0
      self.init(
        head: first & firstMarks.bytesBelow, tail: isShort ? 0 : second & secondMarks.bytesBelow,
        length: (isShort ? firstMarks.trailingZeroBitCount : 64 &+ secondMarks.trailingZeroBitCount) &>> 3)
      return
    }
    var at = start &+ 16
    while at < limit {
      let marks = ends.marks(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian)
      guard marks == 0 else {
        self.init(head: first, tail: second, length: at &- start &+ marks.trailingZeroBitCount &>> 3)
        return
      }
      at &+= 8
    }
    return nil
  }
}

extension NameKey {
  /// The name of that length at that place, not in the quickest way.
  init(_ bytes: UnsafeRawPointer, length: Int) {
    func word(from start: Int) -> UInt64 {
      let missing = UInt64(8 * (8 - min(max(length - start, 0), 8)))
      let all = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
      return missing == 64 ? 0 : all & (~0 >> missing)
    }
    self.init(head: word(from: 0), tail: word(from: 8), length: length)
  }
}

/// The bytes that end a name.
enum NameEnds {
  /// An opening parenthesis or bracket.
  case opening
  /// A closing parenthesis.
  case closing

  /// A mark in the upper bit of the lowest of those bytes. Above it there may be wrong ones.
  @inline(__always)
  fileprivate func marks(_ word: UInt64) -> UInt64 {
    switch self {
    case .opening: (word ^ 0x2828_2828_2828_2828).zeroBytes | (word ^ 0x5B5B_5B5B_5B5B_5B5B).zeroBytes
    case .closing: (word ^ 0x2929_2929_2929_2929).zeroBytes
    }
  }
}

extension UInt64 {
  /// A mark in the upper bit of each byte that is zero. Above the lowest mark there may be wrong ones.
  @inline(__always)
  var zeroBytes: UInt64 { (self &- 0x0101_0101_0101_0101) & ~self & 0x8080_8080_8080_8080 }

  /// All bits of the bytes below the lowest mark; of all bytes where there is none.
  @inline(__always)
  var bytesBelow: UInt64 { ((self & (0 &- self)) &>> 7) &- 1 }
}
