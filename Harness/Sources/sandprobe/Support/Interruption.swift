import Dispatch
import Foundation

/// SIGINT, SIGTERM and SIGHUP as something to wait for.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Waits for the first of them; from then on the next one, whichever it is, ends the program at once.
  static func first() async -> Int32 {
    await withCheckedContinuation { continuation in
      let waiter = Waiter(continuation)
      for number in signals { waiter.watch(number) }
    }
  }

  /// Runs the body and cancels it when the person at the keyboard wants out.
  static func cancelling<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let work = Task { try await body() }
    let watch = Task {
      let number = await first()
      // The work is done, and what is left takes no time to speak of.
      guard !Task.isCancelled else { return _ = kill(getpid(), number) }
      Terminal.standardError.write("\nInterrupted: closing the run folder. Once more ends at once.\n")
      work.cancel()
    }
    defer { watch.cancel() }
    return try await work.value
  }

  private final class Waiter: @unchecked Sendable {
    private let lock = NSLock()
    private var continuation: CheckedContinuation<Int32, Never>?
    private var sources: [any DispatchSourceSignal] = []

    init(_ continuation: CheckedContinuation<Int32, Never>) { self.continuation = continuation }

    func watch(_ number: Int32) {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        lock.withLock {
          // The default action comes back, so that a second signal ends the program. A terminal that closes sends
          // SIGHUP and nothing else.
          for number in Interruption.signals { signal(number, SIG_DFL) }
          continuation?.resume(returning: number)
          continuation = nil
          sources.forEach { $0.cancel() }
          sources = []
        }
      }
      lock.withLock { sources.append(source) }
      source.resume()
    }
  }
}
