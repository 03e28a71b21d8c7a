import Verdict

/// Colour for a terminal, or none: the same text either way.
struct Ink {
  var isOn: Bool

  func verdict(_ verdict: Verdict, _ text: String) -> String { paint(text, VerdictStyle(verdict).ansi) }
  func change(_ change: Change, _ text: String) -> String { paint(text, ChangeStyle(change).ansi) }
  func bold(_ text: String) -> String { paint(text, 1) }
  func faint(_ text: String) -> String { paint(text, 2) }

  private func paint(_ text: String, _ code: Int) -> String {
    isOn ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
