extension HeaderSpan {
  /// The header with what only the whole record shows: the fields of JSON over many lines, the label at a
  /// pymobiledevice3 record's end, the pid behind a process name with a newline in it. Nil where they are not there; the
  /// record is unplaced text then.
  /// - Parameter record: its bytes, without colour codes.
  func resolved(in record: Span<UInt8>) -> HeaderSpan? {
    switch form {
    case .logJSON where isPending: JSONRecord.parse(record, isPretty: true)
    case .relay where isPending: BrokenName.parse(record)
    case .pymobiledevice: PymobiledeviceHeader.labelled(self, in: record)
    default: self
    }
  }
}
