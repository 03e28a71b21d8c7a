import Foundation
import ProbeProtocol
import Testing

@testable import Syslog

@Suite("Messages")
struct MessageClassifierTests {
  private let event = "SPE1 314.1.outsider 1/1 e30 c2lnbmF0dXJl"

  private func content(_ message: String, by sender: String = "App[314]") -> LogContent? {
    read("Nov 10 17:58:47 \(sender) <Notice>: \(message)").first?.content
  }

  @Test("an event line is one only where it is the whole message")
  func events() throws {
    #expect(content(event) == .event(try #require(EventLine(message: event))))
    for message in ["saw \(event)", "\(event) x", "\"\(event)\"", "\(event)\nmore", "SPE1 a 2/1 e30 x"] {
      #expect(content(message) == .plain, "\(message)")
    }
  }

  @Test("a canary is its text from the marker on")
  func canaries() throws {
    let canary = try #require(Canary.all.first).message(run: "r1")
    #expect(content(canary) == .canary(canary))
    #expect(
      content("SPC1 r1 private.default.120 <private>Z") == .canary("SPC1 r1 private.default.120 <private>Z"))
    #expect(content("saw \(canary)") == .plain)
    #expect(content("SPC12 x") == .plain)
  }

  @Test(
    "daemons are known by process, then by image",
    arguments: [
      ("sharingd[66]", .sharing), ("AirDrop(Sharing)[5]", .sharing), ("App(Sharing)[5]", .sharing),
      ("transitd(CoreUtils)[5]", .transitd), ("fileproviderd[5]", .fileProvider), ("App(TCC)[5]", .privacy),
      ("filecoordinationd(Foundation)[5]", .fileCoordination), ("tccd[5]", .privacy),
      ("installd(libsystem_containermanager.dylib)[5]", .installation),
      ("App(libsystem_containermanager.dylib)[5]", .containerManager),
      ("containermanagerd[5]", .containerManager),
      ("/usr/libexec/lsd[5]", .installation), ("kernel(AppleMobileFileIntegrity)[0]", .codeSigning),
      ("kernel(Sandbox)[0]", .sandbox), ("App(CFNetwork)[5]", .network), ("ReportCrash[5]", .crash),
    ] as [(String, LogFamily)])
  func families(sender: String, family: LogFamily) {
    #expect(content("something", by: sender) == .daemon(family))
  }

  @Test(
    "talk of sandbox extensions is known by its words",
    arguments: [
      "Trying to issue sandbox extension for /x", "Successfully issued sandbox extension for /x",
      "Failed to obtain sandbox extension for path=/x. Errno:1",
      "issuing sandbox extension failed for url: <private>",
      "Couldn't issue file extension for url: <private>", "Cannot issue a sandbox extension for file /x: No",
      "Sandbox extension consumed",
    ])
  func extensions(message: String) {
    #expect(content(message) == .daemon(.sandboxExtension))
  }

  @Test("other extensions are none", arguments: ["extension x", "app extension", "x", "boxextension"])
  func otherExtensions(message: String) {
    #expect(content(message) == .plain)
  }

  @Test("notices of withheld messages are told from messages that quote them")
  func drops() {
    let words = "QUARANTINED DUE TO HIGH LOGGING VOLUME"
    #expect(content("*** \(words) ***") == .notice(.dropped("*** \(words) ***")))
    #expect(content("saw \(words)") == .plain)
    let limit =
      "*** process 71 exceeded 500 log message per second limit - remaining messages this second discarded ***"
    #expect(content(limit) == .notice(.dropped(limit)))
  }
}
