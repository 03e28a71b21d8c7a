/// Why an external program gave no usable answer.
public enum ToolError: Error, Hashable, Sendable {
  /// It is in none of the folders of `PATH`.
  case missing(Tool, searched: [String])
  /// The operating system would not start it.
  case notStarted(command: String, why: String)
  /// It ended with another status than 0; with the last of what it wrote to standard error.
  case failed(command: String, status: String, complaint: String)
  /// It did not end in time and was ended.
  case timedOut(command: String, seconds: Double)
  /// It wrote more than the harness takes, in bytes, and was ended.
  case tooMuchOutput(command: String, limit: Int)
  /// It wrote something else than what it is known to write.
  case unreadable(command: String, why: String)
  /// The operating system would give no pipe to it, or would not let it be read; with the system's words.
  case unheard(command: String, why: String)
}

extension ToolError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let tool, let searched):
      "the program '\(tool.rawValue)' is not installed: it is in none of \(searched.joined(separator: ", "))"
    case .notStarted(let command, let why): "'\(command)' could not be started: \(why)"
    case .failed(let command, let status, let complaint):
      "'\(command)' ended with \(status)" + (complaint.isEmpty ? " and said nothing" : ": \(complaint)")
    case .timedOut(let command, let seconds):
      "'\(command)' did not end within \(seconds.formatted) s and was ended"
    case .tooMuchOutput(let command, let limit): "'\(command)' wrote more than \(limit) bytes and was ended"
    case .unreadable(let command, let why): "what '\(command)' wrote cannot be read: \(why)"
    case .unheard(let command, let why): "there is no pipe to hear '\(command)' through: \(why)"
    }
  }

  /// What to do next, as a sentence.
  public var remedy: String {
    switch self {
    case .missing(let tool, _): "Install it: \(tool.installCommand)"
    case .notStarted: "Check that the file is a program and may be run."
    case .failed: "Run the command by hand to see all that it says."
    case .timedOut: "Unplug the phone, plug it in again, and see whether the command answers by hand."
    case .tooMuchOutput, .unreadable:
      "Run the command by hand; if its output looks right, this version of the tool is not known yet."
    case .unheard: "Allow more open files (ulimit -n), or end programs that hold many."
    }
  }
}

extension Double {
  /// Without the fraction where there is none.
  fileprivate var formatted: String { self == rounded() ? "\(Int(self))" : "\(self)" }
}
