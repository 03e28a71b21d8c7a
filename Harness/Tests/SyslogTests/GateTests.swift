import ByteScan
import Foundation
import Testing

@testable import Syslog

@Suite("The gates say no to nothing that would be recognised")
struct GateTests {
  private static let seeds: [ClosedRange<UInt64>] = (0..<8).map { ($0 * 50 + 1)...($0 * 50 + 50) }

  // MARK: Messages of processes that take no part in sandboxing

  /// Headers of a process that has no family, in each form whose headers are looked up.
  private static let headers = [
    "Mar 26 10:26:57 Notes[512] <Notice>: ", "Sep  1 16:21:01.549408 Notes(UIKit)[512] <Debug>: ",
    "Jul  1 09:00:55 host Notes[512]: ",
  ]

  /// What is wrong with the gate's answer about a message, in words.
  private static func fault(ofMessage message: [UInt8], behind header: String) -> String? {
    let bytes = Array(header.utf8) + message + [Ascii.newline]
    guard !bytes.contains(Ascii.nul), !bytes.contains(Ascii.escape),
      let record = LogReader.read(Data(bytes)).first, record.form != .repetition
    else { return nil }
    let end = record.bytes.upperBound
    let start = header.utf8.count
    guard end > start else { return nil }
    let mayMatter = (bytes[..<end] + GateSamples.following).withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return true }
      return mayNameExtension(base, from: start, to: end)
        || MessageGate.mayMatter(base, from: start, to: end - 1)
    }
    // Bytes that are no UTF-8 become longer when they are replaced, and that is no sign of a cut.
    let isCut = MessageText.isCut(record.message) && !record.message.contains("\u{FFFD}")
    guard !mayMatter, record.content != .plain || isCut else { return nil }
    return "\(record.content): \(record.message.debugDescription)"
  }

  private static func mayNameExtension(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Bool {
    var index = LineIndex()
    return index.withCursor(from: start, to: end, base) { cursor in
      _ = cursor.hasLine(from: start)
      var scan = record_scan()
      cursor.lend(to: &scan)
      scan.open.message = start
      return record_scan_has_word(&scan, end)
    } ?? true
  }

  private static func faults(of messages: [[UInt8]]) -> [String] {
    messages.flatMap { message in headers.compactMap { fault(ofMessage: message, behind: $0) } }
  }

  @Test("messages of the corpus, as they are and slightly changed")
  func messages() throws {
    let messages = try GateSamples.messages() + GateSamples.changedMessages()
    #expect(messages.count > 4_000)
    #expect(Self.faults(of: messages.map { Array($0.utf8) }) == [])
  }

  @Test("messages of damaged logs", arguments: seeds)
  func damagedMessages(seeds: ClosedRange<UInt64>) throws {
    for log in try GateSamples.logs(seeds) {
      #expect(Self.faults(of: GateSamples.lines(of: log)) == [])
      let messages = LogReader.read(Data(log)).map { Array($0.message.utf8) }
      #expect(Self.faults(of: messages) == [])
    }
  }

  // MARK: Lines of a capture

  private static func fault(ofLine line: [UInt8]) -> String? {
    let mayBegin = (line + [Ascii.newline] + GateSamples.following).withUnsafeBytes { buffer in
      buffer.baseAddress.map { LineGate.mayBegin($0) } ?? true
    }
    guard !mayBegin else { return nil }
    let text = line.span
    var state = PrettyJSON()
    let isText =
      StampedHeader.parse(text, at: 0) == nil && ToolMarker.parse(text) == nil
      && ToolHeader.parse(text, mayBePaste: false) == nil && ToolText.parse(text) == nil
      && state.content(of: text, mayBePaste: false) == nil
    return isText ? nil : String(decoding: line, as: UTF8.self)
  }

  @Test("lines of the corpus")
  func lines() throws {
    let lines = try Corpus.all().flatMap { GateSamples.lines(of: Array($0)) }
    #expect(lines.count > 300)
    #expect(lines.compactMap(Self.fault) == [])
    // Every place of a line, since connections break anywhere.
    let tails = lines.flatMap { line in (1..<min(60, max(line.count, 2))).map { Array(line.dropFirst($0)) } }
    #expect(tails.compactMap(Self.fault) == [])
  }

  @Test("lines of damaged logs", arguments: seeds)
  func damagedLines(seeds: ClosedRange<UInt64>) throws {
    for log in try GateSamples.logs(seeds) {
      #expect(GateSamples.lines(of: log).compactMap(Self.fault) == [])
    }
  }

  // MARK: Wordings of the families

  private static func faults(ofWording message: String) -> [String] {
    let bytes = Array(message.utf8)
    return LogFamily.allCases.compactMap { family in
      guard !WordingGate.mayBeKnown(family, bytes.span),
        let kind = DaemonMessage(family: family, process: "", message: message).kind
      else { return nil }
      return "\(family.rawValue) \(kind): \(message.debugDescription)"
    }
  }

  /// The same of the tight loop's gate, which takes those that other processes say as well for no wording.
  private static func quickFaults(ofWording message: String) -> [String] {
    let bytes = Array(message.utf8)
    return LogFamily.allCases.compactMap { family in
      guard !bytes.isEmpty, WordingGate.mayBeKnown(family, bytes.span),
        OpeningWords.family(of: bytes.span) == nil,
        !mayBeKnown(family, bytes)
      else { return nil }
      return "\(family.rawValue): \(message.debugDescription)"
    }
  }

  private static func mayBeKnown(_ family: LogFamily, _ message: [UInt8]) -> Bool {
    let padded = [Ascii.blank, Ascii.blank, Ascii.blank, Ascii.blank] + message + GateSamples.following
    return padded.withUnsafeBufferPointer { bytes in
      let (start, end) = (4, 4 + message.count)
      return withUnsafePointer(to: WordingGate.wordings[Int(RoleCode(family).byte)]) {
        record_scan_may_be_known($0, bytes.baseAddress, start, end)
      } || bytes.baseAddress.map { MessageGate.mayMatter($0, from: start, to: end) } ?? true
    }
  }

  @Test("wordings of the corpus, as they are and slightly changed")
  func wordings() throws {
    let messages = try GateSamples.messages() + GateSamples.changedMessages()
    #expect(messages.flatMap(Self.faults) == [])
    #expect(messages.flatMap(Self.quickFaults) == [])
  }

  @Test("wordings of damaged logs", arguments: seeds)
  func damagedWordings(seeds: ClosedRange<UInt64>) throws {
    for log in try GateSamples.logs(seeds) {
      let lines = GateSamples.lines(of: log).map { String(decoding: $0, as: UTF8.self) }
      let messages = LogReader.read(Data(log)).map(\.message)
      #expect((lines + messages).flatMap(Self.faults) == [])
      #expect((lines + messages).flatMap(Self.quickFaults) == [])
    }
  }
}
