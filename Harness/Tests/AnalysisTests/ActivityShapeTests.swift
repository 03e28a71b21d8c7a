import Syslog
import Testing

@testable import Analysis

@Suite("Activity")
struct ActivityShapeTests {
  @Test("puts messages together that say the same kind of thing in the same process")
  func keys() {
    // Corpus 00 and 26.
    let issued = DaemonMessage(
      family: .sandboxExtension, process: "AirDrop",
      message: "Successfully issued sandbox extension for /private/var/mobile/x")
    let another = DaemonMessage(
      family: .sandboxExtension, process: "AirDrop",
      message: "Successfully issued sandbox extension for /private/var/mobile/y")
    let refused = DaemonMessage(
      family: .sandboxExtension, process: "AirDrop",
      message: "Couldn't issue file extension for url: <private>")
    #expect(ActivityShape(issued) == ActivityShape(another))
    #expect(ActivityShape(issued) != ActivityShape(refused))
    #expect(ActivityShape(issued).kind == "issued")
    #expect(ActivityShape.words(of: issued) == "issued a sandbox extension for /private/var/mobile/x")
  }

  @Test("knows a process that was logged as a path, and has words for what it does not know")
  func others() {
    let unknown = DaemonMessage(family: .installation, process: "/usr/libexec/lsd", message: "x")
    #expect(ActivityShape(unknown).process == "lsd")
    #expect(ActivityShape(unknown).kind == "other")
    #expect(ActivityShape.words(of: unknown) == "logged something whose wording is not known")
  }

  @Test("cuts long words")
  func long() {
    let path = "/" + String(repeating: "a\u{301}", count: 10_000)
    let message = DaemonMessage(
      family: .sandboxExtension, process: "A", message: "Successfully issued sandbox extension for \(path)")
    #expect(ActivityShape.words(of: message).unicodeScalars.count == 401)
    #expect(ActivityShape.words(of: message).hasSuffix("…"))
  }
}
