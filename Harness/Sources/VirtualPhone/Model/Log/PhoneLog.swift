import Dispatch
import Foundation

/// The one stream in which everything that the phone logs ends up: records in the order in which they come due,
/// handed to the observers by a thread of its own.
final class PhoneLog: @unchecked Sendable {
  /// Nanoseconds of the monotonic clock.
  static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  private struct Entry {
    var due: UInt64
    var number: Int
    var make: @Sendable () -> PhoneLogRecord?
  }

  private let condition = NSCondition()
  /// Sorted, the next one last.
  private var entries: [Entry] = []
  private var nextNumber = 0
  private var observers: [Int: @Sendable (PhoneLogRecord) -> Void] = [:]
  private var isStopped = false
  private var isDelivering = false
  private var thread: WorkerThread?

  init() {
    thread = WorkerThread(name: "virtual phone log") { [self] in deliver() }
  }

  /// Puts a record into the stream once the delay is over. The record gets its time then.
  /// - Parameter make: Makes the record when it is due, or nothing.
  func append(after delay: UInt64 = 0, _ make: @escaping @Sendable () -> PhoneLogRecord?) {
    condition.lock()
    defer { condition.unlock() }
    guard !isStopped else { return }
    let entry = Entry(due: Self.now + delay, number: nextNumber, make: make)
    nextNumber += 1
    entries.insert(entry, at: index(of: entry))
    condition.broadcast()
  }

  func observe(_ receiver: @escaping @Sendable (PhoneLogRecord) -> Void) -> PhoneLogObservation {
    condition.lock()
    defer { condition.unlock() }
    let number = nextNumber
    nextNumber += 1
    if !isStopped { observers[number] = receiver }
    return PhoneLogObservation { [weak self] in self?.forget(number) }
  }

  /// Ends the stream: nothing is delivered any more when this returns.
  func stop() {
    condition.lock()
    isStopped = true
    entries = []
    observers = [:]
    condition.broadcast()
    condition.unlock()
    thread?.join()
  }

  /// Waits until nothing is on its way into the stream any more.
  func waitUntilQuiet() {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped, isDelivering || !entries.isEmpty { condition.wait() }
  }

  private func forget(_ number: Int) {
    condition.lock()
    defer { condition.unlock() }
    observers[number] = nil
  }

  private func index(of entry: Entry) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if (entries[middle].due, entries[middle].number) > (entry.due, entry.number) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func deliver() {
    while let (entry, receivers) = next() {
      guard var record = entry.make() else { continue }
      record.time = Date()
      for receiver in receivers { receiver(record) }
    }
  }

  /// Waits for the next entry that is due; nil once the log is stopped.
  private func next() -> (Entry, [@Sendable (PhoneLogRecord) -> Void])? {
    condition.lock()
    defer { condition.unlock() }
    isDelivering = false
    while !isStopped {
      if entries.isEmpty { condition.broadcast() }
      let now = Self.now
      if let entry = entries.last, entry.due <= now {
        entries.removeLast()
        isDelivering = true
        return (entry, observers.sorted { $0.key < $1.key }.map(\.value))
      }
      if let entry = entries.last {
        _ = condition.wait(until: Date(timeIntervalSinceNow: Double(entry.due - now) / 1e9))
      } else {
        condition.wait()
      }
    }
    return nil
  }
}
