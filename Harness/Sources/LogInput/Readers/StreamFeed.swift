import Foundation

/// Carries a stream to a child, a piece at a time, and never waits.
final class StreamFeed {
  let stream: Stream
  /// Nil when the child has all that there is, or takes no more.
  private var feed: Feed?
  private var piece: [UInt8] = []
  private var sent = 0

  init(_ stream: Stream, into feed: Feed) {
    self.stream = stream
    self.feed = feed
  }

  private static let pieceSize = 64 << 10

  /// What has to be waited for: the child while it has not taken the piece, or else the next piece.
  var wish: pollfd? {
    guard let feed else { return nil }
    return sent < piece.count || stream.hasHead
      ? pollfd(fd: feed.number, events: Int16(POLLOUT), revents: 0)
      : pollfd(fd: stream.number, events: Int16(POLLIN), revents: 0)
  }

  /// Ends the child's input.
  func close() { feed = nil }

  /// Takes the next piece where the last is gone, and hands over what the child takes.
  func move() throws(SystemError) {
    guard let feed else { return }
    if sent == piece.count, try !refill() { return }
    let from = sent
    do {
      sent += try piece.withBytes { bytes throws(SystemError) in
        try feed.send(UnsafeRawBufferPointer(rebasing: bytes[from...]))
      }
    } catch {
      // The child is gone or wants no more: how it ended says why.
      guard error.code == EPIPE || error.code == ECONNRESET else { throw error }
      self.feed = nil
    }
  }

  /// Whether there is a piece to hand over now.
  private func refill() throws(SystemError) -> Bool {
    sent = 0
    piece = []
    var bytes: [UInt8] = Array(repeating: 0, count: Self.pieceSize)
    let count = try bytes.withBytes { buffer throws(SystemError) in
      try stream.readNow(into: buffer)
    }
    guard let count else { return false }
    guard count > 0 else {
      feed = nil
      return false
    }
    bytes.removeLast(bytes.count - count)
    piece = bytes
    return true
  }
}
