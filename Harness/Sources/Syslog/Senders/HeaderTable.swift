import ByteScan

/// Headers that were met before, by their bytes: of most records nothing else is looked at than whether its header is one of
/// them. Each stands for a process, a library, a pid and a level, and counts its records.
struct HeaderTable: Sendable {
  /// All headers of nearly every log. Of a live stream fewer are kept, since a host listens to many phones at once.
  static let most = 16_384
  static let few = 512

  /// How many are kept at most, a power of two.
  private let capacity: Int
  private var room: [record_scan_header] = []
  private var slots: [UInt16] = []
  /// The first two are those that are not kept.
  private var count = 2
  /// Bytes before the first one, so that each lies in one line of the processor's cache.
  private var offset = 0

  init(capacity: Int) { self.capacity = capacity }

  /// Lends the headers to the body, which may add some.
  mutating func withHeaders<Result>(_ body: (inout record_scan_headers) -> Result) -> Result? {
    if room.isEmpty { makeRoom() }
    let before = offset
    return room.withUnsafeMutableBytes { room in
      slots.withUnsafeMutableBufferPointer { slots in
        guard let base = room.baseAddress, let slots = slots.baseAddress else { return nil }
        offset = Int(bitPattern: base.alignedUp(toMultipleOf: Self.size)) - Int(bitPattern: base)
        // A copy may lie otherwise than what it was copied from.
        if offset != before { (base + offset).copyMemory(from: base + before, byteCount: count * Self.size) }
        let all = (base + offset).assumingMemoryBound(to: record_scan_header.self)
        var headers = record_scan_headers(
          all: all, count: UInt32(count), capacity: UInt32(capacity), slots: slots,
          mask: UInt32(2 * capacity - 1), shift: UInt32(63 - capacity.trailingZeroBitCount))
        defer { count = Int(headers.count) }
        return body(&headers)
      }
    }
  }

  private static let size = MemoryLayout<record_scan_header>.size

  /// Memory behind the headers that there are is not touched.
  private mutating func makeRoom() {
    slots = [UInt16](repeating: 0, count: 2 * capacity)
    // One more, since the first may not begin where the memory does.
    room = [record_scan_header](unsafeUninitializedCapacity: capacity + 1) { room, initialized in
      for number in 0...count { room[number] = record_scan_header() }
      initialized = room.count
    }
  }

  /// Counts what the headers counted, and sets them to nothing.
  mutating func settle(into tally: inout RecordTally) {
    guard !room.isEmpty else { return }
    tally = settled(tally)
    _ = withHeaders { headers in
      for number in 0..<Int(headers.count) { headers.all[number].count = 0 }
    }
  }

  /// A tally with what the headers counted.
  func settled(_ tally: RecordTally) -> RecordTally {
    guard !room.isEmpty else { return tally }
    var tally = tally
    room.withUnsafeBytes { room in
      guard let base = room.baseAddress else { return }
      for number in 0..<count {
        tally.count((base + offset + number * Self.size).load(as: record_scan_header.self))
      }
    }
    return tally
  }
}
