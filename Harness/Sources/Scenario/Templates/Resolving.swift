public import ProbeProtocol

extension JSONValue {
  /// The value with the variables in all its strings replaced. A string that is one variable alone takes the
  /// variable's type.
  public func resolved(with values: [String: JSONValue]) throws(MissingVariable) -> JSONValue {
    switch self {
    case .string(let text): return try Template(text).value(with: values)
    case .array(let elements):
      var resolved: [JSONValue] = []
      for element in elements { resolved.append(try element.resolved(with: values)) }
      return .array(resolved)
    case .object(let members):
      var resolved: [String: JSONValue] = [:]
      // Sorted, so that the variable that is named as missing does not change from call to call.
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        resolved[name] = try member.resolved(with: values)
      }
      return .object(resolved)
    case .null, .bool, .int, .double: return self
    }
  }
}

extension DataMatcher {
  /// The matcher with its variables replaced; in patterns they stand for themselves.
  public func resolved(with values: [String: JSONValue]) throws(MissingVariable) -> DataMatcher {
    switch self {
    case .equals(let value): return .equals(try value.resolved(with: values))
    case .matches(let pattern): return .matches(try Template(pattern).resolvedAsPattern(with: values))
    case .contains(let elements):
      var resolved: [JSONValue] = []
      for element in elements { resolved.append(try element.resolved(with: values)) }
      return .contains(resolved)
    case .not(let matcher): return .not(try matcher.resolved(with: values))
    case .shape, .atLeast, .atMost, .below, .above: return self
    }
  }
}

extension RecordPattern {
  /// The pattern with its variables replaced; in `message` they stand for themselves.
  public func resolved(with values: [String: JSONValue]) throws(MissingVariable) -> RecordPattern {
    var pattern = self
    if let path { pattern.path = try Template(path).resolved(with: values) }
    if let message { pattern.message = try Template(message).resolvedAsPattern(with: values) }
    return pattern
  }
}
