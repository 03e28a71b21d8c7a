#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Finds one byte again and again in a growing buffer, and looks at no byte twice.
struct ByteFinder: Sendable {
  private let byte: UInt8
  /// Where the byte was found, or up to where there is none.
  private var reached = 0
  private var isFound = false

  init(_ byte: UInt8) { self.byte = byte }

  /// The first place of the byte at or after `start`; nil where the buffer ends before one.
  mutating func next(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    if isFound, reached >= start { return reached }
    let from = min(isFound ? start : max(reached, start), bytes.count)
    let found = bytes.first(byte, from: from)
    isFound = found != nil
    reached = found ?? bytes.count
    return found
  }

  /// Follows the buffer when its first bytes are taken away.
  mutating func drop(_ count: Int) {
    if reached < count {
      reached = 0
      isFound = false
    } else {
      reached -= count
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The first place of the byte at or after `start`.
  @inline(__always)
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let hit = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(hit) - base
  }
}
