/// Follows the objects of `log show --style json`, which are printed over many lines, by their brackets.
///
/// A lone `{` begins many a message's further lines too. So an object counts only where nothing has shown the log to
/// be another one, behind another object, or where `[{` opens the array as `log` does.
struct PrettyJSON: Hashable, Sendable {
  /// Whether objects are being read.
  private var isReading = false
  /// Whether something was seen that can hold a lone `{`.
  private var isDoubtful = false
  /// Brackets that are open; 0 outside of an object.
  private var depth = 0
  /// Blanks before the object that is open.
  private var indentation = 0
  /// Whether an object has just ended.
  private var hasEnded = false

  /// Whether the next line may mean something else than it would elsewhere.
  var isActive: Bool { isReading || depth > 0 || hasEnded }

  /// Takes note of a header in another form.
  mutating func leave(forFragment isFragment: Bool) {
    isReading = false
    isDoubtful = isDoubtful || isFragment
    depth = 0
    hasEnded = false
  }

  /// What a line without a header begins; nil where it goes on with what is open.
  mutating func content(of line: Span<UInt8>, mayBePaste: Bool) -> SpanContent? {
    let start = line.end(from: 0) { $0 == Ascii.blank || $0 == Ascii.tab }
    guard start < line.count else { return nil }
    if depth > 0 || line[start] == Ascii.openingBrace || line[start] == Ascii.openingBracket
      || line[start] == Ascii.closingBrace || line[start] == UInt8(ascii: ",")
    {
      if opens(line, from: start, mayBePaste: mayBePaste) {
        depth = 1
        indentation = start
        isReading = true
        hasEnded = false
        return .record(
          HeaderSpan(form: .logJSON, stamp: 0..<0, process: 0..<0, message: 0, isPending: true))
      }
      if depth > 0 {
        follow(line)
        return nil
      }
    }
    guard hasEnded, !line.reads("]", at: start..<line.count) else { return nil }
    hasEnded = false
    return .unplaced
  }

  /// Whether an object opens: `{`, `[{`, `},{` or `, {` and no more. One that is open ends there if it is not
  /// further to the left, as the objects inside of it never are.
  private func opens(_ line: Span<UInt8>, from start: Int, mayBePaste: Bool) -> Bool {
    guard depth == 0 || start <= indentation else { return false }
    var end = line.count
    while end > start, line[end - 1] == Ascii.blank { end -= 1 }
    guard end > start, line[end - 1] == Ascii.openingBrace, end - start <= 8 else { return false }
    for at in start..<(end - 1) {
      switch line[at] {
      case Ascii.blank, UInt8(ascii: ","), Ascii.openingBracket, Ascii.closingBrace: continue
      default: return false
      }
    }
    return isReading || mayBePaste && !isDoubtful || start == 0 && line.holds("[{", at: 0)
  }

  private mutating func follow(_ line: Span<UInt8>) {
    var at = 0
    while at < line.count, depth > 0 {
      switch line[at] {
      case Ascii.quote:
        at += 1
        while at < line.count, line[at] != Ascii.quote { at += line[at] == Ascii.backslash ? 2 : 1 }
      case Ascii.openingBrace, Ascii.openingBracket: depth += 1
      case Ascii.closingBrace, Ascii.closingBracket: depth -= 1
      default: break
      }
      at += 1
    }
    hasEnded = depth == 0
  }
}
