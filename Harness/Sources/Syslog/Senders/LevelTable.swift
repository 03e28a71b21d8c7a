import ByteScan

/// Numbers the levels of a log. Level words are few; what a hostile log invents shares one number.
struct LevelTable: Sendable {
  /// Levels that are told apart at most.
  static let capacity = 64
  /// Longer words are looked up in full.
  static let longestQuick = 13

  /// A level of few letters and what closes a header behind it: `Notice>: `.
  private typealias Slot = record_scan_level

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
      keep(bytes.array(level) + Array(">: ".utf8))
    }
    return names.count - 1
  }

  private mutating func keep(_ text: [UInt8]) {
    var slot = Slot()
    (slot.length, slot.number) = (Int32(text.count), Int32(names.count - 1))
    for (at, byte) in text.enumerated() { (slot.text[at], slot.mask[at]) = (byte, 0xFF) }
    let word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(slot.text[$1]) << UInt32(8 * $1) }
    // Where two fall on one place, the later one is looked up in full.
    let index = Int(record_scan_level_index(word))
    if slots[index].length == 0 { slots[index] = slot }
  }

  /// Lends the slots to the body.
  func withSlots<Result>(_ body: (UnsafePointer<record_scan_level>) -> Result) -> Result? {
    slots.withUnsafeBufferPointer { $0.baseAddress.map(body) }
  }
}
