import Foundation
import Testing

@testable import Syslog

@Suite("The sieve")
struct SieveTests {
  /// What the records of a log were found to be, plain ones left out, by lines.
  private static func found(byReader log: Data) -> [String] {
    LogReader.read(log).filter { $0.content != .plain }.map(Self.name).sorted()
  }

  private static func name(_ record: LogRecord) -> String {
    if case .daemon(let family) = record.content { return "daemon \(family.rawValue)" }
    return "\(record.content)"
  }

  private static func found(bySieve log: Data) -> [String] {
    var sieve = LogSieve()
    var finds = log.withUnsafeBytes { sieve.append($0) }
    finds += sieve.finish()
    let seen = finds.compactMap { find -> String? in
      switch find.what {
      case .record(let record): record.content == .plain ? nil : name(record)
      case .decision(let decision): "\(LogContent.sandbox(decision.violation))"
      case .plain, .quiet: nil
      }
    }
    let quiet = sieve.counts().quiet.flatMap { _, quiet in
      repeatElement("daemon \(quiet.family.rawValue)", count: quiet.count)
    }
    return (seen + quiet).sorted()
  }

  @Test("finds in the corpus what the reader finds", arguments: Corpus.names)
  func corpus(name: String) throws {
    let log = try Corpus.log(name)
    #expect(Self.found(bySieve: log) == Self.found(byReader: log))
    // Each record met again, so that its header is a known one, and with other line ends.
    for ending in ["\n", "\r\n", "\n\n"] {
      let lines = log.split(separator: Ascii.newline).map { Data($0) + Data(ending.utf8) }
      let long = Data((lines + lines + lines).joined())
      #expect(Self.found(bySieve: long) == Self.found(byReader: long), "with \(ending.debugDescription)")
    }
  }

  @Test(
    "finds the corpus's messages behind headers that are known",
    arguments: ["\n", "\r\n", "\n\n", "\r\r\n\n"])
  func known(ending: String) throws {
    let header = "Mar 26 10:26:57 Notes[512] <Notice>: "
    let others = String(repeating: header + "nothing\n", count: 20)
    // Made-up records behind them, as the scanner asks for many bytes before it goes the short way.
    for message in try GateSamples.messages() where !message.contains("\n") {
      let log = Data((others + header + message + ending + others).utf8)
      #expect(Self.found(bySieve: log) == Self.found(byReader: log), "\(message)")
    }
  }

  @Test(
    "finds them whoever logs them, in records of one second",
    arguments: [
      "kernel[0]", "kernel(Sandbox)[0]", "kernel(apfs)[0]", "sandboxd[71]", "sandboxd(Foundation)[71]",
      "fileproviderd(FileProvider)[80]", "Notes(CFNetwork)[512]", "containermanagerd[90]",
      "Field Notes (R3)[7]",
      "a[1]",
    ])
  func senders(sender: String) throws {
    let header = "Mar 26 10:26:57 \(sender) <Notice>: "
    let others = String(repeating: header + "nothing\n", count: 3)
    // Made-up records between messages of the corpus; no line between them tells where one begins.
    let messages = try GateSamples.messages().filter { !$0.contains("\n") }
    let log = Data((others + messages.map { header + $0 + "\n" }.joined() + others).utf8)
    #expect(Self.found(bySieve: log) == Self.found(byReader: log))
    #expect(LogReader.excerpt(of: log).records.map(Self.name) == Self.excerpt(byReader: log))
  }

  @Test("a copy goes on by itself, with the headers that were met before")
  func copied() throws {
    // Made-up records, of many headers.
    let lines = (0..<400).map { "Mar 26 10:26:57 Notes[\($0 % 40)] <Notice>: nothing\n" }
    let half = Data(lines.joined().utf8)
    var sieve = LogSieve()
    _ = half.withUnsafeBytes { sieve.append($0) }
    var copy = sieve
    for _ in 0..<2 { _ = half.withUnsafeBytes { copy.append($0) } }
    _ = half.withUnsafeBytes { sieve.append($0) }
    _ = (sieve.finish(), copy.finish())
    #expect(sieve.counts().byProcess.map(\.count) == [800] && copy.counts().byProcess.map(\.count) == [1_200])
  }

  /// The records that are more than plain, and the first and the last.
  private static func excerpt(byReader log: Data) -> [String] {
    let records = LogReader.read(log)
    return records.enumerated().filter { index, record in
      record.content != .plain || index == 0 || index == records.count - 1
    }.map { name($0.element) }
  }

  @Test(
    "finds in damaged logs what the reader finds", arguments: (0..<8).map { ($0 * 50 + 1)...($0 * 50 + 50) })
  func damaged(seeds: ClosedRange<UInt64>) throws {
    for log in try GateSamples.logs(seeds) {
      let log = Data(log + log)
      #expect(Self.found(bySieve: log) == Self.found(byReader: log))
    }
  }
}
