import Foundation
import Testing

@testable import Syslog

/// The logs of other people that the reader is tested against; `index.tsv` says where each comes from.
enum Corpus {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// The names of all files.
  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Corpus").path)
    return (files ?? []).filter { $0.hasSuffix(".log") }.map { String($0.dropLast(4)) }.sorted()
  }()

  /// The bytes of a corpus file.
  static func log(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: "Corpus/\(name).log"))
  }

  /// The bytes of every log.
  static func all() throws -> [Data] { try names.map(log) }

  /// Compares a text with the golden file of that name. With `SANDPROBE_RECORD=1` in the environment it writes the
  /// file instead, and the test fails so that a recording is never taken for a pass.
  static func expectGolden(_ text: String, named name: String) throws {
    let file = folder.appending(path: "Readings/\(name).txt")
    if ProcessInfo.processInfo.environment["SANDPROBE_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record(
        "recorded \(file.lastPathComponent): look at the difference, then run without SANDPROBE_RECORD")
    }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == golden, "\(file.lastPathComponent) reads differently; SANDPROBE_RECORD=1 records it anew")
  }
}
