import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit
@testable import VirtualPhone

@Suite("Sharing on the model")
struct ModelSharingTests {
  @Test("Open in… copies to the receiver's Inbox, which the receiver can empty and not write")
  func copies() throws {
    let share = try ModelShare(ModelTestPhone())
    let path = try share.file("note.txt", "AAAA")
    try share.share(path, with: "Copy to Receiver")
    let receiver = try share.desk("Receiver")
    let arrival = try #require(receiver.nextArrival(within: 1_000))
    let container = receiver.process.identity.app.container
    #expect(arrival.path == "\(container)/Documents/Inbox/note.txt")
    #expect(arrival.way == .opened && arrival.isInPlace == false)
    #expect(share.phone.model.launcher.front == "dev.sandprobe.Receiver")
    #expect(try receiver.process.readWhole(arrival.path, limit: 100) == Data("AAAA".utf8))
    #expect(throws: SystemError.errno(.eperm)) {
      try receiver.process.writeWhole(Data(), to: arrival.path, .write(create: false))
    }
    #expect(throws: SystemError.errno(.eperm)) { try receiver.process.readWhole(path, limit: 100) }
    try receiver.process.remove(arrival.path)
    #expect(
      share.messages(of: "transitd") == [
        "Copy \(path) -> \(container)/Documents/Inbox\n    \"file://\(path)\""
      ])
  }

  @Test("the lines of the sharing daemons are read as the evidence that the source's own lines are")
  func wordings() throws {
    let share = try ModelShare(ModelTestPhone())
    let path = try share.file("note.txt", "AAAA")
    _ = try share.entries(.openIn, path)
    #expect(
      share.messages(of: "AirDrop") == [
        "Trying to issue sandbox extension for \(path)",
        "Successfully issued sandbox extension for \(path)",
      ])
    let said = try #require(share.messages(of: "sharingd").first)
    #expect(said.hasPrefix("Determining if conversion required for note.txt\n    \"file://\(path)\"\n"))
    #expect(said.hasSuffix("contentURL: file://\(path), contentText: AAAA\""))
  }

  @Test("an extension without orders ends, and one that is busy ends with the app that shows it")
  func ends() throws {
    let share = try ModelShare(ModelTestPhone())
    let path = try share.file("note.txt", "AAAA")
    let file: [String: JSONValue] = ["path": .string(path)]
    let events = try share.extend(
      "ShareProbe", in: "ShareHost", path, run: "r1", [("item.load", [:]), ("file.read", file)])
    #expect(events.map(\.outcome) == [.ok, .ok])
    try share.share(path, with: "ShareProbe")
    try share.phone.model.launcher.terminate(bundle: "dev.sandprobe.Sender")
    #expect(!share.phone.model.processes().values.contains("ShareProbe"))
  }

  @Test("what no source describes is not modelled")
  func unmodelled() throws {
    let simulator = try ModelShare(ModelTestPhone("simulator"))
    let path = try simulator.file("note.txt", "AAAA")
    #expect(
      throws: SystemError.notModelled("the sheet of another app's file in the Simulator")
    ) { try simulator.desk("Sender").present(.openIn, path: path) }
    let phone = try ModelShare(ModelTestPhone())
    #expect(throws: SystemError.notModelled("the document picker that imports")) {
      try phone.desk("PickerClient").presentPicker(.import)
    }
  }

  @Test("extensions are counted, the narrowest one first, and end with their process")
  func counts() {
    var table = SandboxExtensions()
    let early = table.consume("/a/b", by: 1)
    #expect(!early)
    table.issue(.init(path: "/a", access: .read), to: 1)
    table.issue(.init(path: "/a/b", access: .readWrite), to: 1)
    #expect(table.isIssued("/a/b/c", to: 1) && !table.isIssued("/a", to: 2) && table.active(of: 1) == [])
    table.consume("/a/b", by: 1, times: 2)
    #expect(table.active(of: 1) == [.init(path: "/a/b", access: .readWrite)])
    table.release("/a/b", by: 1)
    #expect(table.isActive("/a/b/c", of: 1))
    table.release("/a/b", by: 1)
    table.release("/a/b", by: 1)
    #expect(table.active(of: 1) == [])
    table.consume("/a/c", by: 1)
    table.consume("/a/b", by: 1)
    #expect(table.active(of: 1).map(\.path) == ["/a", "/a/b"])
    table.end(1)
    let late = table.consume("/a", by: 1)
    #expect(table.active(of: 1) == [] && !late)
  }

  @Test("an extension for a file lets nobody replace it, one for a folder opens what is in it")
  func reach() {
    let file = SandboxExtensions.Grant(path: "/a/b", access: .readWrite)
    #expect(file.allows(.readData, "/a/b") && file.allows(.writeData, "/a/b"))
    #expect(
      !file.allows(.unlink, "/a/b") && !file.allows(.readData, "/a/bc") && !file.allows(.readData, "/a"))
    let folder = SandboxExtensions.Grant(path: "/a", access: .readWrite)
    #expect(folder.allows(.create, "/a/new") && folder.allows(.unlink, "/a/b"))
    let reading = SandboxExtensions.Grant(path: "/a", access: .read)
    #expect(reading.allows(.readMetadata, "/a/b") && !reading.allows(.writeData, "/a/b"))
    #expect(!reading.allows(.create, "/a/b") && !reading.allows(.mode, "/a/b"))
  }
}
