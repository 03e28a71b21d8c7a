/// Refuses text that the YAML parser would have to unfold before anybody could look at it: aliases multiply, deep
/// nesting costs stack. Works on characters, in one pass, before the parser sees the file.
struct LexicalGuard {
  private let collector: DiagnosticCollector
  private var line = 1
  private var column = 0
  private var depth = 0
  private var openersInLine = 0
  private var quote: Unicode.Scalar?
  private var previous: Unicode.Scalar = "\n"
  /// The last scalar that is no blank, and whether it stands on this line.
  private var previousInk: Unicode.Scalar = "\n"
  private var isComment = false
  private var isEscaped = false
  private var anchor: Place?
  private var alias: Place?
  /// How often something that looks like an alias, or an anchor, stands anywhere, in quotes and comments too.
  private var aliasLookalikes = 0
  private var anchorLookalikes = 0

  /// Few aliases cannot multiply a file by much, so that these many may hide from the lexer.
  private static let harmless = 8
  /// Each level of nesting takes a blank at least.
  private static let deepestIndent = 400

  private init(collector: DiagnosticCollector) { self.collector = collector }

  /// True where the parser may read the text; otherwise the collector says why not.
  static func accepts(_ text: String, collector: DiagnosticCollector) -> Bool {
    var lexer = LexicalGuard(collector: collector)
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      guard lexer.take(scalar, before: next) else { return false }
    }
    // One without the other is left to the tree's check, which knows text from anchors for certain.
    let hides = lexer.anchorLookalikes > 0 && lexer.aliasLookalikes > harmless
    if hides || (lexer.anchor != nil && lexer.alias != nil) {
      let place = lexer.anchor ?? lexer.alias ?? Place(line: 1, column: 1, length: 1)
      collector.report(
        .yamlFeature, at: place, "an anchor with aliases is not allowed", help: TreeGuard.writeOut)
      return false
    }
    return true
  }

  private mutating func take(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
    column += 1
    defer { advance(past: scalar) }
    if isForbidden(scalar) {
      collector.report(
        .notYAML, at: here,
        "a control character, U+\(String(scalar.value, radix: 16, uppercase: true)), is no text",
        help: "take it out, or write it as an escape in double quotes")
      return false
    }
    let isFree = " \t\n\r,[{".unicodeScalars.contains(previous)
    if isFree, isName(next) {
      if scalar == "*" { aliasLookalikes += 1 }
      if scalar == "&" { anchorLookalikes += 1 }
    }
    if scalar == " ", column > Self.deepestIndent, previousInk == "\n" {
      collector.report(.tooDeep, at: here, "the line begins too far to the right", help: nil)
      return false
    }
    if isComment { return true }
    if let open = quote {
      if scalar == open, !isEscaped { quote = nil }
      isEscaped = open == "\"" && scalar == "\\" && !isEscaped
      return true
    }
    return takeUnquoted(scalar, before: next)
  }

  private mutating func takeUnquoted(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
    let isFree = " \t\n\r,[{".unicodeScalars.contains(previous)
    let beginsToken =
      isFree && ("\n[{:-?".unicodeScalars.contains(previousInk) || (previousInk == "," && depth > 0))
    switch scalar {
    case "#" where " \t\n".unicodeScalars.contains(previous): isComment = true
    case "\"" where beginsToken, "'" where beginsToken: quote = scalar
    case "[", "{":
      if beginsToken { depth += 1 }
    case "]", "}": depth = max(0, depth - 1)
    case "-" where beginsToken && next == " ", "?" where beginsToken && next == " ": openersInLine += 1
    case "&" where beginsToken && isName(next): anchor = anchor ?? here
    case "*" where isFree && isName(next): alias = alias ?? here
    default: break
    }
    guard depth <= DocumentReader.maximumDepth, openersInLine <= DocumentReader.maximumDepth else {
      collector.report(
        .tooDeep, at: here, "the nesting is deeper than \(DocumentReader.maximumDepth) levels",
        help: "a scenario needs fewer than ten")
      return false
    }
    return true
  }

  private mutating func advance(past scalar: Unicode.Scalar) {
    previous = scalar
    if scalar == "\n" {
      line += 1
      column = 0
      openersInLine = 0
      isComment = false
      if quote == nil { previousInk = "\n" }
    } else if scalar != " ", scalar != "\t", scalar != "\r", !isComment {
      previousInk = scalar
    }
  }

  private var here: Place { Place(line: line, column: column, length: 1) }

  private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85: false
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE...0xFFFF: true
    default: false
    }
  }

  private func isName(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return !" \t\n\r,[]{}".unicodeScalars.contains(scalar)
  }
}
