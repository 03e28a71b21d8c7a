/// The last of what a child wrote to its standard error.
struct Complaints {
  private var source: Descriptor?
  private var bytes: [UInt8] = []

  init(_ source: Descriptor) { self.source = source }

  /// Bytes that are kept.
  private static let limit = 4 << 10

  /// For waiting; nil when the child has closed it.
  var number: Int32? { source?.number }

  /// Reads what is there.
  mutating func take() {
    var piece: [UInt8] = Array(repeating: 0, count: Self.limit)
    do {
      let count = try piece.withBytes { buffer throws(SystemError) in
        try source?.read(into: buffer)
      }
      guard let count else { return }
      if count == 0 { source = nil }
      bytes = Array((bytes + piece[..<count]).suffix(Self.limit))
    } catch {
      source = nil
    }
  }

  /// As one line.
  var words: String {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }.suffix(3).joined(
        separator: "; ")
  }
}

extension Compression {
  /// What a program's end says about what it unpacked; nil where it was in order. The wordings are those of gzip 1.12
  /// and zstd 1.5.4; another wording is passed on as it is.
  func problem(ending: ChildProcess.Ending, words: String) -> String? {
    let cause: String
    switch ending {
    case .status(0), .unknown: return nil
    case .signal(let number): return "\(tool) was ended by signal \(number) before it had unpacked everything"
    case .status(let status): cause = words.isEmpty ? "\(tool) ended with status \(status)" : words
    }
    if words.contains("unexpected end of file") || words.contains("premature end") {
      return "the \(rawValue) data ends early; what could be unpacked of it was read"
    }
    if words.contains("trailing garbage ignored") {
      return "other bytes follow the \(rawValue) data, which were left out"
    }
    return "the \(rawValue) data is damaged, and what comes after the damage is missing: \(cause)"
  }
}
