/// A header in the relays' manner whose names were all met before: what a summary needs of it.
struct QuickHeader {
  /// Where the process's name ends. A library's name in parentheses or the bracket before the pid follows.
  var nameEnd: Int
  /// Where the message begins.
  var message: Int
  /// Number of the process.
  var process: Int
  /// Number of the level.
  var level: Int
  var role: RoleCode
}

/// Reads headers whose names were met before, from what follows the stamp: `process(image)[pid] <Level>: `.
///
/// It says nothing else than ``StampedHeader`` does, or nothing: then the header is read in full.
struct QuickHeaderReader {
  let processes: NameLookup
  let images: NameLookup
  let levels: LevelLookup
  /// Whether a level stands in the headers.
  let hasLevel: Bool
  /// Whether names with a blank are read in full, since a host may stand in them.
  let refusesBlanks: Bool

  /// The header at `start`, behind the host, in a line that ends at `end`. Bytes before and behind the line can be read.
  @inline(__always)
  func header(_ bytes: UnsafeRawPointer, at start: Int, lineEnd end: Int) -> QuickHeader? {
    guard var name = NameKey(bytes, from: start, to: end, ends: .opening) else { return nil }
    if Self.isInName(bytes, start &+ name.length, from: start) {
      guard let longer = Self.name(bytes, from: start, to: end) else { return nil }
      name = longer
    }
    guard let process = processes.slot(name, bytes + start), process.pointee.isPlain,
      !refusesBlanks || !process.pointee.hasBlank
    else { return nil }
    var role = process.pointee.role
    let nameEnd = start &+ name.length
    var bracket = nameEnd
    if bytes.load(fromByteOffset: nameEnd, as: UInt8.self) == Ascii.opening {
      guard let image = NameKey(bytes, from: nameEnd &+ 1, to: end, ends: .closing),
        let library = images.slot(image, bytes + (nameEnd &+ 1)), library.pointee.isPlain
      else { return nil }
      role = role.with(image: library.pointee.role)
      bracket = nameEnd &+ image.length &+ 2
    }
    guard let pidEnd = Self.pidEnd(bytes, bracket), let (level, message) = ending(bytes, pidEnd),
      message <= end
    else { return nil }
    return QuickHeader(
      nameEnd: nameEnd, message: message, process: Int(process.pointee.number), level: level, role: role)
  }

  /// Whether a parenthesis does not touch the name before it, as in `Field Kit (R2)`: then it belongs to the name.
  @inline(__always)
  private static func isInName(_ bytes: UnsafeRawPointer, _ place: Int, from start: Int) -> Bool {
    bytes.load(fromByteOffset: place, as: UInt8.self) == Ascii.opening
      && (place == start || bytes.load(fromByteOffset: place &- 1, as: UInt8.self) == Ascii.blank)
  }

  /// A name with parentheses in it.
  @inline(never)
  private static func name(_ bytes: UnsafeRawPointer, from start: Int, to end: Int) -> NameKey? {
    for place in start..<max(start, end) {
      let byte = bytes.load(fromByteOffset: place, as: UInt8.self)
      if byte == Ascii.openingBracket || byte == Ascii.opening && !isInName(bytes, place, from: start) {
        return NameKey(bytes + start, length: place - start)
      }
    }
    return nil
  }

  /// The place behind `[5164]`, for up to seven digits.
  @inline(__always)
  private static func pidEnd(_ bytes: UnsafeRawPointer, _ bracket: Int) -> Int? {
    let word = bytes.loadUnaligned(fromByteOffset: bracket, as: UInt64.self).littleEndian
    let closing = (word ^ 0x5D5D_5D5D_5D5D_5D5D).zeroBytes
    let bits = UInt64(truncatingIfNeeded: closing.trailingZeroBitCount) & 0x38
    guard closing != 0, bits > 8, UInt8(truncatingIfNeeded: word) == Ascii.openingBracket else { return nil }
    // Between the brackets, each byte less the digit 0 must be at most nine.
    let digits = (word ^ 0x3030_3030_3030_3030) & ((1 &<< bits) &- 1) & ~0xFF
    guard (digits | digits &+ 0x7676_7676_7676_7676) & 0x8080_8080_8080_8080 == 0 else { return nil }
    return bracket &+ Int(truncatingIfNeeded: bits &>> 3) &+ 1
  }

  /// What closes the header: ` <Notice>: `, or `: ` where there are no levels.
  @inline(__always)
  private func ending(_ bytes: UnsafeRawPointer, _ start: Int) -> (level: Int, message: Int)? {
    let word = bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self).littleEndian
    guard hasLevel else { return word & 0xFFFF == 0x203A ? (0, start &+ 2) : nil }
    let letters = bytes.loadUnaligned(fromByteOffset: start &+ 2, as: UInt64.self).littleEndian
    let closing = (letters ^ 0x3E3E_3E3E_3E3E_3E3E).zeroBytes
    let bits = UInt64(truncatingIfNeeded: closing.trailingZeroBitCount) & 0x38
    let end = start &+ 2 &+ Int(truncatingIfNeeded: bits &>> 3)
    guard word & 0xFFFF == 0x3C20, closing != 0, bits > 0,
      let level = levels.number(letters & ((1 &<< bits) &- 1)),
      bytes.loadUnaligned(fromByteOffset: end, as: UInt32.self).littleEndian & 0xFF_FFFF == 0x20_3A3E
    else { return nil }
    return (level, end &+ 3)
  }
}
