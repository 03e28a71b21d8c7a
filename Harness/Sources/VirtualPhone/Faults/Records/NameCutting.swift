/// Names of processes are cut, as the kernel's are at 16 bytes (syslog-grammar.md, section 4).
struct NameCutting: RecordStage {
  var limit: Int

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    var record = record
    record.process = LogText.cut(record.process, to: limit)
    if var denial = DenialText(record) {
      denial.process = Substring(LogText.cut(String(denial.process), to: limit))
      record.message = denial.text
    }
    records.append(record)
  }
}
