import ByteScan

/// Numbers names by their bytes, each once. A log has a few hundred names of processes and of libraries, so that the
/// table stays in the processor's nearest cache, whatever else is known of headers.
///
/// A log of nothing but new names does not make it grow without end: those beyond its capacity share a number.
struct NameTable: Sendable {
  /// The number of the empty name, and of names that are not told apart.
  static let overflow = 0
  /// Longer names are not kept: nothing that runs on a phone has one.
  static let longest = 2_048
  private static let firstCount = 64

  /// Whose names they are.
  enum Kind: Sendable { case process, library }

  /// A name. None holds a NUL where it is looked up, so that shorter ones are told by their bytes.
  private typealias Slot = record_scan_slot

  private let kind: Kind
  /// Names that are told apart at most.
  private let capacity: Int
  private var slots = [Slot](repeating: Slot(), count: firstCount)
  private var roles: [RoleCode] = [.anybody]
  /// All names one after another, and where each begins.
  private var store: [UInt8] = []
  private var starts: [Int32] = [0, 0]

  init(_ kind: Kind, capacity: Int) {
    self.kind = kind
    self.capacity = capacity
  }

  /// How many numbers there are.
  var count: Int { roles.count }

  func text(_ number: Int) -> String { String(decoding: store[range(number)], as: UTF8.self) }
  func role(_ number: Int) -> RoleCode { roles[number] }

  private func range(_ number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

  /// The number of a name.
  mutating func number(of name: Range<Int>, in bytes: Span<UInt8>) -> Int {
    guard !name.isEmpty, name.count <= Self.longest else { return Self.overflow }
    let key = NameKey(bytes, name)
    var index = key.hash & (slots.count - 1)
    while slots[index].length != 0 {
      if isSame(slots[index], key, bytes, name) { return Int(slots[index].number) }
      index = (index + 1) & (slots.count - 1)
    }
    guard count < capacity else { return Self.overflow }
    return add(name, key, bytes)
  }

  private func isSame(_ slot: Slot, _ key: NameKey, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    guard slot.head == key.head, slot.tail == key.tail, Int(slot.length) == key.length else { return false }
    return key.length <= NameKey.whole
      || store[range(Int(slot.number))].withUnsafeBufferPointer { bytes.extracting(name).equals($0) }
  }

  private mutating func add(_ name: Range<Int>, _ key: NameKey, _ bytes: Span<UInt8>) -> Int {
    let number = count
    for at in name { store.append(bytes[at]) }
    starts.append(Int32(store.count))
    var slot = Slot()
    (slot.head, slot.tail, slot.length) = (key.head, key.tail, UInt16(key.length))
    let role: RoleCode = kind == .process ? .process(text(number)) : .image(text(number))
    slot.role = role.byte
    slot.is_plain = isPlain(bytes.extracting(name))
    slot.has_blank = bytes.first(Ascii.blank, in: name) != nil
    slot.number = Int32(number)
    roles.append(role)
    if count * 2 > slots.count { grow() }
    place(slot, key.hash)
    return number
  }

  /// Whether a name is nothing but a name wherever it stands: no path, and not ASL's words about repetitions. Brackets
  /// in a library's name leave open where it begins, and so does a parenthesis behind a blank where a process's ends. A NUL
  /// in a key would be taken for the name's end.
  private func isPlain(_ name: Span<UInt8>) -> Bool {
    guard name.first(Ascii.nul, in: name.indices) == nil, name.first(Ascii.newline, in: name.indices) == nil
    else { return false }
    return switch kind {
    case .process:
      name[0] != Ascii.slash && name[name.count - 1] != Ascii.blank
        && !name.holds("--- last message repeated", at: 0)
    case .library: name.end(from: 0) { $0 != Ascii.opening && $0 != Ascii.openingBracket } == name.count
    }
  }

  private mutating func place(_ slot: Slot, _ hash: Int) {
    var index = hash & (slots.count - 1)
    while slots[index].length != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 4)
    for slot in old where slot.length != 0 {
      place(slot, NameKey(head: slot.head, tail: slot.tail, length: Int(slot.length)).hash)
    }
  }

  /// Lends the names to the body, for as long as none is added.
  func withNames<Result>(_ body: (record_scan_names) -> Result) -> Result? {
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      store.withUnsafeBufferPointer { store in
        starts.withUnsafeBufferPointer { starts in
          guard let slots = slots.baseAddress, let starts = starts.baseAddress else { return nil }
          return body(
            record_scan_names(slots: slots, mask: mask, store: store.baseAddress, starts: starts))
        }
      }
    }
  }
}
