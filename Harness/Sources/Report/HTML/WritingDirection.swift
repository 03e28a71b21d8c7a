/// Keeps text that is written from right to left from reordering what stands beside it.
///
/// The marks of writing direction are shown as escapes already (``VisibleText``); the letters of such scripts are left,
/// and digits and punctuation beside them would change their places (Unicode Standard Annex 9).
enum WritingDirection {
  /// Elements whose content is no text of the page, or takes no markup.
  private static let passedOver = ["style", "script", "title", "svg"]

  /// The page with every stretch of such letters in a `bdi` element. In a page that ``Markup`` made, `<` and `>` stand
  /// for tags alone.
  static func isolated(_ page: String) -> String {
    guard page.unicodeScalars.contains(where: isFromTheRight) else { return page }
    var result = ""
    var rest = page[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      result += text(rest[..<open])
      let end = endOfMarkup(rest[open...])
      result += rest[open..<end]
      rest = rest[end...]
    }
    return result + text(rest)
  }

  /// Behind the tag, or behind the whole element where its content is passed over.
  private static func endOfMarkup(_ rest: Substring) -> String.Index {
    func behind(_ sign: String, in text: Substring) -> String.Index {
      text.utf8.firstRange(of: sign.utf8)?.upperBound ?? rest.endIndex
    }
    let name = passedOver.first { name in
      rest.utf8.dropFirst().starts(with: name.utf8)
        && rest.utf8.dropFirst(name.count + 1).first.map(isNameEnd) ?? false
    }
    return behind(name.map { "</\($0)>" } ?? ">", in: rest)
  }

  private static func isNameEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: ">")
  }

  /// Single blanks and the like between two words of such letters belong to them.
  private static func text(_ text: Substring) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var place = 0
    while place < scalars.count {
      guard isFromTheRight(scalars[place]) else {
        result.append(scalars[place])
        place += 1
        continue
      }
      var end = place + 1
      while end < scalars.count {
        if isFromTheRight(scalars[end]) {
          end += 1
        } else if end + 1 < scalars.count, " -_.".unicodeScalars.contains(scalars[end]),
          isFromTheRight(scalars[end + 1])
        {
          end += 2
        } else {
          break
        }
      }
      result.append(contentsOf: "<bdi>".unicodeScalars)
      result.append(contentsOf: scalars[place..<end])
      result.append(contentsOf: "</bdi>".unicodeScalars)
      place = end
    }
    return String(result)
  }

  /// Letters, marks and digits of the blocks that Unicode sets apart for scripts written from right to left.
  private static func isFromTheRight(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfefe, 0x10800...0x10fff, 0x1e800...0x1efff: true
    default: false
    }
  }
}
