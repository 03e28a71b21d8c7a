/// A place in a file, with how much of the line is meant.
struct Place: Hashable, Sendable {
  /// From 1.
  var line: Int
  /// From 1, in Unicode scalars.
  var column: Int
  /// In Unicode scalars.
  var length: Int
}

/// A value with the place that it was read from.
struct Located<Value: Sendable>: Sendable {
  var value: Value
  var place: Place

  init(_ value: Value, _ place: Place) {
    self.value = value
    self.place = place
  }
}

/// A file as text, by lines.
struct SourceText: Sendable {
  let file: String
  let text: String
  private let lines: [[Unicode.Scalar]]

  init(file: String, text: String) {
    self.file = file
    self.text = text
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.last == "\r" ? Array($0.dropLast()) : Array($0)
    }
  }

  /// The scalars of a line, from 1; nil beyond the end.
  func scalars(ofLine line: Int) -> [Unicode.Scalar]? {
    lines.indices.contains(line - 1) ? lines[line - 1] : nil
  }

  func line(_ line: Int) -> String? {
    scalars(ofLine: line).map { String(String.UnicodeScalarView($0)) }
  }

  var lineCount: Int { lines.count }

  /// The place of a scalar of that value: with its quotes where it has some, to the end of the line at most.
  func place(line: Int, column: Int, value: String) -> Place {
    guard let scalars = scalars(ofLine: line), column >= 1, column <= scalars.count else {
      return Place(line: line, column: max(1, column), length: 1)
    }
    let rest = scalars[(column - 1)...]
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      return Place(line: line, column: column, length: max(1, min(value.unicodeScalars.count, rest.count)))
    }
    var length = 1
    var isEscaped = false
    for scalar in rest.dropFirst() {
      length += 1
      if scalar == quote, !isEscaped { break }
      isEscaped = quote == "\"" && scalar == "\\" && !isEscaped
    }
    return Place(line: line, column: column, length: length)
  }

  /// The place of a part of a scalar's text, where that part stands on the scalar's first line as it is; otherwise
  /// the scalar's own place.
  func place(of part: String, in place: Place) -> Place {
    guard let scalars = scalars(ofLine: place.line), place.column <= scalars.count else { return place }
    let needle = Array(part.unicodeScalars)
    let end = scalars.count - needle.count
    guard !needle.isEmpty, end >= place.column - 1 else { return place }
    for start in (place.column - 1)...end where Array(scalars[start..<start + needle.count]) == needle {
      return Place(line: place.line, column: start + 1, length: needle.count)
    }
    return place
  }
}
