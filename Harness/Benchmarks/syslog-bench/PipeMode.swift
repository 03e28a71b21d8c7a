/// One live stream at full speed.
enum PipeMode {
  struct Counts: Encodable {
    var lines = 0
    var records = 0
    var resident_kb = 0
  }

  /// Reads standard input to its end.
  static func count() throws -> Counts {
    var engine = LiveEngine()
    var counts = Counts()
    try Descriptor.standardInput.forEachChunk { chunk in
      chunk.forEachLine { _ in counts.lines += 1 }
      engine.append(chunk)
    }
    engine.finish()
    counts.records = engine.records
    counts.resident_kb = Clock.residentKilobytes
    return counts
  }

  /// Writes a file to standard output with one write a line, as idevicesyslog does.
  static func feed(_ path: String) throws {
    var tail: [UInt8] = []
    try Descriptor(reading: path).forEachChunk { chunk in
      var start = 0
      while let end = chunk[start...].firstIndex(of: 10) {
        let line = UnsafeRawBufferPointer(rebasing: chunk[start...end])
        if tail.isEmpty {
          try Descriptor.standardOutput.write(line)
        } else {
          tail += line
          try tail.withUnsafeBytes { try Descriptor.standardOutput.write($0) }
          tail = []
        }
        start = end + 1
      }
      tail += chunk[start...]
    }
    try tail.withUnsafeBytes { try Descriptor.standardOutput.write($0) }
  }
}
