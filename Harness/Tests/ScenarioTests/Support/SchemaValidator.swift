import Foundation
import ProbeProtocol
import Yams

/// As much of JSON Schema (draft 7) as the project's schema uses; anything else in a schema is a problem.
struct SchemaValidator {
  private let root: JSONValue

  init(_ root: JSONValue) { self.root = root }

  /// What is wrong with a document, empty for a valid one.
  func problems(in document: JSONValue) -> [String] { problems(document, root, at: "") }

  /// A YAML document as an editor with YAML 1.2's core schema sees it.
  static func json(ofYAML text: String) throws -> JSONValue {
    guard let node = try Yams.compose(yaml: text) else { return nil }
    return json(node)
  }

  private static func json(_ node: Node) -> JSONValue {
    switch node {
    case .scalar(let scalar) where scalar.style != .plain: return .string(scalar.string)
    case .scalar(let scalar):
      switch scalar.string {
      case "", "~", "null", "Null", "NULL": return .null
      case "true", "True", "TRUE": return true
      case "false", "False", "FALSE": return false
      default:
        return Int(scalar.string).map(JSONValue.int) ?? Double(scalar.string).map(JSONValue.double)
          ?? .string(scalar.string)
      }
    case .sequence(let sequence): return .array(sequence.map(json))
    case .mapping(let mapping):
      return .object(Dictionary(mapping.map { ($0.key.string ?? "", json($0.value)) }) { first, _ in first })
    case .alias: return .null
    }
  }

  private func problems(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    if case .bool(let isAllowed) = schema { return isAllowed ? [] : ["\(path): nothing is allowed here"] }
    guard case .object(let keywords) = schema else { return ["\(path): the schema is no schema"] }
    return keywords.sorted { $0.key < $1.key }.flatMap { keyword, operand in
      problems(value, keyword, operand, keywords, at: path)
    }
  }

  private func problems(
    _ value: JSONValue, _ keyword: String, _ operand: JSONValue, _ schema: [String: JSONValue],
    at path: String
  ) -> [String] {
    switch keyword {
    case "$schema", "title", "description", "definitions", "then": return []
    case "$ref": return problems(value, referred(operand), at: path)
    case "type": return isOfType(value, operand) ? [] : ["\(path): not of type \(operand.compactText)"]
    case "enum":
      return operand.arrayValue?.contains(value) == true ? [] : ["\(path): none of \(operand.compactText)"]
    case "const": return value == operand ? [] : ["\(path): not \(operand.compactText)"]
    case "anyOf":
      let alternatives = (operand.arrayValue ?? []).map { problems(value, $0, at: path) }
      return alternatives.contains([]) ? [] : alternatives.flatMap { $0 }
    case "allOf": return (operand.arrayValue ?? []).flatMap { problems(value, $0, at: path) }
    case "not": return problems(value, operand, at: path).isEmpty ? ["\(path): not allowed"] : []
    case "if":
      return problems(value, operand, at: path).isEmpty
        ? problems(value, schema["then"] ?? true, at: path) : []
    default:
      switch value {
      case .object(let members): return problems(members, keyword, operand, schema, at: path)
      case .array(let elements): return problems(elements, keyword, operand, at: path)
      case .string(let text): return problems(text, keyword, operand, at: path)
      case .int(let number) where keyword == "minimum":
        return number < operand.intValue ?? 0 ? ["\(path): below \(operand.compactText)"] : []
      default: return []
      }
    }
  }

  private func problems(
    _ members: [String: JSONValue], _ keyword: String, _ operand: JSONValue, _ schema: [String: JSONValue],
    at path: String
  ) -> [String] {
    let names = members.keys.sorted()
    let described = schema["properties"]?.objectValue ?? [:]
    switch keyword {
    case "properties":
      return names.flatMap { name in
        described[name].map { problems(members[name] ?? .null, $0, at: "\(path)/\(name)") } ?? []
      }
    case "additionalProperties":
      return names.filter { described[$0] == nil }.flatMap {
        problems(members[$0] ?? .null, operand, at: "\(path)/\($0)")
      }
    case "propertyNames": return names.flatMap { problems(.string($0), operand, at: "\(path)/\($0)") }
    case "required":
      return (operand.arrayValue ?? []).compactMap(\.stringValue).filter { members[$0] == nil }.map {
        "\(path): no \($0)"
      }
    case "minProperties": return members.count < operand.intValue ?? 0 ? ["\(path): too few members"] : []
    case "maxProperties": return members.count > operand.intValue ?? 0 ? ["\(path): too many members"] : []
    case "items", "minItems", "pattern", "minLength", "minimum": return []
    default: return ["\(path): the schema's \(keyword) is unknown"]
    }
  }

  private func problems(_ elements: [JSONValue], _ keyword: String, _ operand: JSONValue, at path: String)
    -> [String]
  {
    switch keyword {
    case "items":
      return elements.enumerated().flatMap { problems($0.element, operand, at: "\(path)/\($0.offset)") }
    case "minItems": return elements.count < operand.intValue ?? 0 ? ["\(path): too few elements"] : []
    default: return []
    }
  }

  private func problems(_ text: String, _ keyword: String, _ operand: JSONValue, at path: String) -> [String]
  {
    switch keyword {
    case "pattern":
      let isMatch = text.range(of: operand.stringValue ?? "", options: .regularExpression) != nil
      return isMatch ? [] : ["\(path): '\(text)' does not match \(operand.compactText)"]
    case "minLength": return text.count < operand.intValue ?? 0 ? ["\(path): too short"] : []
    default: return []
    }
  }

  private func referred(_ pointer: JSONValue) -> JSONValue {
    var schema = root
    for part in (pointer.stringValue ?? "").split(separator: "/").dropFirst() {
      schema = schema[String(part)] ?? false
    }
    return schema
  }

  private func isOfType(_ value: JSONValue, _ types: JSONValue) -> Bool {
    let names = types.arrayValue?.compactMap(\.stringValue) ?? [types.stringValue ?? ""]
    return names.contains { name in
      switch (name, value) {
      case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null),
        ("integer", .int), ("number", .int), ("number", .double):
        true
      default: false
      }
    }
  }
}
