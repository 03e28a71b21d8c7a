import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// How a call of the program ended.
struct Ending: Sendable {
  /// 128 and the signal's number where a signal ended it.
  var status: Int32
  var outputBytes: Data
  var errors: String

  var output: String { String(decoding: outputBytes, as: UTF8.self) }
}

/// The program as a person has it: words, variables and a working directory in; two streams and a status out.
struct Program: Sendable {
  var executable = Places.sandprobe
  /// Where it is called from.
  var directory = Places.repository
  /// On top of the surrounding ones.
  var variables: [String: String] = [:]
  /// False for a call from within another one, which would wait for itself.
  var waitsItsTurn = true

  /// Calls it and waits for its end.
  func callAsFunction(_ words: String...) async throws -> Ending { try await call(words) }

  func call(_ words: [String]) async throws -> Ending { try await call(words) { _ in } }

  /// Calls it and does something while it runs. When the body throws, the program is killed.
  func call(
    _ words: [String], during body: @escaping @Sendable (RunningProgram) async throws -> Void
  ) async throws -> Ending {
    guard waitsItsTurn else { return try await perform(words, during: body) }
    return try await Turnstile.program.pass { try await perform(words, during: body) }
  }

  private func perform(
    _ words: [String], during body: @escaping @Sendable (RunningProgram) async throws -> Void
  ) async throws -> Ending {
    let transcript = Transcript()
    let result = try await Subprocess.run(
      configuration(words), input: .none, output: .sequence, error: .sequence
    ) { execution in
      let running = RunningProgram(pid: execution.processIdentifier.value, transcript: transcript)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for try await piece in execution.standardOutput {
            await transcript.add(piece.withUnsafeBytes { Data($0) }, to: .output)
          }
        }
        group.addTask {
          for try await piece in execution.standardError {
            await transcript.add(piece.withUnsafeBytes { Data($0) }, to: .errors)
          }
        }
        group.addTask { try await body(running) }
        try await group.waitForAll()
      }
    }
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Ending(
      status: status, outputBytes: await transcript.bytes(.output), errors: await transcript.text(.errors))
  }

  private func configuration(_ words: [String]) -> Configuration {
    var options = PlatformOptions()
    options.teardownSequence = [.send(signal: .kill, allowedDurationToNextStep: .seconds(1))]
    var all = ProcessInfo.processInfo.environment
    for name in ["USBMUXD_SOCKET_ADDRESS", "NO_COLOR", "CLICOLOR_FORCE", "SANDPROBE_SCENARIOS"] {
      all[name] = nil
    }
    all.merge(variables) { $1 }
    let environment = all.reduce(into: [Environment.Key: String]()) { result, pair in
      if let key = Environment.Key(rawValue: pair.key) { result[key] = pair.value }
    }
    return Configuration(
      executable: .path(FilePath(executable.path)), arguments: Arguments(words),
      environment: .custom(environment), workingDirectory: FilePath(directory.path),
      platformOptions: options)
  }
}

/// The program while it runs.
struct RunningProgram: Sendable {
  let pid: pid_t
  let transcript: Transcript

  func signal(_ number: Int32) { kill(pid, number) }

  /// Waits until a stream holds the text. The limit is for a program that hangs, not a measure of speed.
  func wait(for text: String, on stream: Transcript.Stream = .errors) async throws {
    for _ in 0..<6_000 {
      if await transcript.text(stream).contains(text) { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw NeverSaid(text: text, instead: await transcript.text(stream))
  }

  struct NeverSaid: Error {
    var text: String
    var instead: String
  }
}

/// What a program wrote so far.
actor Transcript {
  enum Stream {
    case output, errors
  }

  private var output = Data()
  private var errors = Data()

  func add(_ bytes: Data, to stream: Stream) {
    switch stream {
    case .output: output += bytes
    case .errors: errors += bytes
    }
  }

  func bytes(_ stream: Stream) -> Data { stream == .output ? output : errors }
  func text(_ stream: Stream) -> String { String(decoding: bytes(stream), as: UTF8.self) }
}

/// Lets only so many programs run at a time, so that tests side by side do not starve each other.
actor Turnstile {
  static let program = Turnstile(places: 4)

  private var free: Int
  private var queue: [CheckedContinuation<Void, Never>] = []

  init(places: Int) { free = places }

  nonisolated func pass<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result
  {
    await enter()
    do {
      let result = try await body()
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { queue.append($0) }
  }

  private func leave() {
    if queue.isEmpty { free += 1 } else { queue.removeFirst().resume() }
  }
}
