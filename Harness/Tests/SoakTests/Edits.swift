import Foundation
import ProbeProtocol
import Takes
import VirtualPhone

/// One change to what a phone logged.
enum Edit: Hashable, Sendable {
  /// The entry of that number does not arrive.
  case remove(Int)
  /// A record arrives before the entry of that number.
  case insert(PhoneLogRecord, before: Int)
  /// The entry of that number arrives so many seconds later.
  case delay(Int, Double)
  /// The entry of that number has another stamp.
  case stamp(Int, Date)
}

extension Take {
  /// The take with changes.
  func shown(with edits: [Edit]) -> Showing {
    var removed: Set<Int> = []
    var added: [Int: [PhoneLogRecord]] = [:]
    var stamps: [Int: Date] = [:]
    var delays: [Int: Double] = [:]
    for edit in edits {
      switch edit {
      case .remove(let place): removed.insert(place)
      case .insert(let record, let place): added[place, default: []].append(record)
      case .delay(let place, let seconds): delays[place] = seconds
      case .stamp(let place, let date): stamps[place] = date
      }
    }
    let print = RelayPrint(host: hostName)
    var showing = Showing()
    for (number, place) in order(delays).enumerated() {
      for record in added[number] ?? [] { showing.log.append(print.printed(record)) }
      if !removed.contains(place) {
        if case .record(var record) = stream[place], let stamp = stamps[place] {
          record.time = stamp
          showing.log.append(print.printed(record))
        } else {
          showing.log.append(printed[place])
        }
      }
      showing.sizes.append(showing.log.count)
    }
    for record in added[stream.count] ?? [] { showing.log.append(print.printed(record)) }
    return showing
  }

  /// The entries' numbers in the order in which they arrive.
  ///
  /// A process's records keep their order. What the harness makes a process do comes after the event that it waited for
  /// before: it had read it in this very stream. The kernel waits for nobody.
  private func order(_ delays: [Int: Double]) -> [Int] {
    guard !delays.isEmpty else { return Array(stream.indices) }
    var keys: [Double] = []
    var last: [Int32: Double] = [:]
    var barrier = -Double.infinity
    for (place, entry) in stream.enumerated() {
      guard case .record(let record) = entry else {
        keys.append(-.infinity)
        continue
      }
      var key = record.time.timeIntervalSinceReferenceDate + (delays[place] ?? 0)
      key = max(key, last[record.pid] ?? key)
      if record.pid != 0 {
        key = max(key, barrier)
        barrier = isWaitedFor(record) ? key : barrier
      }
      last[record.pid] = key
      keys.append(key)
    }
    return stream.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  /// Events that end a step, fences and canaries: the harness goes on when it has read them.
  private func isWaitedFor(_ record: PhoneLogRecord) -> Bool {
    guard let event = EventGlance.event(in: record) else { return false }
    return event.kind == .end || event.kind == .fence || event.kind == .canary
  }
}
