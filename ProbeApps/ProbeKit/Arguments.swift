public import ProbeProtocol

/// An order's arguments, checked against the catalogue and read by type.
public struct Arguments: Hashable, Sendable {
  /// The arguments as the actor understood them: paths with `~/` expanded.
  public let understood: [String: JSONValue]

  /// Checks all arguments at once.
  /// - Parameter home: What `~` stands for in arguments that are paths.
  /// - Throws: One `ArgumentProblem` that names every argument that is missing, of the wrong type or unknown.
  public init(
    _ given: [String: JSONValue], of specification: ActionSpecification, home: String
  ) throws(ArgumentProblem) {
    var understood: [String: JSONValue] = [:]
    var problems: [String] = []
    for argument in specification.arguments {
      switch given[argument.name] {
      case nil, .null:
        if argument.isRequired {
          problems.append("argument '\(argument.name)' is missing (\(argument.summary))")
        }
      case .some(let value):
        do throws(ArgumentProblem) {
          understood[argument.name] = try Self.read(value, as: argument, home: home)
        } catch {
          problems.append(error.description)
        }
      }
    }
    let names = Set(specification.arguments.map(\.name))
    problems += given.keys.filter { !names.contains($0) }.sorted().map { "there is no argument '\($0)'" }
    guard problems.isEmpty else { throw ArgumentProblem(problems.joined(separator: "; ")) }
    self.understood = understood
  }

  /// The text of a `string` argument.
  public func text(_ name: String) throws(ArgumentProblem) -> String {
    guard let text = understood[name]?.stringValue else { throw .missing(name) }
    return text
  }

  /// The absolute path of a `path` argument.
  public func path(_ name: String = "path") throws(ArgumentProblem) -> String { try text(name) }

  /// The number of an `integer` argument, within bounds.
  public func number(_ name: String, in range: ClosedRange<Int>) throws(ArgumentProblem) -> Int {
    guard let number = understood[name]?.intValue else { throw .missing(name) }
    guard range.contains(number) else {
      throw ArgumentProblem(
        "argument '\(name)' is \(number), outside \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The truth value of a `boolean` argument, or the default where it was left out.
  public func flag(_ name: String, default value: Bool? = nil) throws(ArgumentProblem) -> Bool {
    guard let flag = understood[name]?.boolValue ?? value else { throw .missing(name) }
    return flag
  }

  /// The elements of a `strings` argument.
  public func texts(_ name: String) throws(ArgumentProblem) -> [String] {
    guard let elements = understood[name]?.arrayValue else { throw .missing(name) }
    return elements.compactMap(\.stringValue)
  }

  private static func read(
    _ value: JSONValue, as argument: ActionSpecification.Argument, home: String
  ) throws(ArgumentProblem) -> JSONValue {
    switch (argument.type, value) {
    case (.string, .string), (.integer, .int), (.boolean, .bool):
      return value
    case (.path, .string(let text)):
      return .string(try path(text, of: argument.name, home: home))
    case (.strings, .array(let elements)):
      var texts: [JSONValue] = []
      for element in elements {
        guard case .string(let text) = element else {
          throw ArgumentProblem("argument '\(argument.name)' holds \(shown(element)), which is no string")
        }
        texts.append(.string(expanded(text, home: home)))
      }
      return .array(texts)
    default:
      throw ArgumentProblem("argument '\(argument.name)' is \(shown(value)), not of type \(argument.type)")
    }
  }

  private static func path(_ text: String, of name: String, home: String) throws(ArgumentProblem) -> String {
    let path = expanded(text, home: home)
    guard path.hasPrefix("/") else {
      throw ArgumentProblem(
        "argument '\(name)' is no absolute path and does not begin with ~/: \(shown(text))")
    }
    // A C string would end there, and name another file.
    guard !path.utf8.contains(0) else { throw ArgumentProblem("argument '\(name)' holds a zero byte") }
    return path
  }

  private static func expanded(_ path: String, home: String) -> String {
    path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  private static func shown(_ value: JSONValue) -> String {
    EventData.cut(value.compactText, to: 80)
  }

  private static func shown(_ text: String) -> String { shown(JSONValue.string(text)) }
}

/// Why an action's arguments are unfit.
public struct ArgumentProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }

  static func missing(_ name: String) -> ArgumentProblem { ArgumentProblem("argument '\(name)' is missing") }
}
