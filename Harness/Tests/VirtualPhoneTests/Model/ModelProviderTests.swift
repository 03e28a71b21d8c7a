import Foundation
import ProbeKit
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("File providers and picked files of the model")
struct ModelProviderTests {
  private static let provider = [ModelPicker.provider]
  private static let writable = "SandProbe: may be written\n"

  private func document(_ name: String, of probe: String, on phone: ModelTestPhone) throws {
    let path = JSONValue.string("~/Documents/\(name)")
    #expect(try phone.outcome(probe, "file.write", ["path": path, "text": .string("of \(probe)")]) == .ok)
  }

  @Test("a provider is off until the alert of its first use is answered, and on for every app then")
  func firstUse() throws {
    let phone = try ModelTestPhone()
    let picker = try ModelPicker(phone)
    try picker.desk.presentPicker(.open)
    phone.model.screen.touch(.location(ModelPicker.provider), asPoint: false)
    #expect(picker.isAsked)
    phone.model.screen.touch(.alertButton(0), asPoint: false)
    try picker.desk.dismiss()
    #expect(picker.isProviderOff)
    #expect(try picker.pick("Writable.txt", in: Self.provider) != nil)
    #expect(!picker.isProviderOff)
    let other = try ModelPicker(phone, "Outsider")
    try other.desk.presentPicker(.open)
    phone.model.screen.touch(.location(ModelPicker.provider), asPoint: false)
    #expect(!other.isAsked)
  }

  @Test("what was picked is open between start and stop, and both are counted")
  func scope() throws {
    let phone = try ModelTestPhone()
    let picker = try ModelPicker(phone)
    let arrival = try #require(try picker.pick("Writable.txt", in: Self.provider))
    #expect(arrival.way == .picked)
    #expect(arrival.path.hasSuffix("/File Provider Storage/sandprobe-writable/Writable.txt"))
    let url = HeldURL.arrival(arrival.number)
    #expect(picker.read(arrival.path) == "EPERM")
    #expect(try picker.desk.startAccess(url))
    #expect(try picker.desk.startAccess(.path(arrival.path)))
    try picker.desk.stopAccess(url)
    #expect(picker.read(arrival.path) == Self.writable)
    try picker.desk.stopAccess(url)
    #expect(picker.read(arrival.path) == "EPERM")
    try picker.desk.stopAccess(url)
    #expect(try picker.desk.startAccess(url) && picker.read(arrival.path) == Self.writable)
    #expect(phone.kernelMessages().allSatisfy { $0.contains("deny(1) file-read-data \(arrival.path)") })
  }

  @Test("nothing is started that was not picked, and nothing by another app")
  func strangers() throws {
    let phone = try ModelTestPhone()
    let picker = try ModelPicker(phone)
    let arrival = try #require(try picker.pick("Writable.txt", in: Self.provider))
    let sibling = arrival.path.replacingOccurrences(
      of: "sandprobe-writable/Writable", with: "sandprobe-readonly/ReadOnly")
    #expect(try !picker.desk.startAccess(.path(sibling)))
    let other = try ModelPicker(phone, "Outsider")
    #expect(try !other.desk.startAccess(.path(arrival.path)))
    #expect(other.read(arrival.path) == "EPERM")
  }

  @Test("capabilities guard nothing, and what a client wrote stays when the file is picked again")
  func capabilities() throws {
    let picker = try ModelPicker(ModelTestPhone())
    for text in ["first", "second"] {
      let arrival = try #require(try picker.pick("ReadOnly.txt", in: Self.provider))
      #expect(try picker.desk.startAccess(.arrival(arrival.number)))
      if text == "second" { #expect(picker.read(arrival.path) == "first") }
      #expect(picker.write(text, to: arrival.path) == "written")
      #expect(picker.read(arrival.path) == text)
    }
  }

  @Test("a bookmark gives its app access again, and no other app, and any other data is not modelled")
  func bookmarks() throws {
    let phone = try ModelTestPhone()
    let first = try ModelPicker(phone)
    let arrival = try #require(try first.pick("Writable.txt", in: Self.provider))
    let bookmark = try first.desk.bookmark(of: .arrival(arrival.number))
    let again = try ModelPicker(phone)
    #expect(again.process.processID != first.process.processID)
    #expect(try !again.desk.startAccess(.path(arrival.path)))
    let resolved = try again.desk.resolve(bookmark: bookmark)
    #expect(resolved.arrival.path == arrival.path && resolved.arrival.way == .bookmark && !resolved.isStale)
    #expect(try again.desk.startAccess(.arrival(resolved.arrival.number)))
    #expect(again.read(arrival.path) == Self.writable)
    let other = try ModelPicker(phone, "Outsider")
    for (desk, data) in [
      (other.desk, bookmark), (again.desk, Data()),
      (again.desk, Data("bookmark of a virtual phone, number 99".utf8)),
      (again.desk, bookmark + Data("9".utf8)),
    ] {
      #expect(throws: SystemError.self) { try desk.resolve(bookmark: data) }
    }
  }

  @Test("On My iPhone has the Documents of apps with either form of the keys, and links lead nowhere")
  func localProvider() throws {
    let phone = try ModelTestPhone()
    for probe in ["DocumentBrowser", "DocumentInPlace", "DocumentHidden", "ProtectionOff"] {
      try document("a.txt", of: probe, on: phone)
    }
    let home = try phone.home("DocumentBrowser")
    #expect(try phone.outcome("DocumentBrowser", "dir.make", ["path": "~/Documents/deep"]) == .ok)
    try document("deep/b.txt", of: "DocumentBrowser", on: phone)
    let picker = try ModelPicker(phone)
    let local = try #require(picker.locations.first)
    #expect(local.name == "On My iPhone")
    #expect(local.folders.map(\.name) == ["DocumentBrowser", "DocumentInPlace"])
    #expect(local.folders.map(\.isContainer) == [true, true])
    // The journal of the probe is there, too.
    #expect(local.folders[0].folders.map(\.name).contains("deep"))
    let place = ["On My iPhone", "DocumentBrowser", "deep"]
    let arrival = try #require(try picker.pick("b.txt", in: place))
    #expect("/private\(home)/Documents/deep/b.txt".hasSuffix(arrival.path))
    #expect(try picker.desk.startAccess(.arrival(arrival.number)))
    #expect(picker.write("edited", to: arrival.path) == "written")
    let mine: [String: JSONValue] = ["path": "~/Documents/deep/b.txt"]
    #expect(try phone.act("DocumentBrowser", "file.read", mine).data?["text"] == "edited")
    #expect(try picker.pick("absent.txt", in: place) == nil)
    #expect(try picker.pick("b.txt", in: ["nowhere"]) == nil)
  }

  @Test("outside an app's Documents nothing can be started")
  func outside() throws {
    let phone = try ModelTestPhone()
    try document("a.txt", of: "DocumentBrowser", on: phone)
    let secret: [String: JSONValue] = ["path": "~/Library/secret", "text": "x"]
    #expect(try phone.outcome("DocumentBrowser", "file.write", secret) == .ok)
    let picker = try ModelPicker(phone)
    let arrival = try #require(try picker.pick("a.txt", in: ["On My iPhone", "DocumentBrowser"]))
    #expect(try picker.desk.startAccess(.arrival(arrival.number)))
    for name in ["Library/secret", "Library", "Documents/other", "tmp", ""] {
      let path = "\(try phone.home("DocumentBrowser"))/\(name)"
      #expect(try !picker.desk.startAccess(.path(path)), "\(name)")
      #expect(picker.read(path) != "x")
    }
    #expect(picker.read(arrival.path) == "of DocumentBrowser")
  }

  @Test("in the Simulator, and for a picker that makes copies, nothing is modelled")
  func notModelled() throws {
    let simulator = try ModelPicker(ModelTestPhone("simulator"))
    #expect(throws: SystemError.self) { try simulator.desk.presentPicker(.open) }
    #expect(throws: SystemError.self) { try simulator.desk.bookmark(of: .path("/a")) }
    let picker = try ModelPicker(ModelTestPhone())
    #expect(throws: SystemError.self) { try picker.desk.presentPicker(.import) }
  }
}
