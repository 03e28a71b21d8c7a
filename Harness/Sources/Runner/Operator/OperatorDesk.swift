/// Where a person sits who does at the phone what nothing else can: reads what is asked, and types a word.
///
/// What is asked goes out as ``RunProgress``; whether it was done is seen at the phone and never typed.
public protocol OperatorDesk: Sendable {
  /// Waits for a word that the person types; nil where no more can come.
  func nextWord() async -> OperatorWord?
}

/// What a person can say instead of doing what is asked.
public enum OperatorWord: String, Hashable, Sendable, CaseIterable {
  /// Leave this step out.
  case skip
  /// End the run here; it can be resumed.
  case leave

  /// Reads a typed line: `s` and `q`, or the words.
  public init?(typed line: String) {
    switch line.lowercased().filter({ !$0.isWhitespace }) {
    case "s", "skip": self = .skip
    case "q", "quit", "leave": self = .leave
    default: return nil
    }
  }
}

/// How something that was asked of a person ended.
public enum OperatorEnd: String, Hashable, Sendable {
  /// The phone shows that it was done.
  case done
  case skipped
  case timedOut = "timed-out"
  case left
}

/// The person left: the run ends at this step and can be resumed.
struct OperatorLeft: Error, CustomStringConvertible {
  var description: String { "the operator left" }
}

/// Who drives what is on the screen.
public enum Driver: String, Hashable, Sendable, CaseIterable {
  /// The Conductor, and a person where it cannot.
  case auto
  case conductor
  /// A person.
  case `operator`
}
