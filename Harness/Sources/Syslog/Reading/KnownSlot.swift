/// Where a known header is looked up: one line of the processor's cache, since a log's headers are too many for it to
/// keep all of them near.
struct KnownSlot: Sendable {
  typealias Block = SIMD2<UInt64>

  /// Bytes of a header that stand in the slot itself.
  static let room = 48

  var hash: UInt32 = 0
  /// Bytes of the header.
  var length: UInt8 = 0
  /// What a record may be because of who logs it.
  var role = Sender.RoleCode.other
  /// The form's place in ``LogForm/allCases``.
  var form: UInt8 = 0
  private var unused: UInt8 = 0
  /// Slots of an older generation are empty.
  var generation: UInt16 = 0
  /// The header's number.
  var header: UInt16 = 0
  /// Records that were passed over and not yet counted elsewhere.
  var count: UInt32 = 0

  init() {}

  /// Its first bytes.
  var bytes = (Block.zero, Block.zero, Block.zero)
}

/// Looks headers up, for as long as nothing is learnt.
struct KnownLookup {
  let slots: UnsafeMutablePointer<KnownSlot>
  /// The bytes of long headers beyond ``KnownSlot/room``.
  let store: UnsafeRawPointer
  /// Where those of a header begin.
  let places: UnsafePointer<Int32>
  let generation: UInt16
  /// One less than the number of slots, which is a power of two.
  let mask: Int

  /// The header at that place, if it was met before. At least ``KnownHeaders/longest`` + 16 bytes must follow there.
  @inline(__always)
  func slot(_ bytes: UnsafeRawPointer, hasFraction: Bool) -> UnsafeMutablePointer<KnownSlot>? {
    guard let hash = Self.hash(bytes, hasFraction: hasFraction) else { return nil }
    return slot(bytes, hash: hash)
  }

  /// Asks the memory for a slot, which takes a while to come.
  @inline(__always)
  func isFilled(_ hash: UInt32) -> Bool {
    slots[Int(hash) & mask].generation == generation
  }

  /// The header of that hash at that place, if it was met before.
  @inline(__always)
  func slot(_ bytes: UnsafeRawPointer, hash: UInt32) -> UnsafeMutablePointer<KnownSlot>? {
    var index = Int(hash) & mask
    for _ in 0..<KnownHeaders.reach {
      let slot = slots + index
      guard slot.pointee.generation == generation else { return nil }
      if slot.pointee.hash == hash, isEqual(slot, bytes) { return slot }
      index = (index + 1) & mask
    }
    return nil
  }

  @inline(__always)
  private func isEqual(_ slot: UnsafeMutablePointer<KnownSlot>, _ bytes: UnsafeRawPointer) -> Bool {
    let known = UnsafeRawPointer(slot) + (MemoryLayout<KnownSlot>.size - KnownSlot.room)
    let length = Int(slot.pointee.length)
    guard length > KnownSlot.room else { return Self.areEqual(known, bytes, length) }
    return Self.areEqual(known, bytes, KnownSlot.room) && isRestEqual(slot, bytes, length)
  }

  private func isRestEqual(
    _ slot: UnsafeMutablePointer<KnownSlot>, _ bytes: UnsafeRawPointer, _ length: Int
  ) -> Bool {
    let rest = store + Int(places[Int(slot.pointee.header)])
    for at in KnownSlot.room..<length
    where rest.load(fromByteOffset: at - KnownSlot.room, as: UInt8.self)
      != bytes.load(fromByteOffset: at, as: UInt8.self)
    {
      return false
    }
    return true
  }

  /// Compares at least eight bytes; what is left of a block overlaps what was compared before.
  @inline(__always)
  private static func areEqual(_ ours: UnsafeRawPointer, _ theirs: UnsafeRawPointer, _ length: Int) -> Bool {
    var at = 0
    while at &+ 16 <= length {
      let difference =
        ours.loadUnaligned(fromByteOffset: at, as: KnownSlot.Block.self)
        ^ theirs.loadUnaligned(fromByteOffset: at, as: KnownSlot.Block.self)
      if difference.x | difference.y != 0 { return false }
      at &+= 16
    }
    if at &+ 8 <= length {
      let same =
        ours.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        == theirs.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      guard same else { return false }
    }
    return ours.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
      == theirs.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
  }

  /// Of the bytes to the first closing bracket, and of the eight behind it, in which levels differ.
  @inline(__always)
  static func hash(_ bytes: UnsafeRawPointer, hasFraction: Bool) -> UInt32? {
    var sum: UInt64 = hasFraction ? 0x51 : 0x17
    // Each word has a factor of its own, so that none has to wait for the one before.
    var factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at < KnownHeaders.longest {
      let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let found = word ^ 0x5D5D_5D5D_5D5D_5D5D
      let marks = (found &- 0x0101_0101_0101_0101) & ~found & 0x8080_8080_8080_8080
      guard marks != 0 else {
        sum &+= word &* factor
        factor &+= 0xD1B5_4A32_D192_ED02
        at &+= 8
        continue
      }
      let bits = UInt64(marks.trailingZeroBitCount) & 0x38
      sum &+= (word & ((1 &<< bits) &- 1)) &* factor
      let rest = bytes.loadUnaligned(fromByteOffset: at &+ Int(bits &>> 3) &+ 1, as: UInt64.self)
      sum = (sum ^ (sum &>> 31)) &+ rest.littleEndian &* 0xBF58_476D_1CE4_E5B9
      sum = (sum ^ (sum &>> 29)) &* 0x94D0_49BB_1331_11EB
      return UInt32(truncatingIfNeeded: sum &>> 32)
    }
    return nil
  }
}
