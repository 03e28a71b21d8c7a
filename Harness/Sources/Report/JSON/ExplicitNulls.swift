import ProbeProtocol

/// Encodes a struct of the findings with a null for each nil, where the synthesised encoding leaves the key
/// out.
///
/// It walks structs, arrays and optionals by reflection; everything that encodes as a single value or has its
/// own form (ids, enums, JSON values, dictionaries) encodes itself. It relies on coding keys that equal the
/// names of properties, which a test holds by decoding what was encoded.
struct ExplicitNulls: Encodable {
  private let value: any Encodable

  init(_ value: any Encodable) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .struct where !(value is any Identifier) && !mirror.children.isEmpty && !(value is any Sequence):
      var container = encoder.container(keyedBy: Name.self)
      for child in mirror.children {
        guard let label = child.label else { continue }
        try container.encode(Self.wrapped(child.value), forKey: Name(stringValue: label))
      }
    case .collection:
      var container = encoder.unkeyedContainer()
      for child in mirror.children { try container.encode(Self.wrapped(child.value)) }
    default:
      try value.encode(to: encoder)
    }
  }

  /// The value ready to encode; nil, at any depth of optionals, becomes nil.
  private static func wrapped(_ value: Any) -> ExplicitNulls? {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      return mirror.children.first.flatMap { wrapped($0.value) }
    }
    return (value as? any Encodable).map { ExplicitNulls($0) }
  }

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
