import Foundation
import PhoneProject
import ProbeProtocol
import Testing

struct DocumentationTests {
  private func text() throws -> String {
    try String(
      contentsOf: WorkingCopy.root.appendingPathComponent("Harness/Documentation/phone-side.md"),
      encoding: .utf8)
  }

  @Test("the table of probes says what the project says")
  func table() throws {
    let rows = Set(try text().split(separator: "\n").filter { $0.hasPrefix("| ") }.map(String.init))
    for target in try WorkingCopy.project().project.targets(.app, .appExtension) {
      let claims = target.claims.map(\.rawValue).joined(separator: ", ")
      let row = "| \(target.name) | \(target.info["SandProbeNote"]?.stringValue ?? "") | \(claims) |"
      #expect(rows.contains(row), "phone-side.md lacks: \(row)")
    }
  }

  @Test("every request and the port are described")
  func conductor() throws {
    let text = try text()
    let page = WorkingCopy.root.appendingPathComponent("Harness/Documentation/conductor.md")
    let requests = try String(contentsOf: page, encoding: .utf8)
    for path in Conductor.Path.allCases { #expect(requests.contains("\(path.rawValue)`"), "\(path)") }
    #expect(text.contains("port \(Conductor.port) "))
    for signal in OrderTrigger.Signal.allCases { #expect(text.contains("`\(signal.rawValue)`")) }
  }
}
