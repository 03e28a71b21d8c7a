/// Gathers the mistakes of one file.
///
/// A class, since readers of every part of a file add to the same list; it never leaves the call that made it.
final class DiagnosticCollector {
  let source: SourceText
  private var found: [Diagnostic] = []

  /// A file that is wrong throughout says no more with its thousandth mistake.
  private static let limit = 100

  init(source: SourceText) { self.source = source }

  /// The mistakes in the order of their places.
  var diagnostics: [Diagnostic] {
    let sorted = found.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
    }
    return sorted.prefix(Self.limit).map(\.element)
  }

  var isEmpty: Bool { found.isEmpty }

  func report(_ category: DiagnosticCategory, at place: Place, _ message: String, help: String? = nil) {
    // Beyond this nothing is kept, so that a hostile file costs no memory.
    guard found.count < Self.limit * 10 else { return }
    found.append(
      Diagnostic(
        file: source.file, line: place.line, column: place.column, category: category, message: message,
        help: help, sourceLine: source.line(place.line), length: place.length))
  }

  /// Reports a word that is none of those that may stand there.
  /// - Parameter listing: What the candidates are: `The actors of this scenario`.
  func report(
    _ category: DiagnosticCategory, at place: Place, _ message: String, word: String,
    among candidates: [String],
    listing: String
  ) {
    guard found.count < Self.limit * 10 else { return }
    report(category, at: place, message, help: Self.help(for: word, among: candidates, listing: listing))
  }

  /// `did you mean 'outsider'? The actors of this scenario are member, outsider`.
  static func help(for word: String, among candidates: [String], listing: String) -> String {
    let list: String
    switch candidates.count {
    case 0: list = "\(listing): there are none"
    case 1: list = "\(listing): only \(candidates[0])"
    case ...40: list = "\(listing) are \(candidates.joined(separator: ", "))"
    default: list = "\(listing) are \(candidates.prefix(40).joined(separator: ", ")) and others"
    }
    guard let nearest = NearestWord.of(word, among: candidates) else {
      return list.prefix(1).lowercased() + list.dropFirst()
    }
    return "did you mean '\(nearest)'? \(list)"
  }
}
