extension LogPage {
  /// Characters of one text; a path has at most 1,024.
  private static let longest = 1_600

  /// A label with text behind it, wrapped below its beginning; nothing where there is no text.
  func hanging(
    _ label: String, _ text: String, _ indent: Int = 0, isFaint: Bool = false, labelWidth: Int = 8
  ) -> [String] {
    guard !text.isEmpty else { return [] }
    let text = VisibleText.line(text, limit: Self.longest)
    let clean = ComparisonText.cut(label, width / 2)
    let margin = String(repeating: " ", count: indent)
    let space = max(labelWidth, clean.count) + 1
    var lines = ComparisonText.broken(text, width: max(20, width - indent - space))
    guard let first = lines.first else { return [] }
    lines = lines.dropFirst().map { margin + String(repeating: " ", count: space) + $0 }
    lines.insert(margin + clean.padding(to: space) + first, at: 0)
    return isFaint ? lines.map { ink.faint($0) } : lines
  }

  /// A part's heading, with a note behind it.
  func title(_ text: String, _ note: String = "") -> [String] {
    let lines = ComparisonText.broken(note, width: max(20, width - text.count - 2))
    guard let first = lines.first else { return [ink.bold(text)] }
    return [ink.bold(text) + "  " + first]
      + lines.dropFirst().map { String(repeating: " ", count: text.count + 2) + $0 }
  }

  /// `relay 120 · trace 4`.
  func counts(_ counts: [(name: String, count: Int)]) -> String {
    counts.map { "\(VisibleText.line($0.name, limit: 60)) \(LogWords.grouped($0.count))" }
      .joined(separator: " · ")
  }

  /// What was left out, and how to see it.
  /// - Parameters:
  ///   - total: how many there are.
  ///   - kept: how many the summary lists.
  func more(_ total: Int, kept: Int, _ one: String, _ many: String? = nil, indent: Int = 2) -> [String] {
    let shown = min(top, kept)
    guard total > shown else { return [] }
    let rest = LogWords.count(total - shown, "more \(one)", many.map { "more \($0)" })
    let hint = kept > shown ? ": --top lists more" + (kept == total ? ", --json has them" : "") : ""
    return ComparisonText.wrapped("… \(rest)\(hint)", width - indent).map {
      ink.faint(String(repeating: " ", count: indent) + $0)
    }
  }

  /// Names with counts, side by side as far as the width goes.
  func table(_ title: String, _ note: String, _ rows: [(name: String, count: Int)]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let longest = rows.map { VisibleText.line($0.name).count }.max() ?? 0
    let name = min(longest, max(16, width / 2 - 14))
    let digits = rows.map { LogWords.grouped($0.count).count }.max() ?? 1
    let cell = digits + 1 + name
    let columns = max(1, (width - 2 + 3) / (cell + 3))
    let height = (rows.count + columns - 1) / columns
    var lines = self.title(title, note)
    for line in 0..<height {
      let cells = stride(from: line, to: rows.count, by: height).map { index -> String in
        let number = LogWords.grouped(rows[index].count)
        let padded = String(repeating: " ", count: max(0, digits - number.count)) + number
        return "\(padded) \(ComparisonText.cut(rows[index].name, name))".padding(to: cell)
      }
      lines.append("  " + cells.joined(separator: "   ").trimmedRight)
    }
    return lines
  }
}

extension String {
  /// Without the blanks at its end.
  fileprivate var trimmedRight: String {
    var rest = self[...]
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}

extension ComparisonText {
  /// The text broken at blanks, words that are longer than a line broken where the line ends: a path is worth its
  /// whole length.
  static func broken(_ text: String, width: Int) -> [String] {
    var lines: [String] = [""]
    for word in VisibleText.line(text).split(separator: " ") {
      var rest = word
      if let last = lines.last, !last.isEmpty {
        if last.count + 1 + rest.count <= width {
          lines[lines.count - 1] = "\(last) \(rest)"
          continue
        }
        // A path may begin on the line that has room for a good part of it.
        let left = width - last.count - 1
        if rest.count > width, left >= 24 {
          lines[lines.count - 1] = "\(last) \(rest.prefix(left))"
          rest = rest.dropFirst(left)
        }
        lines.append("")
      }
      while rest.count > width {
        lines[lines.count - 1] = String(rest.prefix(width))
        rest = rest.dropFirst(width)
        lines.append("")
      }
      lines[lines.count - 1] = String(rest)
    }
    return lines.filter { !$0.isEmpty }
  }
}
