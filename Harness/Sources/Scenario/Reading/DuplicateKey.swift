/// The second of two equal keys in a mapping.
///
/// The parser names the key and the place of the first one only; the second is found by the text.
struct DuplicateKey {
  let key: String
  let place: Place
  private let text: String

  init(keys: [String], first: Place, text: String) {
    key = keys.first ?? ""
    self.text = text
    let source = SourceText(file: "", text: text)
    place = Self.second(of: key, first: first, in: source) ?? first
  }

  /// The text with the second key renamed to something that no file holds, in the same place and of the same length.
  /// Nil where that would rename nothing.
  func textWithout(number: Int) -> String? {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    guard lines.indices.contains(place.line - 1), let stand = Self.standIn(number),
      place.column - 1 + place.length <= lines[place.line - 1].count
    else { return nil }
    let range = (place.column - 1)..<(place.column - 1 + place.length)
    lines[place.line - 1].replaceSubrange(range, with: repeatElement(stand, count: place.length))
    return String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
  }

  /// Whether a key is one that was renamed.
  static func isStandIn(_ key: String) -> Bool {
    key.unicodeScalars.first.map { (0xE000...0xE0FF).contains($0.value) } ?? false
  }

  private static func standIn(_ number: Int) -> Unicode.Scalar? { Unicode.Scalar(0xE000 + UInt32(number)) }

  private static func second(of key: String, first: Place, in source: SourceText) -> Place? {
    var column = first.column + 1
    for line in first.line...max(first.line, source.lineCount) {
      guard let scalars = source.scalars(ofLine: line) else { return nil }
      let indent = scalars.prefix { $0 == " " }.count
      if line > first.line, indent == first.column - 1,
        let place = key.place(in: scalars, at: indent, line: line)
      {
        return place
      }
      // Within a flow mapping the second key stands later on the line or on a later one.
      while column <= scalars.count {
        let before = scalars[..<(column - 1)].last { $0 != " " }
        if before == "," || before == "{", let place = key.place(in: scalars, at: column - 1, line: line) {
          return place
        }
        column += 1
      }
      column = 1
    }
    return nil
  }
}

extension String {
  /// The place of the text as a key that begins at the offset: as it is or in quotes, before a colon.
  fileprivate func place(in scalars: [Unicode.Scalar], at offset: Int, line: Int) -> Place? {
    for form in [self, "\"\(self)\"", "'\(self)'"] {
      let form = Array(form.unicodeScalars)
      guard !form.isEmpty, offset + form.count < scalars.count,
        Array(scalars[offset..<offset + form.count]) == form,
        scalars[(offset + form.count)...].first(where: { $0 != " " }) == ":"
      else { continue }
      return Place(line: line, column: offset + 1, length: form.count)
    }
    return nil
  }
}
