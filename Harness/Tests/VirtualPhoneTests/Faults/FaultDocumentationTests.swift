import Foundation
import Testing

@testable import VirtualPhone

@Suite("The page about faults")
struct FaultDocumentationTests {
  @Test("lists every fault as help does, and none that is not there")
  func complete() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let page = try String(
      contentsOf: root.appendingPathComponent("Documentation/faults.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
    for fault in FaultDescription.all {
      #expect(rows.contains("| `\(fault.form)` | \(fault.summary) |"), "\(fault.form): \(fault.summary)")
    }
    let table = page.split(separator: "## In which order").first?.split(separator: "\n") ?? []
    #expect(table.count { $0.hasPrefix("| `") } == FaultDescription.all.count)
  }
}
