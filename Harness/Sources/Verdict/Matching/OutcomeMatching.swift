import Foundation
import ProbeProtocol
import Scenario

extension OutcomeExpectation {
  /// Whether the outcome is the expected one.
  func accepts(_ outcome: Outcome) -> Bool {
    switch (self, outcome) {
    case (.ok, .ok), (.none, .none): true
    case (.refused, _): outcome.isRefusal
    case (.errno(let names), .errno(let name)): names.contains(name)
    case (.error(let domain, let code, let message), .error(let failure)):
      (domain.map { $0 == failure.domain } ?? true) && (code.map { $0 == failure.code } ?? true)
        && (message.map { TextPattern($0)?.occurs(in: failure.message) ?? false } ?? true)
    default: false
    }
  }

  /// In the words of findings: `EPERM`, `a refusal`.
  var words: String {
    switch self {
    case .ok: "ok"
    case .none: "nil"
    case .refused: "a refusal"
    case .errno(let names): names.map(\.rawValue).joined(separator: " or ")
    case .error(let domain, let code, let message):
      "error "
        + [domain, code.map(String.init), message.map { "/\($0)/" }].compactMap { $0 }.joined(separator: " ")
    }
  }
}

/// A regular expression of a scenario.
struct TextPattern: Sendable {
  private let expression: NSRegularExpression

  /// Nil for text that is no regular expression.
  init?(_ pattern: String) {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return nil }
    self.expression = expression
  }

  /// Whether it matches some part of the text.
  func occurs(in text: String) -> Bool {
    expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }

  /// Whether it matches the text from end to end.
  func matchesWhole(_ text: String) -> Bool {
    let all = NSRange(text.startIndex..., in: text)
    return expression.firstMatch(in: text, range: all)?.range == all
  }
}
