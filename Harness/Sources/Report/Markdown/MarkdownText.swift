/// Text escaped for GitHub's Markdown, so that nothing from a log becomes markup, a mention or a link.
enum MarkdownText {
  /// Running text on one line.
  static func inline(_ text: String, limit: Int = 600) -> String {
    atBeginning(escaped(text, limit, isMarkdown: true))
  }

  /// Text in an element of HTML, where nothing is Markdown.
  static func element(_ text: String, limit: Int) -> String { escaped(text, limit, isMarkdown: false) }

  private static func escaped(_ text: String, _ limit: Int, isMarkdown: Bool) -> String {
    var result = ""
    for scalar in VisibleText.line(text, limit: limit).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // An empty comment keeps mentions, issue numbers and addresses from being linked.
      case "@": result += "@<!-- -->"
      case "#": result += "#<!-- -->"
      case ":": result += ":<!-- -->"
      case "." where result.utf8.suffix(3).elementsEqual("www".utf8): result += "<!-- -->."
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "+", "!", "|", "~", "$":
        result += isMarkdown ? "\\\(scalar)" : "\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.replacing(":<!-- --> ", with: ": ")
  }

  /// The text so that it begins no list, rule, heading or indented code where a line begins with it. Blanks at its ends
  /// would be dropped.
  private static func atBeginning(_ text: String) -> String {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, text[digits.endIndex...].hasPrefix(". ") {
      return "\(digits)\\\(text[digits.endIndex...])"
    }
    switch text.first {
    case "-", "=": return "\\" + text
    case " ": return "&#32;" + text.dropFirst()
    default: return text
    }
  }

  /// A code span, also within a table's cell.
  static func code(_ text: String, limit: Int = 300) -> String {
    let clean = VisibleText.line(text, limit: limit).replacing("|", with: "\\|")
    let fence = String(repeating: "`", count: longestRun(clean) + 1)
    let pad = clean.hasPrefix("`") || clean.hasSuffix("`") || clean.isEmpty ? " " : ""
    return "\(fence)\(pad)\(clean)\(pad)\(fence)"
  }

  /// A fenced block.
  static func block(_ text: String, limit: Int) -> String {
    let clean = VisibleText.block(text, limit: limit)
    let fence = String(repeating: "`", count: max(3, longestRun(clean) + 1))
    return "\(fence)text\n\(clean)\(clean.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  private static func longestRun(_ text: String) -> Int {
    var longest = 0
    var current = 0
    for scalar in text.unicodeScalars {
      current = scalar == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
