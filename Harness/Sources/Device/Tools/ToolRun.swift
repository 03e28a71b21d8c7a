public import Foundation
import LogInput
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
    let command = ([tool.rawValue] + arguments).joined(separator: " ")
    return try await run(try path(of: tool), arguments, command: command, limits: limits)
  }

  private func run(
    _ path: String, _ arguments: [String], command: String, limits: ToolLimits
  ) async throws -> ToolOutput {
    try await withThrowingTaskGroup(of: ToolOutput?.self) { group in
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

  /// Runs any command that ends by itself; nil where its program is not installed.
  /// - Throws: As ``run(_:_:limits:)`` does.
  public func run(_ command: ToolCommand, limits: ToolLimits = ToolLimits()) async throws -> ToolOutput? {
    guard let path = path(named: command.program) else { return nil }
    var environment = self
    environment.variables.merge(command.variables) { $1 }
    return try await environment.run(path, command.arguments, command: command.line, limits: limits)
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
    let output = try await run(tool, ["--help"], limits: ToolLimits(output: 1 << 20))
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
    let lifeline = try Self.lifeline(command)
    defer { lifeline.cut() }
    do {
      let result = try await Subprocess.run(
        configuration(path, arguments, teardown: .short), input: lifeline.input,
        output: .bytes(limit: limits.output), error: .bytes(limit: 1 << 20))
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
    /// For one that has files to finish.
    case patient
  }

  /// SIGINT, SIGTERM, SIGKILL, to the child and its children.
  func teardown(_ teardown: Teardown) -> [TeardownStep] {
    let wait: Duration =
      switch teardown {
      case .short: .milliseconds(300)
      case .orderly: .seconds(1)
      case .patient: .seconds(10)
      }
    return [Signal.interrupt, .terminate, .kill].map {
      .send(signal: $0, toProcessGroup: true, allowedDurationToNextStep: wait)
    }
  }

  /// A child in a process group of its own: a Ctrl-C on the terminal reaches the harness alone, which then ends its
  /// children in order. When the harness itself is killed, a ``Lifeline`` ends the child.
  func configuration(_ path: String, _ arguments: [String], teardown: Teardown) -> Configuration {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = self.teardown(teardown)
    let variables = variables.reduce(into: [Environment.Key: String]()) { result, pair in
      if let key = Environment.Key(rawValue: pair.key) { result[key] = pair.value }
    }
    return Configuration(
      executable: .path(FilePath(Lifeline.shell)), arguments: Arguments(Lifeline.words(for: path, arguments)),
      environment: .custom(variables), platformOptions: options)
  }

  /// What ends a child with the harness; to be cut when the child is gone.
  /// - Throws: ``ToolError/unheard(command:why:)``.
  static func lifeline(_ command: String) throws(ToolError) -> Lifeline {
    do { return try Lifeline() } catch { throw .unheard(command: command, why: error.why) }
  }
}

extension Lifeline {
  /// As a child gets it.
  var input: FileDescriptorInput {
    .fileDescriptor(FileDescriptor(rawValue: standardInput), closeAfterSpawningProcess: false)
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
