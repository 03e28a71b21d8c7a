/// Walks a binary property list's containers without building anything, so that one that refers to itself, nests
/// without end or unfolds into billions of values is refused before a parser sees it.
///
/// The form: `bplist00`, objects, a table of their offsets, and a trailer of 32 bytes (CoreFoundation's
/// CFBinaryPList.c).
struct BinaryPropertyListCheck {
  private let bytes: [UInt8]
  private let limits: PropertyListLimits
  private let offsetSize: Int
  private let referenceSize: Int
  private let objectCount: Int
  private let top: Int
  private let table: Int

  init(_ bytes: [UInt8], limits: PropertyListLimits) throws(WireError) {
    guard bytes.count >= 40 else { throw .truncated("binary property list", needed: 40, found: bytes.count) }
    var trailer = ByteReader(bytes.suffix(26))
    self.bytes = bytes
    self.limits = limits
    offsetSize = Int(try trailer.big(UInt8.self, of: "offset size"))
    referenceSize = Int(try trailer.big(UInt8.self, of: "reference size"))
    let count = try trailer.big(UInt64.self, of: "object count")
    let top = try trailer.big(UInt64.self, of: "top object")
    let table = try trailer.big(UInt64.self, of: "offset table")
    guard (1...8).contains(offsetSize), (1...8).contains(referenceSize), count <= UInt64(bytes.count),
      top < count, table >= 8, table <= UInt64(bytes.count - 32),
      Int(count) * offsetSize <= bytes.count - 32 - Int(table)
    else { throw .badPropertyList("the binary form's trailer does not fit its \(bytes.count) bytes") }
    objectCount = Int(count)
    self.top = Int(top)
    self.table = Int(table)
  }

  func run() throws(WireError) {
    var pending = [(object: top, depth: 0)]
    var visited = 0
    while let (object, depth) = pending.popLast() {
      visited += 1
      guard visited + pending.count <= limits.values else {
        throw .unsafePropertyList("more than \(limits.values) values")
      }
      guard depth <= limits.depth else {
        throw .unsafePropertyList("nested deeper than \(limits.depth), or it refers to itself")
      }
      for child in try children(of: object) { pending.append((child, depth + 1)) }
    }
  }

  private func children(of object: Int) throws(WireError) -> [Int] {
    let start = try offset(of: object)
    let marker = bytes[start]
    switch marker {
    case 0x08, 0x09, 0x10...0x14, 0x22, 0x23, 0x33, 0x40...0x6F: return []
    case 0xA0...0xAF: return try references(at: start, perMember: 1)
    case 0xD0...0xDF:
      let members = try references(at: start, perMember: 2)
      for key in members.prefix(members.count / 2) {
        let kind = bytes[try offset(of: key)] >> 4
        guard kind == 5 || kind == 6 else { throw .badPropertyList("a dictionary's key that is no text") }
      }
      return members
    // Sets and archiver's references exist in the form and not in property lists; Foundation of Swift 6.3 on Linux
    // crashes on them.
    default: throw .badPropertyList("an object of the unknown kind \(marker)")
    }
  }

  private func offset(of object: Int) throws(WireError) -> Int {
    let start = try integer(at: table + object * offsetSize, size: offsetSize)
    guard (8..<table).contains(start) else { throw .badPropertyList("an object lies outside the list") }
    return start
  }

  private func references(at start: Int, perMember: Int) throws(WireError) -> [Int] {
    var count = Int(bytes[start] & 0xF)
    var place = start + 1
    if count == 0xF {
      guard place < table, bytes[place] >> 4 == 1, bytes[place] & 0xF <= 3 else {
        throw .badPropertyList("a container without a count")
      }
      let size = 1 << Int(bytes[place] & 0xF)
      count = try integer(at: place + 1, size: size)
      place += 1 + size
    }
    guard count <= bytes.count else { throw .badPropertyList("a container of \(count) members") }
    var references: [Int] = []
    for index in 0..<count * perMember {
      let reference = try integer(at: place + index * referenceSize, size: referenceSize)
      guard reference < objectCount else { throw .badPropertyList("a reference to no object") }
      references.append(reference)
    }
    return references
  }

  private func integer(at offset: Int, size: Int) throws(WireError) -> Int {
    guard offset >= 0, offset <= bytes.count - size else {
      throw .truncated("binary property list", needed: offset + size, found: bytes.count)
    }
    let value = bytes[offset..<offset + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let value = Int(exactly: value) else { throw .badPropertyList("an offset of \(value)") }
    return value
  }
}

/// Counts how deep an XML property list nests, and drops its XML declaration, so that it is always read as UTF-8 and
/// no other encoding can hide tags from the count.
struct XMLPropertyListCheck {
  private let bytes: [UInt8]
  private let limits: PropertyListLimits

  init(_ bytes: [UInt8], limits: PropertyListLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  func checked() throws(WireError) -> ArraySlice<UInt8> {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.dropFirst(bytes.starts(with: mark) ? 3 : 0).drop { $0 == 0x20 || (9...13).contains($0) }
    guard text.first == UInt8(ascii: "<"), !text.contains(0) else {
      throw .badPropertyList("neither the XML nor the binary form")
    }
    let start = text.startIndex
    let body = starts("<?xml", at: start) ? text[end(of: "?>", from: start)...] : text
    try checkDepth(from: body.startIndex)
    return body
  }

  private func checkDepth(from start: Int) throws(WireError) {
    var depth = 0
    var values = 0
    var index = start
    while let tag = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      if starts("<!--", at: tag) {
        index = end(of: "-->", from: tag + 4)
      } else if starts("<![CDATA[", at: tag) {
        index = end(of: "]]>", from: tag)
      } else if starts("<?", at: tag) {
        index = end(of: "?>", from: tag)
      } else {
        index = end(of: ">", from: tag)
        values += 1
        if starts("</array", at: tag) || starts("</dict", at: tag) {
          depth = max(0, depth - 1)
        } else if starts("<array", at: tag) || starts("<dict", at: tag), bytes[index - 2] != UInt8(ascii: "/")
        {
          depth += 1
        }
      }
      guard depth <= limits.depth, values <= limits.values * 2 else {
        throw .unsafePropertyList("nested deeper than \(limits.depth) or more than \(limits.values) values")
      }
    }
  }

  private func starts(_ text: StaticString, at index: Int) -> Bool {
    bytes[index...].starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The index behind the next occurrence of a text, or the end.
  private func end(of text: StaticString, from start: Int) -> Int {
    var index = min(start, bytes.count)
    while index < bytes.count {
      if starts(text, at: index) { return index + text.utf8CodeUnitCount }
      index += 1
    }
    return bytes.count
  }
}
