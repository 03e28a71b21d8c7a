/// Numbers the levels of a log. Level words are few; what a hostile log invents shares one number.
struct LevelTable: Sendable {
  /// Levels that are told apart at most.
  static let capacity = 64
  /// Longer words are looked up in full.
  static let longestQuick = 7

  /// A level of few letters, where the eight bytes that it is in are looked up.
  struct Slot: Sendable {
    var word: UInt64 = 0
    var number = 0
  }

  /// The first is that of headers without a level, and of levels beyond the capacity.
  private(set) var names = [""]
  private var slots = [Slot](repeating: Slot(), count: 64)

  /// The number of a header's level.
  mutating func number(of header: HeaderSpan, in bytes: Span<UInt8>) -> Int {
    guard let level = header.level, !level.isEmpty else { return 0 }
    for number in names.indices.dropFirst() {
      let isSame = names[number].withUTF8 { bytes.extracting(level).equals($0) }
      if isSame { return number }
    }
    guard names.count < Self.capacity else { return 0 }
    names.append(bytes.text(level))
    if bytes.end(from: level.lowerBound, while: \.isLetter) >= level.upperBound,
      level.count <= Self.longestQuick
    {
      let word = level.reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
      // Where two fall on one place, the later one is looked up in full.
      let index = LevelLookup.index(of: word)
      if slots[index].word == 0 { slots[index] = Slot(word: word, number: names.count - 1) }
    }
    return names.count - 1
  }

  /// Lends a lookup to the body.
  func withLookup<Result>(_ body: (LevelLookup) -> Result) -> Result? {
    slots.withUnsafeBufferPointer { slots in
      slots.baseAddress.map { body(LevelLookup(slots: $0)) }
    }
  }
}

/// Looks levels of few letters up.
struct LevelLookup {
  fileprivate let slots: UnsafePointer<LevelTable.Slot>

  /// The number of the level whose letters are the lower bytes of a word.
  @inline(__always)
  func number(_ word: UInt64) -> Int? {
    let slot = slots + Self.index(of: word)
    return slot.pointee.word == word ? slot.pointee.number : nil
  }

  @inline(__always)
  fileprivate static func index(of word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x1027_C4D1_C386_BBC5) &>> 58)
  }
}
