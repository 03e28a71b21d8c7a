import Foundation
import Testing

@testable import Syslog

/// The logs of other people that the reader is tested against; `index.tsv` says where each comes from.
enum Corpus {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// The files that hold header forms the reader knows.
  static let readable = [
    "00-sharing-article-ios15.2", "01-nativescript-ios-log-filter", "03-wonderpush-notification-extension",
    "05-shorebird-idevicesyslog-fixture", "06-renpy-mobile-ios-build", "08-flutter-ios-device-logger-fixture",
    "10-xamarin-designer-simulator-syslog", "11-macos-tcc-platform-policy-violation",
    "12-grayscale-sandboxd-messages", "17-corona-cinject-ios5-syslog", "19-loghub-mac-a",
    "23-apple-configurator2-trace", "24-music-tweak-ipad-ios11", "28-airdrop-sharingxpchelper",
    "29-curl-profile-denials", "30-zomato-xcode-console", "31-homebrew-sandboxd-sugid", "33-robovm-exception",
    "38-ios-sim-wechat-system-log", "42-os-trace-real-iphone",
  ]

  /// The bytes of a corpus file.
  static func log(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: "Corpus/\(name).log"))
  }

  /// The bytes of every log, those in unknown forms too.
  static func all() throws -> [Data] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Corpus").path)
      .filter { $0.hasSuffix(".log") }.sorted()
      .map { try Data(contentsOf: folder.appending(path: "Corpus/\($0)")) }
  }

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
