/// Finds the headers that a log has shown before, by their bytes.
///
/// A log repeats a few thousand combinations of process, library, pid and level over and over. What stands between
/// stamp and message is looked up, and all of its bytes are compared; only what is new is read field by field.
struct KnownHeaders: Sendable {
  /// A table begins small, since many logs may be read at a time, and grows as it fills.
  private static let firstCount = 512
  private static let lastCount = 32_768
  /// Slots that a lookup tries.
  static let reach = 16
  /// Longer headers are read each time.
  static let longest = StoredHeader.longest

  private var slots: [KnownSlot] = []
  private var store: [UInt8] = [0]
  private var places: [Int32] = [0]
  private var generation: UInt16 = 1
  /// Slots that found no place when the table grew, for their counts.
  private var strays: [KnownSlot] = []

  /// Hands out what was counted in the slots by header, and starts again at nothing.
  mutating func takeCounts(_ take: (Int, _ header: Int) -> Void) {
    for index in slots.indices where slots[index].count > 0 {
      take(Int(slots[index].count), Int(slots[index].header))
      slots[index].count = 0
    }
    for stray in strays where stray.count > 0 { take(Int(stray.count), Int(stray.header)) }
    strays = []
  }

  /// Forgets the headers, whose counts must have been taken.
  mutating func forget() {
    // After the last number, what is left of the first would seem alive again.
    if generation == .max { slots = [] }
    generation = generation == .max ? 1 : generation + 1
    places.removeAll(keepingCapacity: true)
    store.removeAll(keepingCapacity: true)
    store.append(0)
  }

  /// Remembers a header under the book's next number.
  /// - Parameters:
  ///   - header: ranges counted from the record's first byte.
  ///   - record: the record's bytes; ``longest`` + 16 must follow its stamp.
  mutating func learn(
    _ header: HeaderSpan, _ origin: HeaderBook.Origin, of record: UnsafeRawBufferPointer,
    into book: inout HeaderBook
  ) {
    let start = header.stamp.upperBound + 1
    let length = header.message - start
    guard length >= 8, book.count < HeaderBook.capacity, let compact = StoredHeader(header),
      record.count >= start + Self.longest + 16, record[header.message - 1] == Ascii.blank,
      let base = record.baseAddress,
      let hash = KnownLookup.hash(base + start, hasFraction: header.form == .trace),
      let index = freeSlot(hash, count: book.count)
    else { return }
    let sender = Int(origin.sender)
    let bytes = UnsafeRawBufferPointer(rebasing: record[start..<header.message])
    var slot = KnownSlot()
    slot.hash = hash
    slot.length = UInt8(length)
    slot.role = book.senders.senders[sender].role.code(for: sender)
    slot.generation = generation
    slot.form = UInt8(origin.form)
    slot.header = UInt16(book.count)
    withUnsafeMutableBytes(of: &slot.bytes) { room in
      for (at, byte) in bytes.prefix(KnownSlot.room).enumerated() { room[at] = byte }
    }
    slots[index] = slot
    if book.count == 0 { places.removeAll(keepingCapacity: true) }
    places.append(Int32(store.count))
    store.append(contentsOf: bytes.dropFirst(KnownSlot.room))
    book.add(compact, origin)
  }

  private mutating func freeSlot(_ hash: UInt32, count: Int) -> Int? {
    if slots.isEmpty { slots = [KnownSlot](repeating: KnownSlot(), count: Self.firstCount) }
    if count * 2 >= slots.count, slots.count < Self.lastCount { grow() }
    return freeSlot(hash)
  }

  private func freeSlot(_ hash: UInt32) -> Int? {
    var index = Int(hash) & (slots.count - 1)
    for _ in 0..<Self.reach {
      if slots[index].generation != generation { return index }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    let old = slots
    slots = [KnownSlot](repeating: KnownSlot(), count: old.count * 4)
    for slot in old where slot.generation == generation {
      // One that finds no place is met anew; what was counted in it must not be lost.
      if let index = freeSlot(slot.hash) { slots[index] = slot } else { strays.append(slot) }
    }
  }

  /// Lends a lookup to the body.
  /// - Returns: nil where nothing is known yet.
  mutating func withLookup<Result>(_ body: (KnownLookup) -> Result) -> Result? {
    guard !slots.isEmpty else { return nil }
    let count = slots.count
    return slots.withUnsafeMutableBufferPointer { slots in
      store.withUnsafeBytes { store in
        places.withUnsafeBufferPointer { places in
          guard let slots = slots.baseAddress, let store = store.baseAddress, let places = places.baseAddress
          else { return nil }
          return body(
            KnownLookup(
              slots: slots, store: store, places: places, generation: generation, mask: count - 1))
        }
      }
    }
  }
}
