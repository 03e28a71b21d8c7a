public import Foundation

/// A property list value.
public indirect enum PropertyList: Hashable, Sendable {
  case string(String)
  case integer(Int)
  case real(Double)
  case bool(Bool)
  case data(Data)
  case date(Date)
  case array([PropertyList])
  case dictionary([String: PropertyList])
}

extension PropertyList {
  /// The string, if this is one.
  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
  /// The integer, if this is one.
  public var integerValue: Int? { if case .integer(let value) = self { value } else { nil } }
  /// The truth value, if this is one.
  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The bytes, if this is data.
  public var dataValue: Data? { if case .data(let value) = self { value } else { nil } }
  /// The elements, if this is an array.
  public var arrayValue: [PropertyList]? { if case .array(let value) = self { value } else { nil } }
  /// The members, if this is a dictionary.
  public var dictionaryValue: [String: PropertyList]? {
    if case .dictionary(let value) = self { value } else { nil }
  }

  /// The member of that name, if this is a dictionary that has it.
  public subscript(key: String) -> PropertyList? { dictionaryValue?[key] }
}

extension PropertyList: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: PropertyList...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, PropertyList)...) {
    self = .dictionary(Dictionary(elements) { _, last in last })
  }
}
