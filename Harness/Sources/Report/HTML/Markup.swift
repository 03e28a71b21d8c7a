import Mustache

/// Text that has been made visible and escaped for HTML, for element content and quoted attributes alike.
///
/// It is the only kind of text that the pages' view models hold, so that nothing unescaped can reach a
/// template: the template library escapes by `Character`, which lets a quote pass that a combining mark
/// follows.
struct Markup: MustacheCustomRenderable, Hashable {
  let renderText: String
  let isNull = false

  /// One line of text, cut at the limit.
  init(_ text: String, limit: Int = HTMLLimits.line) {
    renderText = Self.escape(VisibleText.line(text, limit: limit))
  }

  private init(escaped: String) { renderText = escaped }

  /// Text that keeps its line breaks, cut at the limit.
  static func block(_ text: String) -> Markup {
    Markup(escaped: escape(VisibleText.block(text, limit: HTMLLimits.text)))
  }

  /// What the program's own files hold: style sheet and script.
  static func trusted(_ text: String) -> Markup { Markup(escaped: text) }

  /// A list for a `data-` attribute: one member a line.
  static func list(_ members: [String]) -> Markup {
    let lines = members.distinct.map { escape(VisibleText.line($0, limit: 200)) }
    return Markup(escaped: lines.joined(separator: "&#10;"))
  }

  /// Text with every occurrence of the marks inside `<mark>`.
  static func marked(_ text: String, _ marks: [String], limit: Int = HTMLLimits.text) -> Markup {
    let text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    var ranges: [Range<String.Index>] = []
    for mark in marks where !mark.isEmpty {
      ranges += text.ranges(of: mark)
    }
    ranges.sort { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    var (result, place) = ("", text.startIndex)
    for range in ranges where range.lowerBound >= place {
      result += escape(VisibleText.block(String(text[place..<range.lowerBound])))
      result += "<mark>\(escape(VisibleText.block(String(text[range]))))</mark>"
      place = range.upperBound
    }
    return Markup(escaped: result + escape(VisibleText.block(String(text[place...]))))
  }

  /// A relative address of a file in the run folder; never another scheme, never outside the folder. No file has a path
  /// beyond 1,024 bytes (PATH_MAX of XNU): such a one leads to the folder.
  static func address(_ path: String, line: Int? = nil) -> Markup {
    guard path.utf8.count <= 1_024 else { return Markup(escaped: "./") }
    let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }.map { encoded(String($0)) }
    return Markup(escaped: "./" + parts.joined(separator: "/") + (line.map { "#L\($0)" } ?? ""))
  }

  /// A link to an anchor of the same page.
  static func anchor(_ id: String) -> Markup { Markup(escaped: "#" + encoded(id, keeping: "/")) }

  private static func encoded(_ text: String, keeping: String = "") -> String {
    let plain = "-._~" + keeping
    return text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: String(UnicodeScalar(byte))
      case let byte where plain.utf8.contains(byte): String(UnicodeScalar(byte))
      default: "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }
    }.joined()
  }

  /// Works on scalars, since a combining mark after `<` makes another `Character` of the two.
  private static func escape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
