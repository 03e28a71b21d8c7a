import Foundation
import Syslog

/// Hands segments to workers and takes back what they found, in the order of the log. Workers do not run far ahead.
final class SegmentQueue: @unchecked Sendable {
  struct Outcome {
    var worker: Int
    var segment: Result<LogSegment, any Error>
  }

  private static let lead = 4

  private let condition = NSCondition()
  private let ranges: [Range<Int>]
  private var next = 0
  private var taken = 0
  private var isStopped = false
  private var outcomes: [Int: Outcome] = [:]
  private var sieves: [Int: LogSieve] = [:]
  private var working: Int

  init(_ ranges: [Range<Int>], workers: Int) {
    self.ranges = ranges
    working = workers
  }

  /// The next segment for a worker; it waits while the reader of the outcomes is behind. Nil when there is none.
  func work() -> (index: Int, range: Range<Int>)? {
    condition.withLock {
      while !isStopped, next < ranges.count, next >= taken + Self.lead { condition.wait() }
      guard !isStopped, next < ranges.count else { return nil }
      defer { next += 1 }
      return (next, ranges[next])
    }
  }

  func put(_ outcome: Outcome, at index: Int) {
    condition.withLock {
      outcomes[index] = outcome
      condition.broadcast()
    }
  }

  /// A worker is done, and leaves the sieve that knows the names of what it counted.
  func leave(_ worker: Int, _ sieve: LogSieve) {
    condition.withLock {
      sieves[worker] = sieve
      working -= 1
      condition.broadcast()
    }
  }

  /// What was found in a segment; waits for it.
  func outcome(at index: Int) -> Outcome? {
    condition.withLock {
      while outcomes[index] == nil, working > 0 { condition.wait() }
      defer {
        taken = index + 1
        condition.broadcast()
      }
      return outcomes.removeValue(forKey: index)
    }
  }

  /// Ends the work and waits for the workers.
  func stop() -> [Int: LogSieve] {
    condition.withLock {
      isStopped = true
      condition.broadcast()
      while working > 0 { condition.wait() }
      return sieves
    }
  }
}
