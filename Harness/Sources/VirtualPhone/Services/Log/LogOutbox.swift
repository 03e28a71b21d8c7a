import Foundation
import NIOConcurrencyHelpers
import NIOCore

/// What a phone has logged and a client has not been sent yet. Filled from any thread, emptied by an event loop.
final class LogOutbox: Sendable {
  private struct State {
    var pending = ByteBuffer()
    /// Bytes that have left the outbox and were not written to the socket yet.
    var inFlight = 0
    var isScheduled = false
    var isClosed = false
    /// Nothing is taken any more; what is pending still goes out.
    var isEnded = false
  }

  /// What to do after a record was put in.
  enum Need {
    case nothing
    case flush
    case close
  }

  private let state = NIOLockedValueBox(State())
  private let limit: Int

  /// - Parameter limit: how many unread bytes are kept.
  init(limit: Int) { self.limit = limit }

  func append(_ bytes: Data) -> Need {
    state.withLockedValue { state in
      guard !state.isClosed, !state.isEnded else { return .nothing }
      guard state.pending.readableBytes + state.inFlight + bytes.count <= limit else {
        state.isClosed = true
        state.pending = ByteBuffer()
        return .close
      }
      state.pending.writeBytes(bytes)
      defer { state.isScheduled = true }
      return state.isScheduled ? .nothing : .flush
    }
  }

  /// Takes nothing more: the connection closes when all that is pending was written.
  /// - Returns: whether a flush has to be asked for.
  func end() -> Need {
    state.withLockedValue { state in
      guard !state.isEnded else { return .nothing }
      state.isEnded = true
      defer { state.isScheduled = true }
      return state.isScheduled ? .nothing : .flush
    }
  }

  /// Whether it was ended and everything was written.
  var isDone: Bool {
    state.withLockedValue { $0.isEnded && $0.inFlight == 0 && $0.pending.readableBytes == 0 }
  }

  /// All that is pending; the next record asks for a flush again.
  func take() -> ByteBuffer {
    state.withLockedValue { state in
      defer { state.pending = ByteBuffer() }
      state.isScheduled = false
      state.inFlight += state.pending.readableBytes
      return state.pending
    }
  }

  func wrote(_ bytes: Int) { state.withLockedValue { $0.inFlight -= bytes } }

  func close() {
    state.withLockedValue { state in
      state.isClosed = true
      state.pending = ByteBuffer()
    }
  }
}
