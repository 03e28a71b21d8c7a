public import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// How much time and output a program that should end by itself is given.
public struct ToolLimits: Hashable, Sendable {
  public var time: Duration
  /// Bytes of standard output.
  public var output: Int

  public init(time: Duration = .seconds(20), output: Int = 16 << 20) {
    self.time = time
    self.output = output
  }
}

/// What a program that ended by itself left.
public struct ToolOutput: Hashable, Sendable {
  /// The command as a person would type it.
  public var command: String
  public var standardOutput: Data
  /// Invalid UTF-8 is replaced.
  public var standardError: String
  /// `status 255` or `signal 9`.
  public var status: String
  public var isSuccess: Bool

  /// The end of standard error, for a sentence.
  public var complaint: String { ToolOutput.tail(of: standardError) }

  /// The last lines of a text, joined to one.
  static func tail(of text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    return String(lines.filter { !$0.isEmpty }.suffix(3).joined(separator: "; ").suffix(600))
  }
}

extension ToolEnvironment {
  /// Runs a program that ends by itself and takes all that it writes.
  /// - Throws: `ToolError`, but never for its exit status; `CancellationError`.
  public func run(
    _ tool: Tool, _ arguments: [String], limits: ToolLimits = ToolLimits()
  ) async throws -> ToolOutput {
    let path = try path(of: tool)
    let command = ([tool.rawValue] + arguments).joined(separator: " ")
    return try await withThrowingTaskGroup(of: ToolOutput?.self) { group in
      group.addTask { try await collect(path, arguments, command: command, limits: limits) }
      group.addTask {
        try await Task.sleep(for: limits.time)
        return nil
      }
      defer { group.cancelAll() }
      guard let output = try await group.next() ?? nil else {
        throw ToolError.timedOut(command: command, seconds: limits.time.seconds)
      }
      try Task.checkCancellation()
      return output
    }
  }

  /// As ``run(_:_:limits:)``, and its status must be 0.
  public func output(
    of tool: Tool, _ arguments: [String], limits: ToolLimits = ToolLimits()
  ) async throws -> Data {
    let output = try await run(tool, arguments, limits: limits)
    guard output.isSuccess else {
      throw ToolError.failed(command: output.command, status: output.status, complaint: output.complaint)
    }
    return output.standardOutput
  }

  /// What a program prints for `--help`, both streams: what it can do is read there, since version numbers do not
  /// tell (Debian 13's idevicesyslog calls itself 1.3.0 and is not).
  public func help(of tool: Tool) async throws -> String {
    let output = try await run(tool, ["--help"], limits: ToolLimits(time: .seconds(10), output: 1 << 20))
    return String(decoding: output.standardOutput, as: UTF8.self) + output.standardError
  }

  /// The version that a program prints, as text for people; nil where it prints none.
  public func version(of tool: Tool) async -> String? {
    let limits = ToolLimits(time: .seconds(10), output: 1 << 16)
    guard let output = try? await run(tool, ["--version"], limits: limits), output.isSuccess else {
      return nil
    }
    let line = String(decoding: output.standardOutput, as: UTF8.self).split(whereSeparator: \.isNewline).first
    return line.map { String($0.prefix(100)) }
  }

  private func collect(
    _ path: String, _ arguments: [String], command: String, limits: ToolLimits
  ) async throws -> ToolOutput {
    do {
      let result = try await Subprocess.run(
        configuration(path, arguments, teardown: .short), output: .bytes(limit: limits.output),
        error: .bytes(limit: 1 << 20))
      return ToolOutput(
        command: command, standardOutput: Data(result.standardOutput),
        standardError: String(decoding: result.standardError, as: UTF8.self),
        status: result.terminationStatus.words, isSuccess: result.terminationStatus.isSuccess)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      if error.code == .outputLimitExceeded {
        throw ToolError.tooMuchOutput(command: command, limit: limits.output)
      }
      throw ToolError.notStarted(command: command, why: error.description)
    }
  }

  /// How long a child is given to end.
  enum Teardown {
    case short, orderly
  }

  /// SIGINT, SIGTERM, SIGKILL, to the child and its children.
  func teardown(_ teardown: Teardown) -> [TeardownStep] {
    let wait: Duration = teardown == .short ? .milliseconds(300) : .seconds(1)
    return [Signal.interrupt, .terminate, .kill].map {
      .send(signal: $0, toProcessGroup: true, allowedDurationToNextStep: wait)
    }
  }

  /// A child in a process group of its own: a Ctrl-C on the terminal reaches the harness alone, which then ends its
  /// children in order.
  func configuration(_ path: String, _ arguments: [String], teardown: Teardown) -> Configuration {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = self.teardown(teardown)
    let variables = variables.reduce(into: [Environment.Key: String]()) { result, pair in
      if let key = Environment.Key(rawValue: pair.key) { result[key] = pair.value }
    }
    return Configuration(
      executable: .path(FilePath(path)), arguments: Arguments(arguments), environment: .custom(variables),
      platformOptions: options)
  }
}

extension TerminationStatus {
  /// `status 255` or `signal 9`.
  var words: String {
    switch self {
    case .exited(let code): "status \(code)"
    case .signaled(let signal): "signal \(signal)"
    }
  }
}

extension Duration {
  /// As a number of seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
