import Report
import Runner

/// What a person at the phone is told.
enum OperatorLines {
  static func asked(_ number: Int, _ instruction: String, isReminder: Bool, color: Bool) -> String {
    let sentence = VisibleText.line(instruction, limit: 400)
    guard !isReminder else { return "  [\(number)] still to do: \(sentence)\n" }
    let shown = color ? "\u{1B}[1m\(sentence)\u{1B}[0m" : sentence
    return "\n  [\(number)] \(shown)\n"
      + "      The run goes on when the phone shows that it was done. s and Enter skips it, q and Enter ends the run.\n"
  }

  static func ended(_ number: Int, _ end: OperatorEnd) -> String {
    let words =
      switch end {
      case .done: "seen"
      case .skipped: "skipped"
      case .timedOut: "nothing was seen in time; the step is left out"
      case .left: "the run ends here"
      }
    return "  [\(number)] \(words)\n"
  }
}
