import Foundation
import ProbeKit
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("Data protection of the model")
struct ModelProtectionTests {
  private static let probe = "ProtectionOff"

  private func write(_ name: String, _ protection: String?, on phone: ModelTestPhone) throws {
    var arguments: [String: JSONValue] = ["path": .string("~/\(name)"), "text": .string(name)]
    if let protection { arguments["protection"] = .string(protection) }
    #expect(try phone.outcome(Self.probe, "data.write", arguments) == .ok)
  }

  private func read(_ name: String, on phone: ModelTestPhone) throws -> Outcome? {
    try phone.outcome(Self.probe, "file.read", ["path": .string("~/\(name)")])
  }

  @Test(
    "every way of setting a class sets it", arguments: ["data.write", "file.create", "atomic", "dir.create"])
  func ways(_ way: String) throws {
    let phone = try ModelTestPhone()
    for protection in ProtectionClass.allCases {
      let path = JSONValue.string("~/\(protection.rawValue)")
      var arguments: [String: JSONValue] = ["path": path, "protection": .string(protection.rawValue)]
      if way != "dir.create" { arguments["text"] = "x" }
      if way == "atomic" { arguments["atomic"] = true }
      let action = way == "atomic" ? "data.write" : ActionName(way)
      #expect(try phone.outcome(Self.probe, action, arguments) == .ok)
      let data = try phone.act(Self.probe, "protection.read", ["path": path]).data
      #expect(data == ["protection": .string(protection.rawValue)])
    }
  }

  @Test("with a passcode, a complete file closes some time after locking and opens with the phone")
  func complete() throws {
    let phone = try ModelTestPhone(closing: 60_000)
    try write("closed", "complete", on: phone)
    phone.model.lock.lock()
    #expect(try read("closed", on: phone) == .ok, "not at once")
    let fast = try ModelTestPhone()
    try write("closed", "complete", on: fast)
    try write("open", "none", on: fast)
    fast.model.lock.lock()
    #expect(try read("closed", on: fast) == .errno(.eperm))
    #expect(try read("open", on: fast) == .ok)
    #expect(try fast.act(Self.probe, "protection.state").data == ["available": false])
    #expect(
      try fast.outcome(Self.probe, "file.write", ["path": "~/closed", "text": "y"]) == .errno(.eperm))
    #expect(try fast.outcome(Self.probe, "file.stat", ["path": "~/closed"]) == .ok, "its name is no secret")
    #expect(fast.model.lock.unlock(passcode: "0000") == false)
    #expect(fast.model.lock.unlock(passcode: "2580"))
    #expect(try fast.act(Self.probe, "file.read", ["path": "~/closed"]).data?["text"] == "closed")
  }

  @Test("without a passcode nothing closes and nothing is announced")
  func withoutPasscode() throws {
    let phone = try ModelTestPhone(passcode: nil)
    try write("closed", "complete", on: phone)
    _ = try phone.model.launcher.launch(bundle: "dev.sandprobe.Outsider", environment: [:])
    phone.model.lock.lock()
    #expect(try read("closed", on: phone) == .ok)
    #expect(try phone.act(Self.probe, "protection.state").data == ["available": true])
    #expect(phone.model.launcher.process(of: "dev.sandprobe.Outsider")?.triggers.notices().isEmpty == true)
  }

  @Test("a handle keeps a complete-unless-open file open, and no complete one")
  func handles() throws {
    let phone = try ModelTestPhone()
    try write("unless", "complete-unless-open", on: phone)
    try write("closed", "complete", on: phone)
    let process = try phone.process(Self.probe)
    let kept = try process.open("\(process.homeDirectory)/unless", .read)
    let lost = try process.open("\(process.homeDirectory)/closed", .read)
    phone.model.lock.lock()
    #expect(try process.read(kept, count: 10) == Data("unless".utf8))
    #expect(throws: SystemError.errno(.eperm)) { try process.read(lost, count: 10) }
    #expect(try read("unless", on: phone) == .errno(.eperm))
  }

  @Test("journals take events on a locked phone, whatever class other files get")
  func journals() throws {
    let phone = try ModelTestPhone("ios-4.3-era", mutants: ["default-class-is-none"])
    #expect(try phone.outcome(Self.probe, "app.state") == .ok)
    phone.model.lock.lock()
    #expect(try phone.act(Self.probe, "app.state").data == ["state": "background"])
  }

  @Test("what no source says is not modelled")
  func notModelled() throws {
    let phone = try ModelTestPhone()
    try write("plain", nil, on: phone)
    for action in ["protection.read", "file.attributes"] as [ActionName] {
      let outcome = try phone.outcome(Self.probe, action, ["path": "~/plain"])
      guard case .unsupported(let reason) = outcome else {
        Issue.record("\(action): \(String(describing: outcome))")
        continue
      }
      #expect(reason.hasPrefix("not modelled: "))
    }
    let era = try ModelTestPhone("ios-4.3-era")
    for (action, arguments) in [
      ("identity.read", [:]), ("group.locate", ["group": "g"]), ("file.stat", ["path": "~/"]),
      ("data.write", ["path": "~/x", "text": "", "protection": "complete-unless-open"]),
    ] as [(ActionName, [String: JSONValue])] {
      let outcome = try era.outcome(Self.probe, action, arguments)
      guard case .unsupported(let reason) = outcome else {
        Issue.record("\(action): \(String(describing: outcome))")
        continue
      }
      #expect(reason.contains("4.3"), "\(reason)")
    }
  }

  @Test("the phone of 2011 has what its source printed of a protected file")
  func era() throws {
    let phone = try ModelTestPhone("ios-4.3-era")
    try write("protected", "complete", on: phone)
    try write("plain", nil, on: phone)
    let data = try phone.act(Self.probe, "file.attributes", ["path": "~/protected"]).data
    #expect(data == ["size": 9, "uid": 501, "owner": "mobile", "mode": "0644", "protection": "complete"])
    #expect(try phone.act(Self.probe, "protection.read", ["path": "~/plain"]).data == ["protection": "none"])
    #expect(try phone.outcome(Self.probe, "file.copy", ["path": "~/protected", "to": "~/copy"]) == .ok)
    #expect(try phone.act(Self.probe, "protection.read", ["path": "~/copy"]).data == ["protection": "none"])
  }

  @Test("while locked, the host gets every file but the complete ones, and folders list them all")
  func host() throws {
    let phone = try ModelTestPhone()
    try write("closed", "complete", on: phone)
    try write("open", "none", on: phone)
    let container = try phone.model.container(bundle: "dev.sandprobe.\(Self.probe)", documentsOnly: false)
    phone.model.lock.lock()
    #expect(try container.read("open") == Data("open".utf8))
    #expect(throws: VirtualDeviceError.permissionDenied) { try container.read("closed") }
    #expect(try container.list("").contains("closed"))
    #expect(try container.attributes("closed").size == 6)
  }
}
