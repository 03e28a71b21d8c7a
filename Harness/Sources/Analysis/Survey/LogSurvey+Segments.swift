import Foundation
import Syslog

extension LogSurvey {
  /// Reads bytes of a log from a place into a buffer, and says how many they were; 0 at its end.
  public typealias PlacedRead = @Sendable (Int, UnsafeMutableRawBufferPointer) throws -> Int

  private static let chunk = 256 << 10

  /// Reads the first bytes of the source, which can be had from any place, with several workers. The summary is the one
  /// that reading them from front to back gives. The source goes on with ``append(_:)-(UnsafeRawBufferPointer)``.
  ///
  /// Each part of the log is read as if nothing changed in its form; where something did, the rest is read again.
  /// - Parameter proceed: is told how far the log was read, and says whether to go on.
  /// - Throws: what `read` throws.
  public mutating func read(
    _ size: Int, workers: Int, _ read: @escaping PlacedRead, proceed: (Int) -> Bool
  ) throws {
    try self.read(size, workers: workers, inPartsOf: 8 << 20, read, proceed: proceed)
  }

  /// - Parameter length: of a part, in bytes.
  mutating func read(
    _ size: Int, workers: Int, inPartsOf length: Int, _ read: @escaping PlacedRead, proceed: (Int) -> Bool
  ) throws {
    let first = try Self.cut(at: length / 2, of: size, read)
    guard sieve != nil, workers > 1, let first, size > 2 * length else {
      return try readOn(from: 0, to: size, read, proceed)
    }
    try readOn(from: 0, to: first, read, proceed)
    endPart()
    guard let state = sieve?.state else { return }
    guard state.isSteady else {
      sieve?.begin(at: first, as: state)
      return try readOn(from: first, to: size, read, proceed)
    }
    let ranges = try Self.ranges(from: first, to: size, of: length, read)
    let rest = try readSegments(ranges, as: state, workers: workers, read, proceed)
    try readOn(from: rest, to: size, read, proceed)
  }

  /// From front to back.
  private mutating func readOn(
    from start: Int, to end: Int, _ read: PlacedRead, _ proceed: (Int) -> Bool
  ) throws {
    var place = start
    while place < end, proceed(place) {
      let count = try fill(atMost: min(Self.chunk, end - place)) { try read(place, $0) }
      guard count > 0 else { return }
      place += count
    }
  }

  /// Ends the part that the sieve read so far; a record begins behind it.
  private mutating func endPart() {
    guard let segment = sieve?.endSegment([]) else { return }
    var sum = SegmentCounts()
    sum.add(segment)
    take(segment)
    if let sieve { settle(sum.counts(by: sieve)) }
  }

  private mutating func take(_ segment: LogSegment) {
    for find in segment.finds { take(find) }
    if segment.endsSilently { gaps.passedOver(lastStamp: segment.lastStamp) }
    settle(quiet: segment.quiet, records: segment.records, lastStamp: segment.lastStamp)
    counts.extent.lines += segment.newlines
    lineOffset += segment.newlines
  }

  // MARK: Workers

  /// - Returns: up to where the log was read; the sieve stands ready there.
  private mutating func readSegments(
    _ ranges: [Range<Int>], as state: SieveState, workers: Int, _ read: @escaping PlacedRead,
    _ proceed: (Int) -> Bool
  ) throws -> Int {
    let queue = SegmentQueue(ranges, workers: workers)
    for worker in 0..<workers {
      Thread.detachNewThread { Self.work(worker, queue, state, read) }
    }
    var sums = [SegmentCounts](repeating: SegmentCounts(), count: workers)
    var end = state
    var place = ranges.first?.lowerBound ?? 0
    var failure: (any Error)?
    reading: for (index, range) in ranges.enumerated() where failure == nil && end == state && proceed(place)
    {
      guard let outcome = queue.outcome(at: index) else { break }
      switch outcome.segment {
      case .success(let segment):
        take(segment)
        sums[outcome.worker].add(segment)
        end = segment.end
        place = range.upperBound
        sources[sources.count - 1].bytes += range.count
        counts.extent.bytes += range.count
      case .failure(is SegmentCutShort): break reading
      case .failure(let error): failure = error
      }
    }
    let sieves = queue.stop()
    for (worker, sum) in sums.enumerated() {
      if let sieve = sieves[worker] { settle(sum.counts(by: sieve)) }
    }
    sieve?.begin(at: place, as: end)
    if let failure { throw failure }
    return place
  }

  private static func work(_ worker: Int, _ queue: SegmentQueue, _ state: SieveState, _ read: PlacedRead) {
    var sieve = LogSieve()
    while let (index, range) = queue.work() {
      sieve.begin(at: range.lowerBound, as: state)
      var finds: [LogFind] = []
      var place = range.lowerBound
      let segment = Result {
        while place < range.upperBound {
          let wanted = min(chunk, range.upperBound - place)
          guard let found = try sieve.fill(atMost: wanted, { try read(place, $0) }) else {
            throw SegmentCutShort()
          }
          finds += found
          place = sieve.position
        }
        return sieve.endSegment(finds)
      }
      queue.put(SegmentQueue.Outcome(worker: worker, segment: segment), at: index)
    }
    queue.leave(worker, sieve)
  }

  // MARK: Cuts

  /// Parts that each begin with a header, up to the last place where one could be found.
  private static func ranges(
    from start: Int, to size: Int, of length: Int, _ read: PlacedRead
  ) throws -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var place = start
    while place + length < size {
      guard let next = try cut(at: place + length, of: size, read) else { break }
      ranges.append(place..<next)
      place = next
    }
    return ranges
  }

  /// The first place behind `start` where the log can be cut; nil where none is near.
  private static func cut(at start: Int, of size: Int, _ read: PlacedRead) throws -> Int? {
    guard start < size else { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: SegmentCut.reach, alignment: 16)
    defer { buffer.deallocate() }
    var count = 0
    while count < buffer.count {
      let more = try read(start + count, UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      guard more > 0 else { break }
      count += more
    }
    return SegmentCut.place(in: UnsafeRawBufferPointer(rebasing: buffer[..<count])).map { start + $0 }
  }
}

/// The file became shorter while it was read.
struct SegmentCutShort: Error {}
