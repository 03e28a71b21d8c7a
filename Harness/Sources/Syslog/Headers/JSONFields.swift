/// Where the members stand that a JSON record's header is made of. The first of several members with one name counts.
struct JSONFields {
  var stamp: Range<Int>?
  /// Path of the process.
  var path: Range<Int>?
  /// Its name, in records that have no path.
  var process: Range<Int>?
  /// Path of the library that logs.
  var image: Range<Int>?
  var pid: Range<Int>?
  var level: Range<Int>?
  var subsystem: Range<Int>?
  var category: Range<Int>?
  var message: Range<Int>?
  var device: Range<Int>?
  /// A whole relay record.
  var record: Range<Int>?
  /// Whether a member was seen that only `log` writes.
  var isFromLog = false
  /// Whether a member was seen that only go-ios's `ostrace` writes.
  var isGoIOS = false

  /// Takes note of a member of the object itself.
  mutating func take(_ member: JSONMember, in text: Span<UInt8>) {
    switch member.kind {
    case .string: takeText(member, in: text)
    case .number:
      if text.reads("processID", at: member.name) || text.reads("pid", at: member.name) {
        pid = pid ?? member.value
      }
    case .object: if text.reads("label", at: member.name) { takeLabel(member.value, in: text) }
    case .array, .word: break
    }
  }

  private mutating func takeText(_ member: JSONMember, in text: Span<UInt8>) {
    func `is`(_ name: StaticString) -> Bool { text.reads(name, at: member.name) }
    let value = member.value.isEmpty ? nil : member.value
    if `is`("timestamp") {
      stamp = stamp ?? value
    } else if `is`("eventMessage") {
      isFromLog = true
      message = message ?? member.value
    } else if `is`("message") {
      message = message ?? member.value
    } else if `is`("processImagePath") {
      isFromLog = true
      path = path ?? value
    } else if `is`("filename") {
      path = path ?? value
    } else if `is`("senderImagePath") || `is`("image_name") || `is`("imageName") {
      image = image ?? value
    } else if `is`("messageType") || `is`("level") || `is`("levelName") {
      isGoIOS = isGoIOS || `is`("levelName")
      level = level ?? value
    } else {
      takeRare(member.name, value, in: text)
    }
  }

  private mutating func takeRare(_ name: Range<Int>, _ value: Range<Int>?, in text: Span<UInt8>) {
    if text.reads("subsystem", at: name) {
      subsystem = subsystem ?? value
    } else if text.reads("category", at: name) {
      category = category ?? value
    } else if text.reads("msg", at: name) {
      record = record ?? value
    } else if text.reads("process", at: name) {
      process = process ?? value
    } else if text.reads("device", at: name) {
      device = device ?? value
    } else if text.reads("pid", at: name) {
      pid = pid ?? value
    }
  }

  private mutating func takeLabel(_ object: Range<Int>, in text: Span<UInt8>) {
    guard var members = JSONMembers(text, at: object.lowerBound) else { return }
    while let member = members.next(in: text) {
      guard member.kind == .string, !member.value.isEmpty else { continue }
      if text.reads("subsystem", at: member.name) { subsystem = subsystem ?? member.value }
      if text.reads("category", at: member.name) { category = category ?? member.value }
    }
  }
}

extension Span<UInt8> {
  /// The image, unless it is empty or the process itself.
  func image(_ image: Range<Int>, of process: Range<Int>) -> Range<Int>? {
    guard !image.isEmpty else { return nil }
    guard image.count == process.count else { return image }
    for offset in 0..<image.count
    where self[image.lowerBound + offset] != self[process.lowerBound + offset] {
      return image
    }
    return nil
  }
}
