import Dispatch
import Foundation
import Runner

/// The person at the keyboard: reads lines, and gives those that say something.
///
/// What a person types is never evidence that something was done: the words only skip a step or end the run.
final class OperatorTerminal: OperatorDesk {
  private let lines: LineFeed

  /// Nil where standard input is no terminal: then nobody is there who could be asked.
  init?() {
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    lines = LineFeed(descriptor: STDIN_FILENO)
  }

  func nextWord() async -> OperatorWord? {
    for await line in lines.listen() {
      if let word = OperatorWord(typed: line) { return word }
      if !line.allSatisfy(\.isWhitespace) {
        Terminal.standardError.write("        s and Enter skips this step, q and Enter ends the run here\n")
      }
    }
    return nil
  }
}

/// The lines that somebody types, for whoever listens at the moment.
private final class LineFeed: @unchecked Sendable {
  private let lock = NSLock()
  private let source: any DispatchSourceRead
  private var pending = ""
  private var listener: AsyncStream<String>.Continuation?

  init(descriptor: Int32) {
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
    source.setEventHandler { [weak self] in self?.read(descriptor) }
    source.resume()
  }

  deinit { source.cancel() }

  /// What is typed from now on; what was typed before anything was asked is dropped.
  func listen() -> AsyncStream<String> {
    let (stream, continuation) = AsyncStream<String>.makeStream()
    lock.withLock {
      listener?.finish()
      pending = ""
      listener = continuation
    }
    return stream
  }

  private func read(_ descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: 1_024)
    let count = Foundation.read(descriptor, &buffer, buffer.count)
    lock.withLock {
      guard count > 0 else {
        // The terminal is gone.
        source.cancel()
        listener?.finish()
        return
      }
      pending += String(decoding: buffer[..<count], as: UTF8.self)
      while let end = pending.firstIndex(of: "\n") {
        listener?.yield(String(pending[..<end]))
        pending = String(pending[pending.index(after: end)...].prefix(1_024))
      }
    }
  }
}
