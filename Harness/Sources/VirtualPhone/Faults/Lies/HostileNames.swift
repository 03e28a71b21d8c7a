/// Names that no program should trust.
package enum HostileNames {
  package static let markup = "<script>alert(1)</script>"
  package static let path = "../../x"
  package static let newline = "two\nlines"
  package static let escape = "\u{1B}[31mred\u{1B}]0;title\u{07}\u{1B}[2J"
  package static let rightToLeft = "\u{202E}gpj.x\u{200F}"
  package static let format = "%s%n%@$(id)`id`"
  package static let long = String(repeating: "A", count: 10_000)

  package static let all = [markup, path, newline, escape, rightToLeft, format, long]

  /// All in one, as a phone's name.
  package static let device = "\(markup) \(path)\n\(escape) \(rightToLeft) \(format) \(long)"
}
