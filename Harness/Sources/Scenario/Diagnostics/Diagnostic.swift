/// One mistake in a file that a person wrote: where it is, what it is, and how to mend it.
public struct Diagnostic: Error, Hashable, Sendable {
  /// The path as it was given.
  public var file: String
  /// From 1; 0 where the mistake is the file as a whole.
  public var line: Int
  /// From 1, counted in Unicode scalars.
  public var column: Int
  public var category: DiagnosticCategory
  /// What is wrong, as a fragment without a full stop.
  public var message: String
  /// What to do about it.
  public var help: String?
  /// The line of the file; nil where there is none to show.
  public var sourceLine: String?
  /// How many scalars of the line are meant, from the column on.
  public var length: Int

  public init(
    file: String, line: Int, column: Int, category: DiagnosticCategory, message: String, help: String? = nil,
    sourceLine: String? = nil, length: Int = 1
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.category = category
    self.message = message
    self.help = help
    self.sourceLine = sourceLine
    self.length = length
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The mistake as a terminal shows it: place and message, the source line with a caret, the help. Several lines
  /// without a newline at the end.
  public var description: String {
    let file = Excerpt.shown(file)
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    var lines = ["\(place): error: [\(category.rawValue)] \(Excerpt.shown(message))"]
    if let sourceLine, line > 0 {
      let excerpt = Excerpt(line: sourceLine, column: column, length: length)
      let gutter = String(repeating: " ", count: String(line).count)
      lines.append(" \(line) | \(excerpt.text)")
      lines.append(" \(gutter) | \(excerpt.caret)")
    }
    if let help { lines.append("help: \(Excerpt.shown(help))") }
    return lines.joined(separator: "\n")
  }
}

/// The part of a line that fits a terminal, with the caret below it.
private struct Excerpt {
  let text: String
  let caret: String

  private static let width = 160

  /// The text on one line: a name with a newline must not look like a line of the program.
  static func shown(_ text: String) -> String { String(text.unicodeScalars.map(shown)) }

  /// Control characters would move the cursor of the terminal that shows them, and others the text around them.
  private static func shown(_ scalar: Unicode.Scalar) -> Character {
    if scalar == "\t" { return " " }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: Character(scalar)
    }
  }

  init(line: String, column: Int, length: Int) {
    let shown = line.unicodeScalars.map(Self.shown)
    let start = max(0, min(column - 1, shown.count))
    let cut = start > Self.width - 40 ? start - 40 : 0
    let visible = shown[cut...].prefix(Self.width)
    text = (cut > 0 ? "…" : "") + String(visible) + (cut + visible.count < shown.count ? "…" : "")
    let room = max(1, min(length, visible.count - (start - cut)))
    caret =
      String(repeating: " ", count: start - cut + (cut > 0 ? 1 : 0)) + "^"
      + String(repeating: "~", count: room - 1)
  }
}
