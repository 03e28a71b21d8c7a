public import Foundation
import ProbeProtocol

/// What a run tells the phone about the Conductor that it wants.
public struct RunnerBrief: Sendable {
  /// The run's token, for a Conductor that nobody started with another one.
  public var token: String
  /// The folder for result bundles and the pages that are made of them; it is made when there is one.
  public var results: URL
  /// Is told how the runner fares.
  public var tell: @Sendable (RunnerNotice) async throws -> Void

  public init(
    token: String, results: URL, tell: @escaping @Sendable (RunnerNotice) async throws -> Void = { _ in }
  ) {
    self.token = token
    self.results = results
    self.tell = tell
  }
}

/// What happens to a runner that the harness started.
public enum RunnerNotice: Hashable, Sendable {
  /// The Conductor does not answer, and nothing here could start it; with what would make that possible.
  case cannotStart(remedies: [String])
  /// A program is about to start it; with its command, in which the token is hidden, and whether it takes the place of a
  /// Conductor that answers to another token.
  case starting(program: String, command: String, replacing: Bool)
  /// It answers.
  case answers
  /// The program ended; `status 0`, with the last that it said. Whether the runner is gone is another question.
  case ended(program: String, status: String, words: String)
  /// A result bundle is there, and a page of it where one could be made: both by their names in the results' folder.
  case results(bundle: String, page: String?)
}

/// Why the runner did not come up.
public enum RunnerError: Error, Hashable, Sendable {
  /// The program ended before the Conductor answered.
  case ended(program: String, status: String?, words: String)
  /// The program runs, and the Conductor does not answer.
  case silent(program: String, seconds: Double)
  /// What was started did not take the place of a Conductor that answers to another token.
  case stillAnother(program: String, words: String)
  /// It was started anew so often that it makes no sense any more.
  case diesAgainAndAgain(program: String, count: Int, words: String)
}

extension RunnerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .ended(let program, let status, let words):
      "\(program) ended\(status.map { " with \($0)" } ?? "") before the Conductor answered"
        + (words.isEmpty ? "" : ": \(words)")
    case .silent(let program, let seconds):
      "\(program) runs, and the Conductor did not answer within \(Int(seconds.rounded(.up))) s"
    case .stillAnother(let program, let words):
      "a Conductor that was started with another token still answers after \(program) started one"
        + (words.isEmpty ? "" : ": \(words)")
    case .diesAgainAndAgain(let program, let count, let words):
      "the Conductor's runner was started \(count) times by \(program) and ended each time"
        + (words.isEmpty ? "" : ": \(words)")
    }
  }

  /// What to do next.
  public var remedy: String {
    switch self {
    case .ended(let program, _, _), .diesAgainAndAgain(let program, _, _):
      "Unlock the phone, then run the command by hand (host.jsonl of the run has it) to see all that \(program) says."
    case .stillAnother:
      "End the runner's app on the phone, or set \(Conductor.tokenEnvironmentName) to the token that it was started with; then run again."
    case .silent:
      "Unlock the phone: one with a passcode asks for it when a UI test begins. Trust the developer in Settings > General > VPN & Device Management."
    }
  }
}
