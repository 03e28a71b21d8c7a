import ProbeProtocol

/// Joins the parts of events as they arrive. Parts that are not signed with the run's key are not taken.
struct EventAssembler {
  private struct Parts {
    var count: Int
    var payloads: [Int: String] = [:]
  }

  /// Unfinished events that are kept at most; the oldest gives way, since its missing part will not come.
  private static let capacity = 256

  private let run: RunID
  private let key: RunKey
  private var unfinished: [String: Parts] = [:]
  private var order: [String] = []

  init(run: RunID, key: RunKey) {
    self.run = run
    self.key = key
  }

  /// The event that this line completes.
  mutating func take(_ line: EventLine) -> Event? {
    guard line.isAuthentic(under: key) else { return nil }
    var parts = unfinished[line.event] ?? Parts(count: line.parts)
    if parts.payloads.isEmpty { order.append(line.event) }
    guard parts.count == line.parts else { return nil }
    parts.payloads[line.part] = line.payload
    guard parts.payloads.count == parts.count else {
      unfinished[line.event] = parts
      forgetOldest()
      return nil
    }
    unfinished[line.event] = nil
    order.removeAll { $0 == line.event }
    let payloads = (1...parts.count).compactMap { parts.payloads[$0] }
    guard let event = try? EventLine.event(joining: payloads), event.run == run else { return nil }
    return event
  }

  private mutating func forgetOldest() {
    guard order.count > Self.capacity else { return }
    unfinished[order.removeFirst()] = nil
  }
}
