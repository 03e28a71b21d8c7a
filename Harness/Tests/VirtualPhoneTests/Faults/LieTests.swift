import DeviceProtocol
import Foundation
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("Lies in the log")
struct LieTests {
  private func said(_ plan: String) throws -> [PhoneLogRecord] {
    try FaultSample.shown(plan).filter { $0.pid == Liar.pid }
  }

  @Test("a forged event says the contrary, and no key made it")
  func forged() throws {
    let lines = try said("forged-events").compactMap { EventLine(message: $0.message) }
    #expect(lines.count > 8)
    #expect(!lines.contains { $0.isAuthentic(under: FaultSample.key) })
    let outcomes = try lines.map { try EventLine.event(joining: [$0.payload]) }.filter { $0.kind == .end }
      .map { "\($0.actor) \($0.outcome?.description ?? "")" }
    #expect(Set(outcomes) == ["intruder ok", "owner EPERM"])
  }

  @Test("a replay is a true line from another process, at once or much later; canaries are replayed too")
  func replayed() throws {
    let said = try said("replayed-events").map(\.message)
    let lines = said.compactMap { EventLine(message: $0) }
    #expect(lines.count > 8 && lines.allSatisfy { $0.isAuthentic(under: FaultSample.key) })
    #expect(said.contains { $0.hasPrefix(Canary.marker) })
  }

  @Test("a newline begins what reads as a record of the kernel or of an actor")
  func imitations() throws {
    let denials = try said("newline-kernel").flatMap { $0.message.split(separator: "\n") }
    let stamp = SyslogRelayText.stamp(FaultSample.start).prefix(6)
    #expect(
      denials.contains { line in
        line.hasPrefix("\(stamp) ")
          && line.contains(" kernel(Sandbox)[0] <Error>: Sandbox: IsolatedB(1013) deny(1) ")
          && line.hasSuffix(FaultSample.home)
      })
    let events = try said("newline-event").flatMap { $0.message.split(separator: "\n") }
    #expect(events.contains { $0.contains(" IsolatedB[1013] <Notice>: SPE1 ") })
  }

  @Test("an app named kernel(Sandbox) has a pid of its own")
  func namesake() throws {
    let said = try said("kernel-name")
    #expect(said.allSatisfy { $0.process == "kernel(Sandbox)" && $0.image == nil })
    #expect(
      said.contains { $0.message == "Sandbox: IsolatedB(1013) deny(1) file-read-data \(FaultSample.home)" })
  }

  @Test("hostile names are markup, paths, newlines, escapes, marks of writing direction and 10,000 letters")
  func hostile() throws {
    let names = Set(try (1...20).flatMap { try FaultSample.shown("hostile-apps", seed: $0) }.map(\.process))
    #expect(HostileNames.all.allSatisfy(names.contains))
    #expect(HostileNames.all.contains { $0.utf8.count == 10_000 })
    #expect(HostileNames.device.contains("<script>") && HostileNames.device.contains("\u{202E}"))
    #expect(HostileFiles.names.allSatisfy { !$0.contains("/") && $0.utf8.count <= 255 && !$0.isEmpty })
  }
}
