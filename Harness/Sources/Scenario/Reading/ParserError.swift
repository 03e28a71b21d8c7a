import Foundation
import Yams

extension DiagnosticCollector {
  /// Reports what the YAML parser says, in its words and with what mends the commonest slips.
  func report(_ error: any Error) {
    let start = Place(line: 0, column: 0, length: 0)
    guard let error = error as? YamlError else {
      return report(.notYAML, at: start, "the file is not YAML: \(error)")
    }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      report(problem.trimmingCharacters(in: .whitespaces), context, at: mark)
    case .reader(let problem, _, _, _): report(.notYAML, at: start, problem)
    default: report(.notYAML, at: start, "the file cannot be read as YAML")
    }
  }

  private func report(_ problem: String, _ context: YamlError.Context?, at mark: Mark) {
    let place = Place(line: mark.line, column: mark.column, length: 1)
    if problem.contains("another document") {
      return report(
        .severalDocuments, at: place, "a second document begins here",
        help: "one file holds one document; take the '---' out or split the file")
    }
    if problem.contains("undefined alias") {
      return report(.yamlFeature, at: place, "an alias is not allowed", help: TreeGuard.writeOut)
    }
    if problem.contains("nesting level") { return report(.tooDeep, at: place, "the nesting is too deep") }
    let circumstance = context.map { "\($0.text.trimmingCharacters(in: .whitespaces)) " } ?? ""
    report(
      .notYAML, at: visible(place, else: context?.mark), "\(circumstance)\(problem)",
      help: help(for: problem, context, at: place))
  }

  /// A quote or bracket that is never closed is found at the end of the file; it is mended where it begins.
  private func visible(_ place: Place, else mark: Mark?) -> Place {
    guard let mark, source.scalars(ofLine: place.line)?.isEmpty ?? true else { return place }
    return Place(line: mark.line, column: mark.column, length: 1)
  }

  private func help(for problem: String, _ context: YamlError.Context?, at place: Place) -> String? {
    let scalars = source.scalars(ofLine: place.line) ?? []
    if scalars.indices.contains(place.column - 1), scalars[place.column - 1] == "\t" {
      return "a tab stands here; YAML is indented with spaces"
    }
    if problem.contains("mapping values are not allowed") {
      return "a text with ': ' in it needs quotes; the keys of one mapping begin in one column"
    }
    if problem.contains("cannot start any token") {
      return "a text that begins with this character needs quotes"
    }
    return context.map { "what is read here begins in line \($0.mark.line), column \($0.mark.column)" }
  }
}
