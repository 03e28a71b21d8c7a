import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

@Suite("Files with attributes, handles and the app's life on this system")
struct ProtectionActionTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test("data.write and file.create write; file.attributes tells size, owner and mode")
  func writing() throws {
    for (action, name) in [("data.write", "d"), ("file.create", "c")] as [(ActionName, String)] {
      let path = JSONValue.string("~/\(name)")
      #expect(try bench.perform(action, ["path": path, "text": "four"])?.data == ["size": 4])
      let data = try #require(try bench.perform("file.attributes", ["path": path])?.data)
      #expect(data["size"] == 4)
      #expect(data["uid"]?.intValue == Int(bench.system.userID))
      #expect(data["mode"]?.stringValue?.hasPrefix("06") == true)
      #expect(data["protection"] == .null)
    }
    #expect(try bench.content(of: bench.home + "/d") == "four")
  }

  @Test("dir.create makes, file.copy copies, and Foundation's refusals come with domain and code")
  func making() throws {
    #expect(try bench.perform("dir.create", ["path": "~/sub"])?.outcome == .ok)
    try Data("x".utf8).write(to: URL(fileURLWithPath: bench.home + "/sub/a"))
    #expect(try bench.perform("file.copy", ["path": "~/sub/a", "to": "~/sub/b"])?.outcome == .ok)
    #expect(try bench.content(of: bench.home + "/sub/b") == "x")
    let again = try bench.perform("file.copy", ["path": "~/nothing", "to": "~/sub/c"])?.outcome
    guard case .error(let failure) = again else {
      Issue.record("\(String(describing: again))")
      return
    }
    #expect(failure.domain == "NSCocoaErrorDomain")
    #expect(
      try bench.perform("file.create", ["path": "~/no/such/f", "text": ""])?.outcome?.isRefusal == true)
  }

  #if !os(iOS)
    @Test(
      "what only iOS has is not tried here",
      arguments: [
        ("data.write", ["path": "~/f", "text": "x", "protection": "complete"]),
        ("file.create", ["path": "~/f", "text": "x", "protection": "none"]),
        ("dir.create", ["path": "~/d", "protection": "complete"]),
        ("protection.set", ["path": "~/f", "protection": "complete"]),
        ("protection.read", ["path": "~/"]), ("protection.state", [:]), ("app.state", [:]),
      ] as [(ActionName, [String: JSONValue])])
    func unavailable(_ action: ActionName, _ arguments: [String: JSONValue]) throws {
      let outcome = try bench.perform(action, arguments)?.outcome
      guard case .unsupported(let reason) = outcome else {
        Issue.record("\(action): \(String(describing: outcome))")
        return
      }
      #expect(reason.hasPrefix("this system has none of it: "))
    }
  #endif

  @Test("a class that does not exist is an unfit argument that names those that do")
  func unknownClass() throws {
    let outcome = try bench.perform("protection.set", ["path": "~/f", "protection": "total"])?.outcome
    guard case .unsupported(let reason) = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
    for known in ProtectionClass.allCases { #expect(reason.contains(known.rawValue)) }
  }

  @Test("a handle stays open over steps of one process, and its name is the performance's own")
  func handles() throws {
    let agent = Agent(system: bench.system, probe: "Bench")
    func act(_ action: ActionName, _ arguments: [String: JSONValue], _ repetition: Int = 1) throws -> Event? {
      agent.run(bench.list(action, arguments, repetition: repetition))
      return try bench.journal(repetition: repetition).last
    }
    let open: [String: JSONValue] = ["path": "~/held", "handle": "h", "mode": "create"]
    #expect(try act("handle.open", open)?.outcome == .ok)
    #expect(try act("handle.write", ["handle": "h", "text": "abc"])?.data == ["size": 3])
    #expect(try act("handle.write", ["handle": "h", "text": "def"], 2)?.outcome?.isUnsupported == true)
    #expect(try act("handle.close", ["handle": "h"])?.outcome == .ok)
    #expect(try act("handle.open", open)?.outcome == .errno(.eexist))
    let reading: [String: JSONValue] = ["path": "~/held", "handle": "h", "mode": "read"]
    #expect(try act("handle.open", reading)?.outcome == .ok)
    #expect(try act("handle.open", reading)?.outcome?.isUnsupported == true)
    #expect(try act("handle.read", ["handle": "h"])?.data == ["size": 3, "text": "abc"])
    #expect(try act("handle.read", ["handle": "h"])?.data == ["size": 0, "text": ""])
  }
}

extension Outcome {
  fileprivate var isUnsupported: Bool { if case .unsupported = self { true } else { false } }
}
