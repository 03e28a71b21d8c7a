public import Foundation

/// Reads many pipes on one thread, for as long as there are any.
///
/// Between two rounds the thread sleeps a few milliseconds, so that a tool that writes line by line costs a read for
/// many lines and not one for each. It sleeps without limit while nothing comes, and not at all while a pipe is filled
/// faster than that. Every pipe is read to its end, what its writer left behind at its death included. What nobody takes
/// stays in the pipe and makes that writer wait, and no other.
public final class PipeReader: Sendable {
  private let rounds: PipeRounds

  /// - Parameter pause: between two rounds, in milliseconds.
  public init(pause: Int = 5) { rounds = PipeRounds(pause: pause) }

  /// Makes a pipe and reads it.
  /// - Throws: what the system says, in words, where it has no more descriptors.
  public func pipe() throws(PipeReaderError) -> (stream: PipeStream, writing: PipeWritingEnd) {
    do {
      let ends = try PipeEnds()
      ends.reading.makeNonBlocking()
      return (try rounds.add(ends.reading), PipeWritingEnd(ends.writing))
    } catch {
      throw PipeReaderError(why: error.words)
    }
  }

  /// Ends every stream; what their readers have not taken yet they still get.
  public func stop() { rounds.closeAll() }
}

/// Why a pipe cannot be made or read.
public struct PipeReaderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// In the system's words.
  public var why: String

  public var description: String { "a pipe to a tool cannot be read: \(why)" }
}

/// The end of a pipe that a child gets. As long as it is open here the stream has no end, so it is to be closed as soon
/// as the child has been started, or could not be.
public final class PipeWritingEnd: Sendable {
  private let lock = NSLock()
  private nonisolated(unsafe) var descriptor: Descriptor?
  /// The descriptor's number, until it is closed.
  public let number: Int32

  init(_ descriptor: Descriptor) {
    self.descriptor = descriptor
    number = descriptor.number
  }

  /// Closes it here. Doing it again changes nothing.
  public func close() { lock.withLock { descriptor = nil } }
}

/// What comes out of one pipe.
public final class PipeStream: Sendable {
  private let rounds: PipeRounds
  private let identifier: Int

  init(_ identifier: Int, of rounds: PipeRounds) {
    self.identifier = identifier
    self.rounds = rounds
  }

  /// Nobody can ask for more.
  deinit { rounds.close(identifier, forgetting: true) }

  /// The next bytes, all that have come since the last ones but at most ``PipeReader/pieceLimit``; nil at the end.
  ///
  /// A cancelled task goes on waiting: what ends a stream is its writer's end, so that its last words are heard, or
  /// ``close()``.
  public func next() async throws(PipeReaderError) -> Data? {
    let taken: PipeRounds.Taken = await withCheckedContinuation { rounds.take(identifier, $0) }
    switch taken {
    case .bytes(let bytes): return bytes
    case .end: return nil
    case .failure(let error): throw PipeReaderError(why: error.words)
    }
  }

  /// Reads no further. What has come already is still handed out.
  public func close() { rounds.close(identifier, forgetting: false) }
}

extension PipeReader {
  /// Bytes that a stream keeps for its reader at most.
  public static let pieceLimit = 64 << 10
}
