/// Numbers keys that are made of several texts, each once, in the order of their coming.
///
/// A log with many decisions asks for thousands of keys a second, so that they are compared as bytes.
struct KeyTable {
  /// The key that is asked for.
  private var key: [UInt8] = []
  private var hash: UInt64 = 0
  /// All keys one after another, and where each ends.
  private var store: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Numbers by hash, counted from 1; their count is a power of two.
  private var slots = [Int32](repeating: 0, count: 256)

  /// Begins a key.
  mutating func begin() { key.removeAll(keepingCapacity: true) }

  /// Puts a text behind what the key has; nil is another one than the empty text.
  mutating func put(_ text: String?) {
    guard var text else { return put(Int?.none) }
    put(text.utf8.count)
    text.withUTF8 { key.append(contentsOf: $0) }
  }

  /// Puts a number behind what the key has.
  mutating func put(_ number: Int?) {
    guard let number else { return key.append(0) }
    key.append(1)
    withUnsafeBytes(of: number.littleEndian) { key.append(contentsOf: $0) }
  }

  /// The number of the key; nil where it is a new one.
  mutating func find() -> Int? {
    hash = key.withUnsafeBytes(Self.hash)
    var index = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[index] != 0 {
      let number = Int(slots[index]) - 1
      if hashes[number] == hash, store[range(number)].elementsEqual(key) { return number }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Gives the next number to the key that was not found.
  mutating func add() {
    store.append(contentsOf: key)
    ends.append(store.count)
    hashes.append(hash)
    if hashes.count * 2 > slots.count {
      slots = [Int32](repeating: 0, count: slots.count * 4)
      for number in hashes.indices.dropLast() { place(number) }
    }
    place(hashes.count - 1)
  }

  private func range(_ number: Int) -> Range<Int> { (number > 0 ? ends[number - 1] : 0)..<ends[number] }

  private mutating func place(_ number: Int) {
    var index = Int(truncatingIfNeeded: hashes[number] >> 32) & (slots.count - 1)
    while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = Int32(number + 1)
  }

  /// Eight bytes at a time. Equal hashes of different keys are told apart by their bytes.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ word) &* 0xD1B5_4A32_D192_ED03
      hash ^= hash >> 29
      at += 8
    }
    while at < bytes.count {
      hash = (hash ^ UInt64(bytes[at])) &* 0x9E37_79B9_7F4A_7C15
      at += 1
    }
    return hash ^ hash >> 32
  }
}
