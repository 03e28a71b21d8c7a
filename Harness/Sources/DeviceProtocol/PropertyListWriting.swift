import Foundation

extension PropertyList {
  /// The value's bytes.
  ///
  /// Containers are written by `PropertyListEncoder`. `PropertyListSerialization` takes no array where Foundation is linked
  /// statically on Linux (measured with Swift 6.3.1: `property lists cannot contain objects of type 'Not A Type'`). The
  /// encoder in turn takes nothing but containers.
  func serialized(_ format: PropertyListSerialization.PropertyListFormat) throws(WireError) -> Data {
    do {
      switch self {
      case .array, .dictionary:
        let encoder = PropertyListEncoder()
        encoder.outputFormat = format
        return try encoder.encode(EncodedPropertyList(value: self))
      case .string(let value): return try Self.bytes(of: value, format)
      case .integer(let value): return try Self.bytes(of: value, format)
      case .real(let value): return try Self.bytes(of: value, format)
      case .bool(let value): return try Self.bytes(of: value, format)
      case .data(let value): return try Self.bytes(of: value, format)
      case .date(let value): return try Self.bytes(of: value, format)
      }
    } catch {
      throw .badPropertyList("\(error)")
    }
  }

  private static func bytes(
    of scalar: Any, _ format: PropertyListSerialization.PropertyListFormat
  ) throws -> Data {
    try PropertyListSerialization.data(fromPropertyList: scalar, format: format, options: 0)
  }
}

/// A property list as encoders take it.
private struct EncodedPropertyList: Encodable {
  let value: PropertyList

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    switch value {
    case .array(let elements):
      var container = encoder.unkeyedContainer()
      for element in elements { try container.encode(EncodedPropertyList(value: element)) }
    case .dictionary(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (name, member) in members {
        try container.encode(EncodedPropertyList(value: member), forKey: Key(stringValue: name))
      }
    default: try encode(scalarTo: encoder)
    }
  }

  private func encode(scalarTo encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .string(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .real(let value): try container.encode(value)
    case .bool(let value): try container.encode(value)
    case .data(let value): try container.encode(value)
    case .date(let value): try container.encode(value)
    case .array, .dictionary: break
    }
  }
}
