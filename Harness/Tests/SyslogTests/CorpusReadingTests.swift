import Foundation
import Testing

@testable import Syslog

@Suite("The logs of the corpus")
struct CorpusReadingTests {
  @Test("read as their golden readings say", arguments: Corpus.names)
  func golden(name: String) throws {
    try Corpus.expectGolden(Reading.text(of: LogReader.read(try Corpus.log(name))), named: name)
  }

  @Test("all are there")
  func number() {
    #expect(Corpus.names.count == 30)
  }

  private let containers = "/private/var/mobile/Containers"

  @Test("the article's deny is read whole")
  func articleDeny() throws {
    let record = try #require(LogReader.read(try Corpus.log("00-sharing-article-ios15.2")).first)
    #expect(record.stamp == "Feb 10 21:01:13")
    #expect(record.process == "kernel")
    #expect(record.image == "Sandbox")
    #expect(record.pid == 0)
    #expect(record.level == "Error")
    let target = "\(containers)/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA"
    let expected = SandboxViolation(
      subject: .init(name: "test5", pid: 1006), isDeny: true, code: 1, operation: "file-read-data",
      target: target)
    #expect(record.content == .sandbox(expected))
  }

  @Test("the article's transitd record keeps its continuation line")
  func articleCopy() throws {
    let record = try #require(
      LogReader.read(try Corpus.log("00-sharing-article-ios15.2")).first { $0.process == "transitd" })
    let source = "\(containers)/Data/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233/tmp/XXX.txt"
    #expect(record.pid == 2690)
    #expect(record.content == .daemon(.transitd))
    #expect(record.line == 2)
    #expect(record.lineCount == 2)
    #expect(record.message.hasPrefix("Copy \(source) -> \(containers)/Data/Application/40A87313-"))
    #expect(record.message.hasSuffix("\n    \"file://\(source)\""))
  }

  @Test("the article's AirDrop records speak of a sandbox extension, sharingd prints the file's content")
  func articleSharing() throws {
    let records = LogReader.read(try Corpus.log("00-sharing-article-ios15.2"))
    let airDrop = records.filter { $0.process == "AirDrop" }
    #expect(airDrop.map(\.content) == [.daemon(.sandboxExtension), .daemon(.sandboxExtension)])
    #expect(airDrop.map(\.image) == ["Sharing", "Sharing"])
    #expect(airDrop.map(\.pid) == [2693, 2693])
    #expect(airDrop.first?.message.hasPrefix("Trying to issue sandbox extension for \(containers)") == true)
    let sharing = try #require(records.last)
    #expect(sharing.process == "sharingd")
    #expect(sharing.content == .daemon(.sharing))
    #expect(sharing.lineCount == 3)
    #expect(sharing.message.contains("contentText: AAAA"))
  }
}
