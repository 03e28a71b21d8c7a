import Foundation
import ProbeProtocol
import Yams

/// Reads texts that may hold `${variable}`, and remembers which variables they use.
struct TemplateReader {
  let collector: DiagnosticCollector
  private(set) var uses: [Located<String>] = []

  init(collector: DiagnosticCollector) { self.collector = collector }

  /// Takes note of the variables in a text.
  mutating func note(_ text: Located<String>) {
    let template = Template(text.value)
    if template.isMalformed {
      collector.report(
        .badTemplate, at: collector.source.place(of: "${", in: text.place),
        "a '${' without a name and a '}'",
        help: "write ${name}, or $${ if the characters themselves are meant")
    }
    for name in template.variables {
      uses.append(Located(name, collector.source.place(of: "${\(name)}", in: text.place)))
    }
  }

  /// Takes note of the variables in all texts of a tree.
  mutating func note(textsIn node: Node) {
    switch node {
    case .scalar(let scalar): note(Located(scalar.string, collector.place(of: node)))
    case .sequence(let sequence): for element in sequence { note(textsIn: element) }
    case .mapping(let mapping): for (_, value) in mapping { note(textsIn: value) }
    case .alias: break
    }
  }

  /// A regular expression.
  mutating func pattern(_ node: Node, _ meaning: String) -> String? {
    guard let text = Values(collector: collector).text(node, meaning) else { return nil }
    note(text)
    let sample = Dictionary(Template(text.value).variables.map { ($0, JSONValue.string("x")) }) { first, _ in
      first
    }
    guard let pattern = try? Template(text.value).resolvedAsPattern(with: sample),
      (try? NSRegularExpression(pattern: pattern)) != nil
    else {
      collector.report(
        .badPattern, at: text.place, "\(meaning) is no regular expression",
        help:
          "brackets have to close; write \\ before a character that is meant as itself, and use 'single quotes'"
      )
      return nil
    }
    return text.value
  }

  /// A text.
  mutating func text(_ node: Node, _ meaning: String) -> String? {
    guard let text = Values(collector: collector).text(node, meaning) else { return nil }
    note(text)
    return text.value
  }
}
