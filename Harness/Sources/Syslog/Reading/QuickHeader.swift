import ByteScan

/// A header in the relays' manner whose names were all met before: what a summary needs of it.
///
/// It was read as ``StampedHeader`` reads it; where that may say something else, nothing is read quickly.
struct QuickHeader {
  /// Where the process's name ends. A library's name in parentheses or the bracket before the pid follows.
  let nameEnd: Int
  /// Where the message begins.
  let message: Int
  /// Number of the process.
  let process: Int
  /// Number of the level.
  let level: Int
  let role: RoleCode

  /// - Parameter name: where the header begins.
  init(_ header: record_scan_header, name: Int, message: Int) {
    (nameEnd, self.message) = (name + Int(header.name), message)
    (process, level) = (Int(header.process), Int(header.level))
    role = RoleCode(byte: header.role & ~UInt8(RECORD_SCAN_PASSING))
  }
}

/// What headers have in common that are read quickly one after another.
struct QuickForm {
  let form: LogForm
  let host: HostName.Quick
  let stamp: KnownStamp

  /// Length of the stamp.
  var stampLength: Int { form == .trace ? KnownStamp.longest : KnownStamp.common }

  /// Lends a scan to the body that reads such headers, with the names of the book.
  func withScan<Result>(
    _ base: UnsafeRawPointer, _ book: SenderBook, _ headers: record_scan_headers, longest: Int,
    _ body: (inout record_scan) -> Result
  ) -> Result? {
    book.processes.withNames { processes in
      book.images.withNames { images in
        book.levels.withSlots { levels in
          MessageGate.words.withUnsafeBufferPointer { words in
            var scan = record_scan()
            scan.base = base.assumingMemoryBound(to: UInt8.self)
            (scan.stamp_head, scan.stamp_tail) = (stamp.head, stamp.tail)
            scan.has_fraction = form == .trace
            (scan.host_head, scan.host_tail) = (host.name.head, host.name.tail)
            scan.host_length = host.length
            scan.is_special = scan.has_fraction || host.length > 0
            scan.refuses_blanks = host.refusesBlanks
            scan.has_level = form != .asl
            scan.longest = longest
            scan.headers = headers
            scan.stamp_length = stampLength
            (scan.processes, scan.images, scan.levels) = (processes, images, levels)
            scan.words = words.baseAddress
            return Self.withGates(&scan, body)
          }
        }
      }
    }?.flatMap { $0 }?.flatMap { $0 }
  }

  private static func withGates<Result>(
    _ scan: inout record_scan, _ body: (inout record_scan) -> Result
  ) -> Result {
    WordingGate.wordings.withUnsafeBufferPointer { wordings in
      Redaction.texts.withUnsafeBufferPointer { redactions in
        LineGate.texts.withUnsafeBufferPointer { texts in
          (scan.wordings, scan.redactions) = (wordings.baseAddress, redactions.baseAddress)
          scan.texts = texts.baseAddress
          return body(&scan)
        }
      }
    }
  }
}
