public import Foundation

/// Bounds for property lists that come from somebody else.
public struct PropertyListLimits: Hashable, Sendable {
  public var bytes: Int
  /// How many containers may stand inside one another.
  public var depth: Int
  /// How many values there may be, those that are referred to several times counted each time.
  public var values: Int

  public init(bytes: Int = 64 << 20, depth: Int = 64, values: Int = 1_000_000) {
    self.bytes = bytes
    self.depth = depth
    self.values = values
  }
}

extension PropertyList {
  /// Reads an XML or a binary property list.
  ///
  /// - Throws: ``WireError/unsafePropertyList(_:)`` for one that breaks the limits or refers to itself,
  ///   ``WireError/badPropertyList(_:)`` for anything else that is not one, old text forms included.
  public init(xmlOrBinary data: Data, limits: PropertyListLimits = PropertyListLimits()) throws(WireError) {
    guard data.count <= limits.bytes else {
      throw .unsafePropertyList("\(data.count) bytes, at most \(limits.bytes) are read")
    }
    let bytes = Array(data)
    let readable: Data
    if bytes.starts(with: Array("bplist".utf8)) {
      try BinaryPropertyListCheck(bytes, limits: limits).run()
      readable = data
    } else {
      readable = Data(try XMLPropertyListCheck(bytes, limits: limits).checked())
    }
    var format = PropertyListSerialization.PropertyListFormat.openStep
    let value: Any
    do {
      value = try PropertyListSerialization.propertyList(from: readable, format: &format)
    } catch {
      throw .badPropertyList("\(error)")
    }
    guard format != .openStep else { throw .badPropertyList("the old text form") }
    try self.init(foundation: value)
  }

  /// The value as an XML property list.
  public func xml() throws(WireError) -> Data { try serialized(.xml) }

  /// The value as a binary property list.
  public func binary() throws(WireError) -> Data { try serialized(.binary) }
}

extension PropertyList {
  /// Integers beyond `Int.max` keep their bits and become negative.
  fileprivate init(foundation value: Any) throws(WireError) {
    if let value = value as? String {
      self = .string(value)
    } else if Self.isBool(value), let value = value as? Bool {
      self = .bool(value)
    } else if let value = value as? NSNumber {
      self = Self(number: value)
    } else if let value = value as? Data {
      self = .data(value)
    } else if let value = value as? Date {
      self = .date(value)
    } else if let value = value as? [Any] {
      var elements: [PropertyList] = []
      for element in value { elements.append(try PropertyList(foundation: element)) }
      self = .array(elements)
    } else if let value = value as? [String: Any] {
      var members: [String: PropertyList] = [:]
      for (key, member) in value { members[key] = try PropertyList(foundation: member) }
      self = .dictionary(members)
    } else {
      throw .badPropertyList("a value of the unknown kind \(type(of: value))")
    }
  }

  private init(number: NSNumber) {
    switch String(cString: number.objCType) {
    case "d", "f": self = .real(number.doubleValue)
    case "Q", "L": self = .integer(Int(truncatingIfNeeded: number.uint64Value))
    default: self = .integer(Int(truncatingIfNeeded: number.int64Value))
    }
  }

  /// Numbers and truth values cast into one another; only their class tells them apart.
  private static func isBool(_ value: Any) -> Bool {
    #if canImport(Darwin)
      (value as? NSNumber).map { CFGetTypeID($0) == CFBooleanGetTypeID() } ?? false
    #else
      type(of: value) == Bool.self
    #endif
  }
}
