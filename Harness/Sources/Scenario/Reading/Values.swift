import Foundation
import ProbeProtocol
import Yams

/// Reads single values. Every scalar is text first and is typed by what is wanted, never by its looks: YAML 1.1 takes
/// `no` for a truth value, `12:30` for a number and `0600` for 384.
struct Values {
  let collector: DiagnosticCollector

  /// A text that is not empty.
  func text(_ node: Node, _ meaning: String) -> Located<String>? {
    guard let text = anyText(node, meaning) else { return nil }
    if text.value.isEmpty {
      collector.report(.wrongType, at: text.place, "\(meaning) is empty")
      return nil
    }
    return text
  }

  /// A text, which may be empty.
  func anyText(_ node: Node, _ meaning: String) -> Located<String>? {
    guard let scalar = node.scalar else {
      collector.report(
        .wrongType, at: collector.place(of: node), "\(meaning) has to be a text, not \(node.kindInWords)",
        help: "a text that begins with a bracket or a brace needs quotes")
      return nil
    }
    return Located(scalar.string, collector.place(of: node))
  }

  /// A text of a form.
  func word(_ node: Node, _ meaning: String, form: String, help: String) -> Located<String>? {
    guard let text = text(node, meaning) else { return nil }
    guard text.value.hasForm(form) else {
      collector.report(
        .badIdentifier, at: text.place, "\(meaning) cannot be '\(text.value.prefix(60))'", help: help)
      return nil
    }
    return text
  }

  /// `true` or `false`.
  func flag(_ node: Node, _ meaning: String) -> Bool? {
    switch node.scalar.map({ $0.style == .plain ? $0.string : "" }) {
    case "true": return true
    case "false": return false
    default:
      collector.report(
        .wrongType, at: collector.place(of: node), "\(meaning) has to be true or false")
      return nil
    }
  }

  /// A whole number.
  func number(_ node: Node, _ meaning: String) -> Int? {
    if let scalar = node.scalar, scalar.style == .plain,
      case .int(let number) = JSONValue(plain: scalar.string)
    {
      return number
    }
    collector.report(.wrongType, at: collector.place(of: node), "\(meaning) has to be a whole number")
    return nil
  }

  /// `15s` or `500ms`, in milliseconds.
  func duration(_ node: Node, _ meaning: String) -> Int? {
    guard let text = text(node, meaning) else { return nil }
    let digits = text.value.prefix { $0.isNumber }
    let unit = text.value.hasSuffix("ms") ? 1 : 1_000
    guard text.value.hasForm(Vocabulary.durationForm), let number = Int(digits), number * unit <= 3_600_000
    else {
      collector.report(
        .wrongType, at: text.place, "\(meaning) cannot be '\(text.value.prefix(60))'",
        help: "write a number with its unit, such as 500ms or 15s, of one hour at most")
      return nil
    }
    return number * unit
  }

  /// One of some words.
  func choice(_ node: Node, _ meaning: String, among words: [String], listing: String) -> Located<String>? {
    guard let text = text(node, meaning) else { return nil }
    guard words.contains(text.value) else {
      collector.report(
        .unknownWord, at: text.place, "\(meaning) cannot be '\(text.value.prefix(60))'", word: text.value,
        among: words, listing: listing)
      return nil
    }
    return text
  }

  /// The elements of a list.
  func list(_ node: Node, _ meaning: String) -> [Node]? {
    guard case .sequence(let sequence) = node else {
      collector.report(
        .wrongType, at: collector.place(of: node), "\(meaning) has to be a list, not \(node.kindInWords)",
        help: "write [one, two], or each on a line of its own after '- '")
      return nil
    }
    return Array(sequence)
  }

  /// Any value, for comparing: quoted text is text; `true`, `false`, `null` and whole numbers are what they look like.
  func json(_ node: Node) -> JSONValue {
    switch node {
    case .scalar(let scalar):
      return scalar.style == .plain ? JSONValue(plain: scalar.string) : .string(scalar.string)
    case .sequence(let sequence): return .array(sequence.map(json))
    case .mapping(let mapping):
      var members: [String: JSONValue] = [:]
      for field in Fields.fields(of: mapping, collector: collector) {
        members[field.name.value] = json(field.node)
      }
      return .object(members)
    case .alias: return .null
    }
  }
}

extension JSONValue {
  /// What a plain scalar of YAML's core schema means. A number with a leading zero is text, since it is mostly a mode.
  fileprivate init(plain text: String) {
    switch text {
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    case "null", "~", "": self = .null
    default:
      self =
        text.hasForm("^(0|-?[1-9][0-9]*)$") ? Int(text).map(JSONValue.int) ?? .string(text) : .string(text)
    }
  }
}

extension String {
  /// Whether the whole text has the form, which begins with `^` and ends with `$`.
  func hasForm(_ form: String) -> Bool {
    range(of: form, options: .regularExpression) == startIndex..<endIndex
  }
}
