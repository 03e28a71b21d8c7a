import Analysis
import ArgumentParser
import Scenario

extension LogFilter {
  /// The filter that the options of `analyze` describe.
  /// - Throws: `ValidationError` for a word that means nothing, with the nearest one that does.
  init(processes: [String], families: [String], since: String?, until: String?, text: String?) throws {
    self.init()
    self.processes = processes.flatMap { $0.split(separator: ",") }.map { NamePattern(String($0)) }
    for word in families.flatMap({ $0.split(separator: ",") }) { kinds.insert(try Self.kind(String(word))) }
    do {
      self.since = try since.map { try LogTime(parsing: $0) }
      self.until = try until.map { try LogTime(parsing: $0) }
      self.text = try text.map { try TextPattern($0) }
    } catch let error as LogTimeError {
      throw ValidationError(error.description)
    } catch let error as TextPatternError {
      throw ValidationError(error.description)
    }
  }

  private static func kind(_ word: String) throws -> LogKind {
    if let kind = LogKind(word: word) { return kind }
    let words = LogKind.allCases.map(\.word)
    let near = NearestWord.of(word, among: words).map { "; did you mean '\($0)'?" } ?? ";"
    throw ValidationError("no family is called '\(word)'\(near) There are: \(words.joined(separator: ", "))")
  }
}
