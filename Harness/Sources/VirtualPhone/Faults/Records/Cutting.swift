/// Messages end after so many bytes, without a mark.
///
/// os_log cuts near 1,024 bytes (syslog-grammar.md, section 3, and os/log.h of the iOS 16.5 SDK); at other levels than
/// the default it keeps 256.
struct Cutting: RecordStage {
  var limit: Int

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    var record = record
    record.message = LogText.cut(record.message, to: limit)
    records.append(record)
  }
}
