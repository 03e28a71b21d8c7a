import ByteScan
import Testing

@testable import Syslog

@Suite("Many bytes looked at at once")
struct ByteScanTests {
  /// What is wrong with the places that scans find in a log, in words.
  private static func faults(of log: [UInt8]) -> [String] {
    let bytes = log + [UInt8](repeating: UInt8(ascii: "s"), count: BYTE_SCAN_BEHIND)
    var newlines = [UInt32](repeating: 0, count: BYTE_SCAN_NEWLINES)
    var words = [UInt32](repeating: 0, count: BYTE_SCAN_WORDS)
    var faults: [String] = []
    var at = 0
    while at < log.count {
      let seen = bytes.withUnsafeBytes {
        byte_scan_lines($0.baseAddress.map { $0 + at }, log.count - at, &newlines, &words)
      }
      let part = at..<min(at + seen.reached, log.count)
      if newlines.prefix(Int(seen.newlines)).map({ Int($0) + at })
        != part.filter({ log[$0] == Ascii.newline })
      {
        faults.append("newlines in \(part)")
      }
      let found = Set(words.prefix(Int(seen.words)).map { Int($0) + at })
      // At the end of a scan an x may count that none follows.
      if !found.isSuperset(of: part.filter { isWord(log, at: $0) })
        || found.contains(where: { !part.contains($0) || log[$0] != UInt8(ascii: "x") })
      {
        faults.append("words in \(part)")
      }
      if part.contains(where: { endsScan(log[$0]) }) { faults.append("a NUL or escape in \(part)") }
      guard seen.is_stopped ? endsScan(log[part.upperBound]) : seen.reached > 0 else {
        return faults + ["a stop at \(part.upperBound)"]
      }
      at = part.upperBound + (seen.is_stopped ? 1 : 0)
    }
    return faults
  }

  private static func endsScan(_ byte: UInt8) -> Bool { byte == Ascii.nul || byte == Ascii.escape }

  private static func isWord(_ log: [UInt8], at place: Int) -> Bool {
    log[place] == UInt8(ascii: "x") && (place + 4 >= log.count || log[place + 4] == UInt8(ascii: "s"))
  }

  @Test("finds in the corpus every newline, word and end")
  func corpus() throws {
    for log in try Corpus.all() {
      // From every place, so that each byte stands at every place of a block.
      for start in 0..<min(66, log.count) { #expect(Self.faults(of: Array(log.dropFirst(start))) == []) }
    }
  }

  @Test("finds them in damaged logs, and among nothing but newlines and words")
  func damaged() throws {
    for log in try GateSamples.logs(1...100) { #expect(Self.faults(of: Array(log)) == []) }
    #expect(Self.faults(of: [UInt8](repeating: Ascii.newline, count: 40_000)) == [])
    #expect(Self.faults(of: Array(String(repeating: "xxxxs\n", count: 9_000).utf8)) == [])
  }

  @Test("a text is ASCII or not, and no mark stands before the place that is given")
  func text() {
    for length in 0..<200 {
      let plain = [UInt8](repeating: UInt8(ascii: "<"), count: length)
      for place in 0..<length {
        var text = plain
        text[place] = 0x80
        #expect(!text.withUnsafeBytes { byte_scan_text($0.baseAddress, $0.count).is_ascii })
        text[place] = UInt8(ascii: "p")
        let seen = text.withUnsafeBytes { byte_scan_text($0.baseAddress, $0.count) }
        #expect(seen.is_ascii)
        #expect(seen.mark <= (place > 0 ? place - 1 : length))
      }
    }
  }
}
