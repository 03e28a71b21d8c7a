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
    "finds in damaged logs what the reader finds", arguments: (0..<8).map { ($0 * 50 + 1)...($0 * 50 + 50) })
  func damaged(seeds: ClosedRange<UInt64>) throws {
    for log in try GateSamples.logs(seeds) {
      let log = Data(log + log)
      #expect(Self.found(bySieve: log) == Self.found(byReader: log))
    }
  }
}
