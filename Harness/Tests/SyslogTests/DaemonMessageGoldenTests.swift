import Foundation
import Testing

@testable import Syslog

@Suite("Readings of the corpus's daemon messages")
struct DaemonMessageGoldenTests {
  /// The files that hold messages of a family; line number, who, family, kind and words are written down.
  static let files = [
    "00-sharing-article-ios15.2", "01-nativescript-ios-log-filter", "03-wonderpush-notification-extension",
    "08-flutter-ios-device-logger-fixture", "10-xamarin-designer-simulator-syslog",
    "12-grayscale-sandboxd-messages", "13-appports-mountpoint-tcc", "15-tcc-usage-description-messages",
    "16-ats-cfnetwork-messages", "17-corona-cinject-ios5-syslog", "19-loghub-mac-a",
    "23-apple-configurator2-trace", "24-music-tweak-ipad-ios11", "26-qlmanage-console-tabs",
    "28-airdrop-sharingxpchelper", "33-robovm-exception", "35-fileproviderd-sim26-compact",
    "37-fileproviderd-corespotlight-compact", "38-ios-sim-wechat-system-log", "41-log-show-json-pretty",
  ]

  @Test("say what happened, as their golden files do", arguments: files)
  func golden(name: String) throws {
    let lines = LogReader.read(try Corpus.log(name)).compactMap { record in
      record.daemonMessage.map { message in
        let words = message.words?.replacingOccurrences(of: "\n", with: "⏎") ?? "-"
        return
          "\(record.line)  \(record.process)  \(message.family.rawValue)  \(message.kind ?? "-")  \(words)\n"
      }
    }
    try Corpus.expectGolden(lines.joined(), named: "Messages/\(name)")
  }

  @Test("are written down for every file that has any")
  func completeness() throws {
    let holding = try Corpus.names.filter { name in
      LogReader.read(try Corpus.log(name)).contains { $0.daemonMessage != nil }
    }
    #expect(holding == Self.files)
  }
}
