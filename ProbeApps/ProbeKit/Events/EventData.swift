import ProbeProtocol

/// Keeps what events carry small, since every byte of it passes through the device log.
///
/// - A list or an object keeps its first 500 elements (members in order of their names).
/// - A path and a name in a list or of a member keep 1,024 bytes (`PATH_MAX` of iOS), any other text 256.
/// - Where that is still more than a mebibyte of JSON, nothing is kept.
///
/// Data that lost something says `truncated: true`; counts beside a list stay those of the whole.
enum EventData {
  static let maximumElements = 500
  static let maximumText = 256
  static let maximumPath = 1_024
  static let maximumBytes = 1 << 20
  /// The member that says that something is missing.
  static let truncated = "truncated"

  /// The data of an event within the bounds.
  static func bounded(_ data: [String: JSONValue]) -> JSONValue {
    var isCut = false
    var members = object(data, &isCut)
    if CanonicalJSON.encode(JSONValue.object(members)).count > maximumBytes {
      members = [:]
      isCut = true
    }
    if isCut { members[truncated] = true }
    return .object(members)
  }

  /// The outcome with its text within the bounds.
  static func bounded(_ outcome: Outcome) -> Outcome {
    switch outcome {
    case .ok, .none, .errno: return outcome
    case .unsupported(let reason): return .unsupported(cut(reason, to: maximumPath))
    case .error(var failure):
      failure.message = cut(failure.message, to: maximumPath)
      return .error(failure)
    }
  }

  /// The text's first whole characters that fit into so many bytes.
  static func cut(_ text: String, to maximum: Int) -> String {
    guard text.utf8.count > maximum else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: maximum)
    while String.Index(end, within: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }

  private static func value(_ value: JSONValue, isName: Bool, _ isCut: inout Bool) -> JSONValue {
    switch value {
    case .null, .bool, .int, .double: return value
    case .string(let text):
      let kept = cut(text, to: isName || text.hasPrefix("/") ? maximumPath : maximumText)
      if kept.utf8.count < text.utf8.count { isCut = true }
      return .string(kept)
    case .array(let elements):
      if elements.count > maximumElements { isCut = true }
      var kept: [JSONValue] = []
      for element in elements.prefix(maximumElements) {
        kept.append(self.value(element, isName: true, &isCut))
      }
      return .array(kept)
    case .object(let members): return .object(object(members, &isCut))
    }
  }

  private static func object(_ members: [String: JSONValue], _ isCut: inout Bool) -> [String: JSONValue] {
    if members.count > maximumElements { isCut = true }
    var kept: [String: JSONValue] = [:]
    for name in members.keys.sorted().prefix(maximumElements) {
      let keptName = cut(name, to: maximumPath)
      if keptName.utf8.count < name.utf8.count { isCut = true }
      kept[keptName] = members[name].map { value($0, isName: false, &isCut) }
    }
    return kept
  }
}
