import Foundation

/// Standard input, a FIFO, a terminal: bytes that come when they come.
final class Stream: ByteSource {
  private let descriptor: Descriptor
  private let stop: StopSignal
  /// What was read to see what the stream holds, and is still to be handed on.
  private var head: [UInt8] = []
  private var taken = 0
  private var hasEnded = false
  let problems: [String] = []

  init(_ descriptor: Descriptor, stop: StopSignal) {
    self.descriptor = descriptor
    self.stop = stop
  }

  var consumed: Int { taken - head.count }
  var number: Int32 { descriptor.number }

  /// How often a reader that waits looks whether it should stop.
  static let patience: Int32 = 100

  /// Reads until the first bytes tell what form the stream has; no byte more than that needs.
  func magic() throws(SystemError) -> Magic {
    var magic = Magic(head)
    while magic == .undecided {
      var bytes: [UInt8] = Array(repeating: 0, count: Magic.longest - head.count)
      let count = try bytes.withBytes { buffer throws(SystemError) in try take(into: buffer) }
      guard count > 0 else { return .plain }
      head += bytes[..<count]
      magic = Magic(head)
    }
    return magic
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    head.isEmpty ? try take(into: buffer) : handOnHead(into: buffer)
  }

  /// Reads what is there; nil where nothing is, 0 at the end. For a stream that was found to have something to say.
  func readNow(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int? {
    head.isEmpty ? try takeNow(into: buffer) : handOnHead(into: buffer)
  }

  /// Whether there are bytes at hand for which nobody need wait.
  var hasHead: Bool { !head.isEmpty }

  private func handOnHead(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(head.count, buffer.count)
    buffer.copyBytes(from: head[..<count])
    head.removeFirst(count)
    return count
  }

  /// Waits for bytes that were not taken yet; 0 at the end, or when told to stop.
  private func take(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    var list = [pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)]
    while !hasEnded, !stop.isGiven {
      // Before a FIFO has had its first writer, reading it says that it has ended; waiting does not.
      try waitForAny(&list, milliseconds: Self.patience)
      guard list[0].revents != 0 else { continue }
      if let count = try takeNow(into: buffer) { return count }
    }
    return 0
  }

  private func takeNow(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int? {
    guard let count = try descriptor.read(into: buffer) else { return nil }
    taken += count
    if count == 0 { hasEnded = true }
    return count
  }
}
