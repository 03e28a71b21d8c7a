/// Numbers the senders of a log, each once, by the bytes of their names. A log of nothing but new names does not make
/// it grow without end: senders beyond ``capacity`` share one number.
package struct SenderTable: Sendable {
  /// Senders that are told apart at most.
  static let capacity = 32_768
  /// The number that all senders beyond the capacity share.
  package static let overflow = 0
  /// Slots are filled to a half, and then there are four times as many.
  private static let firstCount = 1_024
  /// Longer names are not kept: nothing that runs on a phone has one.
  private static let longest = 2_048

  package private(set) var senders = [Sender(process: "", image: nil)]
  /// Numbers of senders; 0 is an empty slot.
  private var slots: [Int32] = []
  private var hashes: [UInt64] = [0]
  /// The first sender with the same process, by the number of the sender.
  private var processes: [Int] = [0]
  private var firstOfProcess: [String: Int] = [:]

  /// Numbers processes: the same for all libraries inside of one.
  func process(of sender: Int) -> Int { processes[sender] }

  /// The number of a header's sender.
  mutating func number(of header: HeaderSpan, in bytes: Span<UInt8>) -> Int {
    var hash = Self.hash(bytes, header.process, 0x9E37_79B9_7F4A_7C15)
    if let image = header.image { hash = Self.hash(bytes, image, hash ^ 0x5B) }
    if senders.count * 2 > slots.count { grow() }
    var index = index(of: hash)
    while slots[index] != 0 {
      let number = Int(slots[index])
      if hashes[number] == hash, isSame(senders[number], header, bytes) { return number }
      index = (index + 1) & (slots.count - 1)
    }
    let length = header.process.count + (header.image?.count ?? 0)
    guard senders.count < Self.capacity, length <= Self.longest else { return Self.overflow }
    let number = senders.count
    slots[index] = Int32(number)
    hashes.append(hash)
    let sender = Sender(process: bytes.text(header.process), image: header.image.map { bytes.text($0) })
    senders.append(sender)
    let first = firstOfProcess[sender.process] ?? number
    if first == number { firstOfProcess[sender.process] = number }
    processes.append(first)
    return number
  }

  private func index(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: max(Self.firstCount, slots.count * 4))
    for (number, hash) in hashes.enumerated().dropFirst() {
      var index = index(of: hash)
      while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = Int32(number)
    }
  }

  /// Bytes that are not UTF-8 differ from the text that was made of them, so that such names are not kept apart.
  private func isSame(_ sender: Sender, _ header: HeaderSpan, _ bytes: Span<UInt8>) -> Bool {
    guard Self.isSame(sender.process, bytes, header.process) else { return false }
    switch (sender.image, header.image) {
    case (nil, nil): return true
    case (let image?, let range?): return Self.isSame(image, bytes, range)
    default: return false
    }
  }

  private static func isSame(_ name: String, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var name = name
    return name.withUTF8 { bytes.extracting(range).equals($0) }
  }

  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>, _ seed: UInt64) -> UInt64 {
    var hash = seed
    for at in range { hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
