/// Builds XML 1.0, escaped for its place and without the characters that XML forbids.
struct XMLText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var open: [String] = []
  /// Characters of an attribute's value; what is longer is cut and says so.
  private static let longestAttribute = 2_000

  private static let longestContent = 200_000

  mutating func start(_ name: String, _ attributes: [(String, String)]) {
    text += indent + "<\(name)\(Self.list(attributes))>\n"
    open.append(name)
  }

  mutating func end() {
    guard let name = open.popLast() else { return }
    text += indent + "</\(name)>\n"
  }

  mutating func leaf(_ name: String, _ attributes: [(String, String)], _ content: String = "") {
    let head = indent + "<\(name)\(Self.list(attributes))"
    text +=
      content.isEmpty
      ? "\(head)/>\n"
      : "\(head)>\(Self.escape(VisibleText.block(content, limit: Self.longestContent)))</\(name)>\n"
  }

  private var indent: String { String(repeating: "  ", count: open.count) }

  private static func list(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0.0)=\"\(escape(VisibleText.line($0.1, limit: longestAttribute)))\"" }.joined()
  }

  /// Works on scalars, since a combining mark after `<` makes another `Character` of the two.
  private static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
