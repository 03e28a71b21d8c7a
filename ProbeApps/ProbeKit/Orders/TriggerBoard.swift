import Foundation
public import ProbeProtocol

/// The system's notifications that reached the process, in order, and the wait for the next one of a kind.
public final class TriggerBoard: @unchecked Sendable {
  /// A place in the order of notifications.
  public struct Place: Hashable, Sendable {
    fileprivate var index: Int
    /// Seconds of the system's uptime at which it was taken: from there on a wait is counted.
    fileprivate(set) var since = ProcessInfo.processInfo.systemUptime

    /// Places are one where the same notification comes next.
    public static func == (left: Place, right: Place) -> Bool { left.index == right.index }
    public func hash(into hasher: inout Hasher) { hasher.combine(index) }
  }

  /// More are forgotten from the front, where nobody waits any longer.
  private static let maximumKept = 1_000

  private let condition = NSCondition()
  private var notices: [SystemNotice] = []
  private var forgotten = 0
  private var isClosed = false
  private var observer: (@Sendable () -> Void)?

  public init() {}

  /// Where the next notification will be.
  public var end: Place {
    condition.lock()
    defer { condition.unlock() }
    return Place(index: forgotten + notices.count)
  }

  /// The notifications from a place on.
  public func notices(from place: Place? = nil) -> [SystemNotice] {
    condition.lock()
    defer { condition.unlock() }
    return Array(notices.dropFirst(max(0, (place?.index ?? 0) - forgotten)))
  }

  /// Notes a notification.
  public func note(_ notice: SystemNotice) {
    condition.lock()
    notices.append(notice)
    if notices.count > Self.maximumKept {
      notices.removeFirst()
      forgotten += 1
    }
    let observer = observer
    condition.broadcast()
    condition.unlock()
    observer?()
  }

  /// Notes a notification that came this moment.
  public func note(_ signal: OrderTrigger.Signal) {
    note(SystemNotice(signal: signal, uptime: Int(ProcessInfo.processInfo.systemUptime * 1_000_000_000)))
  }

  /// The process ends: nobody waits any more.
  public func close() {
    condition.lock()
    defer { condition.unlock() }
    isClosed = true
    condition.broadcast()
  }

  /// Calls the receiver after every notification, on the thread that noted it.
  func observe(_ receiver: @escaping @Sendable () -> Void) {
    condition.lock()
    defer { condition.unlock() }
    observer = receiver
  }

  /// Waits for the first notification of a kind from a place on, and moves the place behind it.
  /// - Parameter milliseconds: counted from when the place was taken.
  /// - Returns: The notification; nil where it did not come in time.
  func wait(
    for signal: OrderTrigger.Signal, from place: inout Place, within milliseconds: Int
  ) -> SystemNotice? {
    let end = Date(timeIntervalSinceNow: place.left(of: milliseconds))
    condition.lock()
    defer { condition.unlock() }
    while !isClosed {
      let start = max(0, place.index - forgotten)
      if start < notices.count, let found = notices[start...].firstIndex(where: { $0.signal == signal }) {
        place.index = forgotten + found + 1
        place.since = ProcessInfo.processInfo.systemUptime
        return notices[found]
      }
      guard condition.wait(until: end) else { return nil }
    }
    return nil
  }
}

extension TriggerBoard.Place {
  /// Seconds that are left of so many milliseconds since the place was taken.
  func left(of milliseconds: Int) -> Double {
    max(0, since + Double(max(0, milliseconds)) / 1_000 - ProcessInfo.processInfo.systemUptime)
  }
}
