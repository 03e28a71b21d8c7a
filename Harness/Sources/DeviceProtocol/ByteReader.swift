import Foundation

/// Takes integers and pieces off the front of some bytes and never reads past their end.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(Array(bytes)) }

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// How many bytes are left.
  var count: Int { rest.count }

  mutating func bytes(_ count: Int, of what: String) throws(WireError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else {
      throw .truncated(what, needed: max(count, 0), found: rest.count)
    }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func little<Value: FixedWidthInteger & UnsignedInteger>(
    _ type: Value.Type, of what: String
  ) throws(WireError) -> Value {
    try bytes(MemoryLayout<Value>.size, of: what).reversed().reduce(0) { $0 << 8 | Value($1) }
  }

  mutating func big<Value: FixedWidthInteger & UnsignedInteger>(
    _ type: Value.Type, of what: String
  ) throws(WireError) -> Value {
    try bytes(MemoryLayout<Value>.size, of: what).reduce(0) { $0 << 8 | Value($1) }
  }
}

extension Data {
  /// Appends an integer, lowest byte first.
  mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends an integer, highest byte first.
  mutating func append(big value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }
}
