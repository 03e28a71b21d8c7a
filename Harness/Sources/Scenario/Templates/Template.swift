public import ProbeProtocol

/// A variable that a text names and nothing has set.
public struct MissingVariable: Error, Hashable, Sendable, CustomStringConvertible {
  public var name: String

  public init(name: String) { self.name = name }

  public var description: String { "the variable '\(name)' has no value" }
}

/// A text with `${name}` in it; `$${` stands for `${` itself.
public struct Template: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case text(String)
    case variable(String)
  }

  private let parts: [Part]
  /// True where a `${` has no `}` or an empty name; it is then taken as text.
  public let isMalformed: Bool

  public init(_ text: String) {
    var parts: [Part] = []
    var literal = ""
    var isMalformed = false
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      literal += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        literal += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        guard let end = rest.firstIndex(of: "}"), end > rest.index(rest.startIndex, offsetBy: 2) else {
          isMalformed = true
          literal += "${"
          rest = rest.dropFirst(2)
          continue
        }
        if !literal.isEmpty { parts.append(.text(literal)) }
        literal = ""
        parts.append(.variable(String(rest[..<end].dropFirst(2))))
        rest = rest[rest.index(after: end)...]
      } else {
        literal += "$"
        rest = rest.dropFirst()
      }
    }
    literal += rest
    if !literal.isEmpty { parts.append(.text(literal)) }
    self.parts = parts
    self.isMalformed = isMalformed
  }

  /// The names in it, in order.
  public var variables: [String] {
    parts.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// The text with every variable replaced by its value, strings as they are and the rest as JSON.
  public func resolved(with values: [String: JSONValue]) throws(MissingVariable) -> String {
    try resolved(with: values) { $0 }
  }

  /// The regular expression with every variable replaced by a pattern that matches its value literally.
  public func resolvedAsPattern(with values: [String: JSONValue]) throws(MissingVariable) -> String {
    try resolved(with: values, Self.escapedPattern)
  }

  /// The value: of the variable itself, with its type, where the text is nothing but one; a string otherwise.
  public func value(with values: [String: JSONValue]) throws(MissingVariable) -> JSONValue {
    if parts.count == 1, case .variable(let name) = parts[0] {
      guard let value = values[name] else { throw MissingVariable(name: name) }
      return value
    }
    return .string(try resolved(with: values))
  }

  private func resolved(
    with values: [String: JSONValue], _ transform: (String) -> String
  ) throws(MissingVariable) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .variable(let name):
        guard let value = values[name] else { throw MissingVariable(name: name) }
        text += transform(value.plainText)
      }
    }
    return text
  }

  /// A regular expression that matches the text and nothing else.
  static func escapedPattern(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if #"\^$.|?*+()[]{}-/#&"#.unicodeScalars.contains(scalar) { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
