import Foundation
import LogMutation

@testable import Syslog

/// Messages and lines that the gates are asked about: those of the corpus, whole, and those of damaged logs.
struct GateSamples {
  /// Bytes that follow in a buffer, so that a gate can look past the end of what it is asked about.
  static let following = Array(
    String(repeating: "Mar 26 10:26:58 Notes[512] <Notice>: the next record\n", count: 2).utf8)

  /// Every message of the corpus.
  static func messages() throws -> [String] {
    try Corpus.all().flatMap { LogReader.read($0).map(\.message) }
  }

  /// The corpus's messages as they would be with a label before them, another line end behind them, or cut.
  static func changedMessages() throws -> [String] {
    try messages().flatMap { message in
      let opening = String(decoding: message.utf8.prefix(40), as: UTF8.self)
      return [
        "[access] " + message, "[com.apple.FileProvider:default] " + message, "(Note ) " + message,
        "[a] [b] " + message, " " + message, message + "\r", message + "\n", message + "\r\n\n",
        message + "\n  and a line more", message + " (sandbox)", message + "<…>", opening,
        String(message.dropFirst()),
      ]
    }
  }

  /// Damaged logs; one with a line of a megabyte takes too long without optimisation.
  static func logs(_ seeds: ClosedRange<UInt64>) throws -> [[UInt8]] {
    let corpus = try Corpus.all().map { Array($0) }
    let messages = try Self.messages().map { Array($0.utf8) + [Ascii.newline] }
    return seeds.compactMap { seed in
      // Every other one is made of messages alone, which are damaged more often than where headers stand between.
      var mutator = LogMutator(seed: seed, corpus: seed % 2 == 0 ? corpus : messages)
      let log = mutator.log()
      return log.count < 30_000 ? log : nil
    }
  }

  /// The lines of a log without their ends, as the scanner cuts them. The gates see none that holds a NUL or an escape.
  static func lines(of log: [UInt8]) -> [[UInt8]] {
    log.split(separator: Ascii.newline, omittingEmptySubsequences: false).map { line in
      line.last == Ascii.carriageReturn ? Array(line.dropLast()) : Array(line)
    }.filter { !$0.contains(Ascii.nul) && !$0.contains(Ascii.escape) }
  }
}
