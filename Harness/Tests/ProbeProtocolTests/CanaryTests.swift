import Foundation
import ProbeProtocol
import Testing

@Suite("Canaries")
struct CanaryTests {
  @Test("a message has exactly the length that its name says", arguments: Canary.all)
  func length(canary: Canary) {
    let message = canary.message(run: "7f3a9c21")
    #expect(message.utf8.count == canary.length)
    #expect(
      message.hasPrefix("SPC1 7f3a9c21 \(canary.kind.rawValue).\(canary.level.rawValue).\(canary.length) "))
    #expect(message.hasSuffix("Z"))
    #expect(message.utf8.allSatisfy { (0x20...0x7E).contains($0) })
  }

  @Test("head, filler and last letter make the message", arguments: Canary.all)
  func parts(canary: Canary) {
    let head = canary.head(run: "r1")
    #expect(head + canary.filler(after: head.utf8.count) + "Z" == canary.message(run: "r1"))
  }

  @Test("a round has every level, lengths beyond the log's limit and a private text, each by its own name")
  func round() {
    #expect(Set(Canary.all.map(\.name)).count == Canary.all.count)
    #expect(Set(Canary.all.map(\.level)) == Set(Canary.Level.allCases))
    #expect(Canary.all.contains { $0.length > 1_024 })
    #expect(Canary.all.contains { $0.kind == .private })
  }
}
