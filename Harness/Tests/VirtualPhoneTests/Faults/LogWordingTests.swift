import Foundation
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("How faults word the records")
struct LogWordingTests {
  private let records = FaultSample.records

  private func denials(_ records: [PhoneLogRecord]) -> [String] {
    records.filter { $0.process == "kernel" && $0.message.contains("IsolatedB") }.map(\.message)
  }

  @Test("folded denials stand for as many as there were, whatever the chance", arguments: ["0", "0.5", "1"])
  func fold(chance: String) throws {
    let folded = denials(try FaultSample.shown("fold=\(chance)"))
    #expect(folded.count < 8)
    for pid in ["1013", "1023"] {
      let full = "Sandbox: IsolatedB(\(pid)) deny(1) file-read-data \(FaultSample.home)"
      let counts = folded.filter { $0.hasSuffix(full) }.map { message -> Int in
        message == full ? 1 : Int(message.prefix { $0 != " " }) ?? 0
      }
      #expect(counts.reduce(0, +) == 4, "\(folded)")
    }
    #expect(folded.allSatisfy { $0.contains(" duplicate report") } == (chance == "1"))
  }

  @Test("the older form of a count has no pid, and the kernel's own counts get it too")
  func foldWithoutPID() throws {
    let folded = denials(try FaultSample.shown("fold-no-pid=1"))
    let form = "Sandbox: 4 duplicate reports for IsolatedB deny(1) file-read-data \(FaultSample.home)"
    #expect(folded == [form, form])
    var own = try #require(records.first { $0.process == "kernel" && $0.message.contains("IsolatedB") })
    own.message = "2 duplicate reports for " + own.message
    #expect(
      FaultSample.shown(FaultPlan(.foldNoPID), of: [own]).map(\.message)
        == ["Sandbox: 2 duplicate reports for IsolatedB deny(1) file-read-data \(FaultSample.home)"])
  }

  @Test("names end after 16 bytes, in headers and in denials")
  func names() throws {
    #expect(try FaultSample.shown("short-names").contains { $0.process == "containermanager" })
    let cut = try FaultSample.shown("short-names=4")
    #expect(cut.allSatisfy { $0.process.utf8.count <= 4 })
    // The kernel's records are told by a name that this cuts as well, but not before they were read.
    #expect(try FaultSample.shown("short-names=6").contains { $0.message.hasPrefix("Sandbox: Isolat(10") })
  }

  @Test("redaction hides what apps and daemons say, or every path")
  func redaction() throws {
    let hidden = try FaultSample.shown("redact")
    #expect(hidden.filter { $0.pid != 0 }.allSatisfy { $0.message == "<private>" })
    #expect(hidden.filter { $0.pid == 0 } == records.filter { $0.pid == 0 })
    let paths = try FaultSample.shown("redact-paths")
    #expect(!paths.contains { $0.message.contains("/private/var") })
    #expect(paths.contains { $0.message == "looked up <private> for \"dev.sandprobe.IsolatedA\"" })
    #expect(denials(paths).first == "Sandbox: IsolatedB(1013) deny(1) file-read-data <private>")
    let events = records.filter { $0.message.hasPrefix(EventLine.marker) }.map(\.message)
    #expect(paths.filter { $0.message.hasPrefix(EventLine.marker) }.map(\.message) == events)
  }

  @Test("a flood is of other processes, and some are denied the same path")
  func flood() throws {
    let shown = try FaultSample.shown("flood=10")
    #expect(shown.count == records.count * 11)
    #expect(stride(from: 0, to: shown.count, by: 11).map { shown[$0] } == records)
    let company = shown.enumerated().filter { !$0.offset.isMultiple(of: 11) }.map(\.element)
    #expect(!company.contains { $0.message.contains("IsolatedB(") && $0.pid == 1_013 })
    #expect(company.contains { $0.pid == 0 && $0.message.hasSuffix(" \(FaultSample.home)") })
    #expect(!company.contains { $0.message.contains("(1013) deny") || $0.message.contains("(1010) deny") })
  }

  @Test("pids are borrowed before an actor has them and after it had them, never meanwhile")
  func borrowedPIDs() throws {
    let shown = try FaultSample.shown("borrowed-pid")
    let borrowed = shown.enumerated().filter { $0.element.process == "assetsd" }
    #expect(borrowed.contains { $0.element.pid == 1_013 || $0.element.pid == 1_010 })
    for (place, record) in borrowed {
      let own = shown.enumerated().filter { $0.element.pid == record.pid && $0.element.process != "assetsd" }
        .map(\.offset)
      #expect(place < (own.first ?? 0) || place > (own.last ?? 0), "\(record.pid)")
    }
    #expect(shown.contains { $0.message.hasPrefix("Sandbox: assetsd(1013) deny(1)") })
  }
}
