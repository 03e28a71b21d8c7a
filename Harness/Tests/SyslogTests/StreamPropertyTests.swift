import Foundation
import LogMutation
import Testing

@testable import Syslog

@Suite("Whatever the input")
struct StreamPropertyTests {
  private static let seeds: [UInt64] = Array(1...60)

  /// Bytes and words that logs trip over.
  private static let pieces: [[UInt8]] = [
    [0], [0, 0], [10], [13, 10], [27], [0xFF], [0xE2, 0x80], Array("\u{1B}[m".utf8),
    Array("\u{1B}[0;33m".utf8), Array("[connected]\n".utf8), Array("\n[disconnected]\n".utf8),
    Array("[connected:00008140-000C208C1108801C]\n".utf8), Array("Nov 10 17:58:47 ".utf8),
    Array("Nov 23 11:26:34 iPhone kernel[0] <Notice>: again\n".utf8), Array("\\M-b\\M^@\\M^Y".utf8),
    Array("\nkernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) signal\n".utf8),
    Array("\nNov  1 00:00:00 kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) file-read-data /x\n".utf8),
    Array("\n========================\nASL is here to serve you\n> \n".utf8),
    Array("Jan  2 00:00:00 --- last message repeated 3 times ---\n".utf8),
    Array("\n2020-09-15 19:15:10.931434-0700 Runner[541:226276] [Category] x\n".utf8),
    Array("\n2026-09-18 06:19:41.380 E  kernel[0:5f489] (Sandbox) Sandbox: a(1) deny(1) signal\n".utf8),
    Array("\n12:27:16.317 A  a[1:f] (B) c\n".utf8), Array("2026-09-18 06:58:59.507 kernel (Sandbox) ".utf8),
    Array("error\t17:53:57.863578+0530\tkernel\tx\n".utf8),
    Array("\n10/13/14 5:45:05.000 PM\tkernel[0]\tx".utf8),
    Array("\n[{\n".utf8), Array("\n},{\n".utf8), Array("{\n".utf8), Array("\n}]\n".utf8), Array("\"".utf8),
    Array("\\".utf8), Array("\\u003cx\\ud83d\\udc9a".utf8),
    Array("\n{\"timestamp\":\"1970-01-01 00:00:00.000000+0000\",\"eventMessage\":\"a\\nb\"}\n".utf8),
    Array("\n{\"msg\":\"Mar 26 10:26:57 h a[1] \\u003cNotice\\u003e: x\"}\n".utf8),
    Array("\nb'Mar 26 10:26:57 h a[1] <Notice>: \\xe2\\x80'\n".utf8), Array("\n(lldb) po x\n".utf8),
    Array("2026-08-21 15:17:29.123456 a{b}[1] <NOTICE>: x [c.d][e]\n".utf8), Array("\nsystem: ".utf8),
    Array("\n1405: ".utf8), Array("\nsharingd: x\n".utf8), Array("\nsandboxd - x\n".utf8),
    Array("\nWaiting for device to become available...\n".utf8),
    Array("\nDec 29 08:48:47 h d-@(#)PROGRAM:d  PROJECT:d-1\n[7] <Warning>: x\n".utf8),
  ]

  /// A log made of parts of the corpus, damaged.
  private static func log(seed: UInt64) throws -> Data {
    var random = SeededGenerator(state: seed)
    var log: [UInt8] = []
    let sources = try Corpus.all()
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard let source = sources.randomElement(using: &random), !source.isEmpty else { continue }
      let start = Int.random(in: 0..<source.count, using: &random)
      log += source.dropFirst(start).prefix(Int.random(in: 1...1_500, using: &random))
    }
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      let place = Int.random(in: 0...log.count, using: &random)
      if Bool.random(using: &random), let piece = pieces.randomElement(using: &random) {
        log.insert(contentsOf: piece, at: place)
      } else {
        log.removeSubrange(place..<min(log.count, place + Int.random(in: 0...30, using: &random)))
      }
    }
    return Data(log)
  }

  private static func expectTiling(_ records: [LogRecord], of log: Data, _ comment: Comment) {
    var end = 0
    var line = 1
    for record in records {
      #expect(record.bytes.lowerBound == end, comment)
      #expect(!record.bytes.isEmpty, comment)
      #expect(record.line == line, comment)
      end = record.bytes.upperBound
      line += log[record.bytes].count { $0 == 10 }
    }
    #expect(end == log.count, comment)
  }

  @Test("the records tile the log", arguments: seeds)
  func tiling(seed: UInt64) throws {
    let log = try Self.log(seed: seed)
    Self.expectTiling(LogReader.read(log), of: log, "seed \(seed)")
  }

  @Test("chunks do not change the records", arguments: seeds)
  func chunking(seed: UInt64) throws {
    let log = try Self.log(seed: seed)
    var random = SeededGenerator(state: seed &+ 1_000)
    let whole = LogReader.read(log)
    for longest in [1, 7, 300] {
      var reader = LogReader()
      var records: [LogRecord] = []
      var start = 0
      while start < log.count {
        let end = min(log.count, start + Int.random(in: 1...longest, using: &random))
        records += reader.append(log[start..<end])
        start = end
      }
      records += reader.finish()
      #expect(records == whole, "seed \(seed), chunks up to \(longest) bytes")
    }
  }

  @Test("chunks do not change where long records are cut", arguments: seeds)
  func chunkingAtLimit(seed: UInt64) throws {
    let log = try Self.log(seed: seed)
    var whole = LogReader(recordLimit: 200)
    var bytewise = LogReader(recordLimit: 200)
    let expected = whole.append(log) + whole.finish()
    let records = log.flatMap { bytewise.append(Data([$0])) } + bytewise.finish()
    #expect(records == expected, "seed \(seed)")
    Self.expectTiling(records, of: log, "seed \(seed)")
  }

  @Test("flushing at any time loses no byte", arguments: seeds)
  func flushing(seed: UInt64) throws {
    let log = try Self.log(seed: seed)
    var random = SeededGenerator(state: seed &+ 2_000)
    var reader = LogReader()
    var records: [LogRecord] = []
    var start = 0
    while start < log.count {
      let end = min(log.count, start + Int.random(in: 1...120, using: &random))
      records += reader.append(log[start..<end])
      if Bool.random(using: &random) { records += reader.flush() }
      start = end
    }
    Self.expectTiling(records + reader.finish(), of: log, "seed \(seed)")
  }
}
