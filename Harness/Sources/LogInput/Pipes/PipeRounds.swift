import Foundation

/// The pipes that a reader reads, what came out of them, and who waits for it. Everything here is under one lock, which
/// is held for moments only.
final class PipeRounds: Sendable {
  /// What somebody who asked for bytes gets.
  enum Taken {
    case bytes(Data)
    case end
    case failure(SystemError)
  }

  typealias Taker = CheckedContinuation<Taken, Never>

  private struct Pipe {
    /// Nil when it has ended.
    var descriptor: Descriptor?
    var failure: SystemError?
    /// What nobody has taken yet.
    var pending = Data()
    var takers: [Taker] = []

    var room: Int { descriptor == nil ? 0 : PipeReader.pieceLimit - pending.count }

    /// What the next taker gets now, if there is anything to get.
    mutating func takePending() -> Taken? {
      if !pending.isEmpty {
        defer { pending = Data() }
        return .bytes(pending)
      }
      guard descriptor == nil else { return nil }
      guard let failure else { return .end }
      return .failure(failure)
    }
  }

  private struct State {
    var pipes: [Int: Pipe] = [:]
    var nextIdentifier = 0
    /// Wakes the thread; there while it runs.
    var alarm: PipeEnds?
    /// Whether the thread waits without limit and must be woken when it has something else to wait for.
    var isWaiting = false
  }

  private let pause: Int
  private let lock = NSLock()
  private nonisolated(unsafe) var state = State()

  init(pause: Int) { self.pause = pause }

  /// Starts reading a pipe that does not block.
  func add(_ descriptor: Descriptor) throws(SystemError) -> PipeStream {
    lock.lock()
    defer { lock.unlock() }
    if state.alarm == nil {
      let alarm = try PipeEnds()
      alarm.reading.makeNonBlocking()
      alarm.writing.makeNonBlocking()
      state.alarm = alarm
      let thread = Thread { [self] in run(alarm.reading) }
      thread.name = "pipes"
      thread.start()
    }
    let identifier = state.nextIdentifier
    state.nextIdentifier += 1
    state.pipes[identifier] = Pipe(descriptor: descriptor)
    ring()
    return PipeStream(identifier, of: self)
  }

  /// Gives the taker bytes, now or when they come.
  func take(_ identifier: Int, _ taker: Taker) {
    let taken = lock.withLock { takeOrWait(identifier, taker) }
    if let taken { taker.resume(returning: taken) }
  }

  private func takeOrWait(_ identifier: Int, _ taker: Taker) -> Taken? {
    guard var pipe = state.pipes[identifier] else { return .end }
    let wasFull = pipe.room == 0
    // Those who asked before come first.
    let taken = pipe.takers.isEmpty ? pipe.takePending() : nil
    if taken == nil { pipe.takers.append(taker) }
    state.pipes[identifier] = pipe
    if wasFull, taken != nil { ring() }
    return taken
  }

  /// Reads a pipe no further.
  func close(_ identifier: Int, forgetting: Bool) {
    lock.lock()
    let takers = end(identifier, failure: nil)
    if forgetting { state.pipes[identifier] = nil }
    ring()
    lock.unlock()
    takers.forEach { $0.resume(returning: .end) }
  }

  func closeAll() {
    lock.lock()
    let takers = state.pipes.keys.flatMap { end($0, failure: nil) }
    ring()
    lock.unlock()
    takers.forEach { $0.resume(returning: .end) }
  }

  /// Marks a pipe as ended. A pipe with takers has nothing pending; they are to be told.
  private func end(_ identifier: Int, failure: SystemError?) -> [Taker] {
    guard var pipe = state.pipes[identifier], pipe.descriptor != nil else { return [] }
    // The thread may hold on to the descriptor for the rest of its round; it is closed when that lets go.
    pipe.descriptor = nil
    pipe.failure = failure
    let takers = pipe.takers
    pipe.takers = []
    state.pipes[identifier] = pipe
    return takers
  }

  private func ring() {
    guard state.isWaiting, let alarm = state.alarm else { return }
    state.isWaiting = false
    var byte: UInt8 = 0
    _ = write(alarm.writing.number, &byte, 1)
  }
}

// MARK: - The thread

extension PipeRounds {
  /// A pipe in a round.
  private struct Entry {
    var identifier: Int
    var descriptor: Descriptor
    var room: Int
  }

  /// What a round got out of a pipe.
  private struct Catch {
    var identifier: Int
    /// Empty at the end.
    var bytes: Data
    var failure: SystemError?
  }

  /// Reads until no pipe is left to read.
  private func run(_ alarm: Descriptor) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: PipeReader.pieceLimit, alignment: 64)
    defer { buffer.deallocate() }
    while let entries = entries() {
      let caught = round(entries, alarm, buffer)
      deliver(caught)
      let most = caught.map(\.bytes.count).max() ?? 0
      // So much in one pause fills a pipe before the next one is over.
      if most > 0, most < PipeReader.pieceLimit / 2 { usleep(UInt32(pause) * 1_000) }
    }
  }

  /// The pipes that have room, or nil, with which the thread ends, when all have ended.
  private func entries() -> [Entry]? {
    lock.lock()
    defer { lock.unlock() }
    var entries: [Entry] = []
    var isAnyOpen = false
    for (identifier, pipe) in state.pipes {
      guard let descriptor = pipe.descriptor else { continue }
      isAnyOpen = true
      if pipe.room > 0 {
        entries.append(Entry(identifier: identifier, descriptor: descriptor, room: pipe.room))
      }
    }
    if isAnyOpen { state.isWaiting = true } else { state.alarm = nil }
    return isAnyOpen ? entries : nil
  }

  /// Waits until one of the pipes has something to say, and reads those that have.
  private func round(_ entries: [Entry], _ alarm: Descriptor, _ buffer: UnsafeMutableRawBufferPointer)
    -> [Catch]
  {
    var list = entries.map { pollfd(fd: $0.descriptor.number, events: Int16(POLLIN), revents: 0) }
    list.append(pollfd(fd: alarm.number, events: Int16(POLLIN), revents: 0))
    do {
      try waitForAny(&list, milliseconds: -1)
    } catch {
      // The list itself is at fault, or memory ran out: nothing can be read any more.
      return entries.map { Catch(identifier: $0.identifier, bytes: Data(), failure: error) }
    }
    if list[entries.count].revents != 0 { _ = try? alarm.read(into: buffer) }
    return zip(entries, list).compactMap { entry, answer in
      answer.revents == 0 ? nil : read(entry, UnsafeMutableRawBufferPointer(rebasing: buffer[..<entry.room]))
    }
  }

  private func read(_ entry: Entry, _ buffer: UnsafeMutableRawBufferPointer) -> Catch? {
    do {
      guard let count = try entry.descriptor.read(into: buffer) else { return nil }
      return Catch(
        identifier: entry.identifier,
        bytes: buffer.baseAddress.map { Data(bytes: $0, count: count) } ?? Data())
    } catch {
      return Catch(identifier: entry.identifier, bytes: Data(), failure: error)
    }
  }

  /// Gives what came to those who wait for it, and keeps the rest for those who will.
  private func deliver(_ caught: [Catch]) {
    var answers: [(Taker, Taken)] = []
    lock.lock()
    state.isWaiting = false
    for piece in caught {
      // Whoever closed it meanwhile does not want it any more.
      guard state.pipes[piece.identifier]?.descriptor != nil else { continue }
      if piece.bytes.isEmpty {
        let taken: Taken = piece.failure.map { .failure($0) } ?? .end
        answers += end(piece.identifier, failure: piece.failure).map { ($0, taken) }
      } else if let taker = state.pipes[piece.identifier]?.takers.first {
        state.pipes[piece.identifier]?.takers.removeFirst()
        answers.append((taker, .bytes(piece.bytes)))
      } else {
        state.pipes[piece.identifier]?.pending.append(piece.bytes)
      }
    }
    lock.unlock()
    for (taker, taken) in answers { taker.resume(returning: taken) }
  }
}
