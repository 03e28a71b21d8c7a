import Foundation

/// Bytes that a child process unpacks, streaming: whatever the input claims to hold, no more than the pipes' contents
/// is kept in memory.
///
/// The child is gone when the end was read, when the reader was told to stop, and when this is let go.
final class Unpacker: ByteSource {
  private let compression: Compression
  private let stop: StopSignal
  private let child: ChildProcess
  private let output: Descriptor
  private var complaints: Complaints
  private let supply: Supply
  private(set) var problems: [String] = []
  private var hasEnded = false

  /// Where the child gets its bytes.
  private enum Supply {
    /// It reads the file itself; the place up to which it came is seen in the descriptor that both share.
    case file(Descriptor, start: Int)
    /// It is handed what comes in.
    case stream(StreamFeed)
  }

  convenience init(
    _ compression: Compression, tool: String, file: Descriptor, start: Int, stop: StopSignal
  ) throws(SystemError) {
    try self.init(compression, tool: tool, input: file, supply: .file(file, start: start), stop: stop)
  }

  convenience init(
    _ compression: Compression, tool: String, stream: Stream, stop: StopSignal
  ) throws(SystemError) {
    let (feed, childEnd) = try Feed.make()
    try self.init(
      compression, tool: tool, input: childEnd, supply: .stream(StreamFeed(stream, into: feed)), stop: stop)
  }

  private init(
    _ compression: Compression, tool: String, input: Descriptor, supply: Supply, stop: StopSignal
  ) throws(SystemError) {
    let output = try PipeEnds()
    let complaints = try PipeEnds()
    child = try ChildProcess(
      tool, compression.arguments, input: input, output: output.writing, complaints: complaints.writing)
    output.reading.makeNonBlocking()
    complaints.reading.makeNonBlocking()
    self.compression = compression
    self.stop = stop
    self.output = output.reading
    self.complaints = Complaints(complaints.reading)
    self.supply = supply
  }

  var consumed: Int {
    switch supply {
    case .file(let descriptor, let start): (descriptor.offset ?? start) - start
    case .stream(let feed): feed.stream.consumed
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while !hasEnded {
      guard !stop.isGiven else {
        end()
        return 0
      }
      if let count = try exchange(into: buffer) {
        if count == 0 { try conclude() }
        return count
      }
    }
    return 0
  }

  /// Ends the child before its time; what it would still have said does not count.
  private func end() {
    child.end()
    hasEnded = true
  }

  /// Waits until something can be done, and does it. Nil where no bytes came of it, 0 at the end.
  private func exchange(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int? {
    var list = [pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)]
    if let number = complaints.number { list.append(pollfd(fd: number, events: Int16(POLLIN), revents: 0)) }
    let feedIndex = list.count
    if case .stream(let feed) = supply, let wish = feed.wish { list.append(wish) }
    try waitForAny(&list, milliseconds: Stream.patience)
    if complaints.number != nil, list[1].revents != 0 { complaints.take() }
    if list.count > feedIndex, list[feedIndex].revents != 0, case .stream(let feed) = supply {
      try feed.move()
    }
    return list[0].revents != 0 ? try output.read(into: buffer) : nil
  }

  /// The child has closed its output: hears its last words and judges how it ended.
  private func conclude() throws(SystemError) {
    hasEnded = true
    if case .stream(let feed) = supply { feed.close() }
    while let number = complaints.number {
      guard !stop.isGiven else { return child.end() }
      var list = [pollfd(fd: number, events: Int16(POLLIN), revents: 0)]
      try waitForAny(&list, milliseconds: Stream.patience)
      if list[0].revents != 0 { complaints.take() }
    }
    if let problem = compression.problem(ending: child.wait(), words: complaints.words) {
      problems.append(problem)
    }
  }
}
