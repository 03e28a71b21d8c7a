import Foundation
import Yams

/// Bytes to a checked tree of YAML nodes: of bounded size and depth, with words for keys and nothing that refers to
/// something else.
enum DocumentReader {
  static let maximumSize = 1 << 20
  static let maximumDepth = 32

  /// A document and the list to which its readers add.
  struct Document {
    var root: Node
    var collector: DiagnosticCollector
  }

  static func read(_ bytes: Data, file: String) -> Result<Document, ScenarioFileError> {
    guard bytes.count <= maximumSize else {
      return failure(
        file, .tooLarge, "the file has \(bytes.count) bytes, more than the \(maximumSize) that are read",
        help: "split it into several files")
    }
    guard var text = String(bytes: bytes, encoding: .utf8) else { return notUTF8(bytes, file: file) }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let collector = DiagnosticCollector(source: SourceText(file: file, text: text))
    guard LexicalGuard.accepts(text, collector: collector), let root = compose(text, collector: collector)
    else {
      return .failure(ScenarioFileError(diagnostics: collector.diagnostics))
    }
    guard !collector.diagnostics.contains(where: { $0.category == .yamlFeature || $0.category == .tooDeep })
    else {
      return .failure(ScenarioFileError(diagnostics: collector.diagnostics))
    }
    return .success(Document(root: root, collector: collector))
  }

  // MARK: - Parsing

  private static func compose(_ text: String, collector: DiagnosticCollector) -> Node? {
    var text = text
    // The parser refuses a file at its first mapping with duplicate keys. Each one found is reported, renamed and
    // thereby out of the way, so that the rest of the file is checked as well.
    for round in 0..<50 {
      do {
        let parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
        guard let root = try parser.singleRoot(), !isNothing(root) else {
          let start = Place(line: 0, column: 0, length: 0)
          collector.report(.emptyFile, at: start, "the file holds nothing but blanks and comments")
          return nil
        }
        // Nodes hold their anchors weakly; the parser keeps them.
        withExtendedLifetime(parser) { TreeGuard(collector: collector).check(root, depth: 1) }
        return root
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let mark = Place(line: context.mark.line, column: context.mark.column, length: 1)
        let repair = DuplicateKey(keys: keys, first: mark, text: text)
        collector.reportDuplicate(key: repair.key, at: repair.place, firstLine: mark.line)
        guard let renamed = repair.textWithout(number: round) else { return nil }
        text = renamed
      } catch {
        collector.report(error)
        return nil
      }
    }
    return nil
  }

  private static func isNothing(_ root: Node) -> Bool {
    if case .scalar(let scalar) = root { return scalar.string.isEmpty && scalar.style == .plain }
    return false
  }

  // MARK: - Bytes

  private static func notUTF8(_ bytes: Data, file: String) -> Result<Document, ScenarioFileError> {
    var iterator = bytes.makeIterator()
    var codec = UTF8()
    var (line, column) = (1, 1)
    while case .scalarValue(let scalar) = codec.decode(&iterator) {
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    let diagnostic = Diagnostic(
      file: file, line: line, column: column, category: .notUTF8,
      message: "the file is not UTF-8 from here on",
      help: "save it as UTF-8")
    return .failure(ScenarioFileError(diagnostics: [diagnostic]))
  }

  private static func failure(
    _ file: String, _ category: DiagnosticCategory, _ message: String, help: String
  ) -> Result<Document, ScenarioFileError> {
    let diagnostic = Diagnostic(
      file: file, line: 0, column: 0, category: category, message: message, help: help)
    return .failure(ScenarioFileError(diagnostics: [diagnostic]))
  }
}
