import Foundation

/// Stamps are shifted from a record on: a clock that was set, a zone that is not UTC. `syslog_relay` carries the
/// phone's local time without its zone (syslog-grammar.md, 1.4 and 1.9).
struct ClockShift: RecordStage {
  var seconds: Int
  /// Number of the first record with the new time, from 1.
  var from: Int
  private var count = 0

  init(seconds: Int, from: Int) {
    self.seconds = seconds
    self.from = from
  }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    count += 1
    var record = record
    if count >= from { record.time += TimeInterval(seconds) }
    records.append(record)
  }
}
