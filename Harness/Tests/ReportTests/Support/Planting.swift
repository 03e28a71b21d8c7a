import Foundation
import ProbeProtocol

/// Puts an attack into every text of a document, whatever properties it has now or gets later: the texts are found in its
/// JSON, the names of members that are data by reflection.
struct Planting<Document: Codable & Equatable & SendableMetatype> {
  /// Places that take the attack, with `*` for a place in a list: `findings.*.text`. Enumerations take none.
  private(set) var places: Set<String> = []
  /// Objects whose members' names are data.
  private var dictionaries: Set<String> = []
  private let json: JSONValue

  init(_ document: Document) throws {
    json = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(document))
    Self.visit(document, "", &dictionaries)
    Self.texts(in: json, "", &places)
    // A place that refuses the attack is named by the decoder's complaint.
    while true {
      do {
        _ = try decoded { "⟦\($0)⟧" }
        return
      } catch let error as DecodingError {
        guard let place = Self.place(of: error), places.remove(place) != nil else { throw error }
      }
    }
  }

  /// The document with an attack in each place. Equal texts get equal attacks, so that what belongs together by name still
  /// does.
  /// - Parameter attack: the text in place of the one of that number.
  func document(_ attack: (Int) -> String) throws -> Document { try decoded(attack) }

  private func decoded(_ attack: (Int) -> String) throws -> Document {
    var numbers: [String: Int] = [:]
    let planted = replaced(json, "") { text in
      let number = numbers[text, default: numbers.count + 1]
      numbers[text] = number
      return attack(number)
    }
    return try JSONDecoder().decode(Document.self, from: JSONEncoder().encode(planted))
  }

  private func replaced(_ json: JSONValue, _ place: String, _ attack: (String) -> String) -> JSONValue {
    switch json {
    case .string(let text): return places.contains(place) ? .string(attack(text)) : json
    case .array(let elements): return .array(elements.map { replaced($0, Self.below(place, "*"), attack) })
    case .object(let members):
      let isData = dictionaries.contains(place)
      let pairs = members.sorted { $0.key < $1.key }.map { key, value in
        (isData ? attack(key) : key, replaced(value, Self.below(place, isData ? "*" : key), attack))
      }
      return .object(Dictionary(pairs) { first, _ in first })
    default: return json
    }
  }

  private static func below(_ place: String, _ part: String) -> String {
    place.isEmpty ? part : "\(place).\(part)"
  }

  private static func visit(_ value: Any, _ place: String, _ dictionaries: inout Set<String>) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .dictionary:
      dictionaries.insert(place)
      for case let (_, pair) in mirror.children {
        if let value = Mirror(reflecting: pair).children.dropFirst().first?.value {
          visit(value, below(place, "*"), &dictionaries)
        }
      }
    case .collection: mirror.children.forEach { visit($0.value, below(place, "*"), &dictionaries) }
    case .struct: mirror.children.forEach { visit($0.value, below(place, $0.label ?? "*"), &dictionaries) }
    case .optional: mirror.children.forEach { visit($0.value, place, &dictionaries) }
    case .enum where value is JSONValue: mirror.children.forEach { visit($0.value, place, &dictionaries) }
    default: break
    }
  }

  private static func texts(in json: JSONValue, _ place: String, _ places: inout Set<String>) {
    switch json {
    case .string: places.insert(place)
    case .array(let elements): elements.forEach { texts(in: $0, below(place, "*"), &places) }
    case .object(let members):
      for (key, value) in members {
        // Both ways to name it; the other one is never asked for.
        texts(in: value, below(place, key), &places)
        texts(in: value, below(place, "*"), &places)
      }
    default: break
    }
  }

  private static func place(of error: DecodingError) -> String? {
    switch error {
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context):
      context.codingPath.reduce("") { below($0, $1.intValue == nil ? $1.stringValue : "*") }
    @unknown default: nil
    }
  }
}

/// Which properties of a document's structs have a value somewhere in it.
struct Occupation {
  private(set) var occupied: Set<String> = []
  private(set) var all: Set<String> = []

  /// Properties, as `Finding.text`, that have no value in any of the documents: what they hold is tested by nothing.
  var vacant: [String] { all.subtracting(occupied).sorted() }

  mutating func visit(_ value: Any) {
    let mirror = Mirror(reflecting: value)
    for child in mirror.children {
      var content = child.value
      var inner = Mirror(reflecting: content)
      if mirror.displayStyle == .struct, let label = child.label {
        let name = "\(type(of: value)).\(label)"
        all.insert(name)
        if inner.displayStyle == .optional {
          guard let some = inner.children.first else { continue }
          content = some.value
          inner = Mirror(reflecting: content)
        }
        let isList = inner.displayStyle == .collection || inner.displayStyle == .dictionary
        if !isList || !inner.children.isEmpty { occupied.insert(name) }
      }
      visit(content)
    }
  }
}
