import ProbeKit
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("The modelled sandbox, through the actions that probes take")
struct ModelSandboxTests {
  private let group: JSONValue = "group.dev.sandprobe.shared"

  @Test("an outsider cannot open the group's container, and the kernel names process, pid and path")
  func outsider() throws {
    let phone = try ModelTestPhone()
    let path = try phone.group()
    let event = try phone.act("Outsider", "dir.open", ["path": .string(path)])
    #expect(event.outcome == .errno(.eperm))
    #expect(phone.kernelMessages() == ["Sandbox: Outsider(\(event.pid)) deny(1) file-read-data \(path)"])
    let record = try #require(phone.records.withLock { $0.first { $0.process == "kernel" } })
    #expect(record.image == "Sandbox" && record.pid == 0 && record.level == .error)
    #expect(try phone.outcome("GroupMemberB", "dir.open", ["path": .string(path)]) == .ok)
  }

  @Test("with the rule turned over the outsider gets in and nothing is logged")
  func outsiderMutant() throws {
    let phone = try ModelTestPhone(mutants: ["group-container-for-outsiders"])
    #expect(try phone.outcome("Outsider", "dir.open", ["path": .string(phone.group())]) == .ok)
    #expect(phone.kernelMessages().isEmpty)
  }

  @Test("a denied home is logged by its path without links, whichever spelling was asked for")
  func canonicalPath() throws {
    let phone = try ModelTestPhone()
    let home = try phone.home("IsolatedA")
    #expect(home.hasPrefix("/var/mobile/Containers/Data/Application/"))
    let event = try phone.act("IsolatedB", "dir.open", ["path": .string(home)])
    #expect(event.outcome == .errno(.eperm))
    #expect(
      phone.kernelMessages() == ["Sandbox: IsolatedB(\(event.pid)) deny(1) file-read-data /private\(home)"])
    #expect(try phone.process("IsolatedA").temporaryDirectory == "/private\(home)/tmp/")
  }

  @Test("each kind of access has its operation in the kernel's log")
  func operations() throws {
    let phone = try ModelTestPhone()
    let file = "\(try phone.home("IsolatedA"))/Documents/file"
    #expect(try phone.outcome("IsolatedA", "file.write", ["path": .string(file), "text": "1"]) == .ok)
    let attempts: [(ActionName, [String: JSONValue])] = [
      ("file.read", ["path": .string(file)]), ("file.stat", ["path": .string(file)]),
      ("file.write", ["path": .string(file), "text": "2"]),
      ("file.write", ["path": .string(file + "2"), "text": "2"]), ("file.remove", ["path": .string(file)]),
      ("file.mode", ["path": .string(file), "mode": "0666"]), ("process.fork", [:]),
      ("process.spawn", ["path": "/bin/ps"]),
    ]
    for (action, arguments) in attempts {
      #expect(try phone.outcome("Outsider", action, arguments) == .errno(.eperm), "\(action)")
    }
    let pid = try phone.process("Outsider").processID
    let expected = [
      "file-read-data /private\(file)", "file-read-metadata /private\(file)",
      "file-write-data /private\(file)",
      "file-write-create /private\(file)2", "file-write-unlink /private\(file)",
      "file-write-mode /private\(file)",
      "process-fork", "process-exec* /bin/ps",
    ]
    #expect(
      phone.kernelMessages().sorted() == expected.map { "Sandbox: Outsider(\(pid)) deny(1) \($0)" }.sorted())
  }

  @Test("a member sees the source's listing, and can neither read nor write the metadata list")
  func groupListing() throws {
    let phone = try ModelTestPhone()
    let path = try phone.group()
    #expect(
      try phone.outcome("GroupMemberA", "file.write", ["path": .string("\(path)/hoge.txt"), "text": "AAAA"])
        == .ok)
    let set: [String: JSONValue] = ["suite": group, "key": "KEY", "value": "TEST"]
    #expect(try phone.outcome("GroupMemberA", "defaults.write", set) == .ok)
    let listing = try phone.act("GroupMemberB", "dir.walk", ["path": .string(path)])
    #expect(
      listing.data?["entries"] == [
        ".com.apple.mobile_container_manager.metadata.plist", "Library", "Library/Caches",
        "Library/Preferences",
        "Library/Preferences/group.dev.sandprobe.shared.plist", "hoge.txt",
      ])
    let metadata: JSONValue = .string("\(path)/\(Sandbox.metadataName)")
    #expect(try phone.outcome("GroupMemberA", "file.read", ["path": metadata]) == .errno(.eperm))
    #expect(
      try phone.outcome("GroupMemberA", "file.write", ["path": metadata, "text": ""]) == .errno(.eperm))
  }

  @Test("the Simulator confines nobody, knows no user name and lets members read the metadata list")
  func simulator() throws {
    let phone = try ModelTestPhone("simulator")
    let home = try phone.home("IsolatedA")
    #expect(home.hasPrefix("/Users/user/Library/Developer/CoreSimulator/Devices/"))
    #expect(try phone.outcome("IsolatedB", "dir.open", ["path": .string(home)]) == .ok)
    let identity = try phone.act("IsolatedB", "identity.read")
    #expect(identity.data?["user"] == .null && identity.data?["uid"] == 501)
    let metadata: JSONValue = .string("\(try phone.group())/\(Sandbox.metadataName)")
    let read = try phone.act("GroupMemberB", "file.read", ["path": metadata])
    #expect(read.outcome == .ok && read.data?["format"] == "xml-plist")
    #expect(phone.kernelMessages().isEmpty)
  }

  @Test("what no source documents is said to be not modelled")
  func notModelled() throws {
    let phone = try ModelTestPhone("simulator")
    for (action, arguments) in [
      ("process.fork", [:]), ("process.setuid", ["uid": 0]), ("volume.stat", ["path": "/"]),
    ] as [(ActionName, [String: JSONValue])] {
      guard case .unsupported(let why) = try phone.outcome("IsolatedA", action, arguments) else {
        Issue.record("\(action) was tried")
        continue
      }
      #expect(why.contains("not modelled"))
    }
  }

  @Test(
    "ProbeKit's own race loses updates, and none when it is co-ordinated; mutants turn that round",
    arguments: [
      (false, [], true), (true, [], false), (false, ["uncoordinated-writers-race"], false),
      (true, ["coordination-serialises"], true),
    ])
  func countingRace(_ coordinated: Bool, _ mutants: [String], _ loses: Bool) throws {
    let phone = try ModelTestPhone(mutants: mutants)
    let path = "\(try phone.group())/counter"
    let arguments: [String: JSONValue] = [
      "path": .string(path), "rounds": 8, "hold": 5, "coordinated": .bool(coordinated), "partners": 2,
    ]
    let racers = [("GroupMemberA", "one"), ("GroupMemberB", "two")]
    let threads = try racers.map { probe, actor in
      let process = try phone.process(probe)
      let order = Order(
        scenario: "model/race", repetition: 1, step: "race", action: "counter.race", arguments: arguments)
      let list = OrderList(
        run: "r2", key: RunKey(bytes: .init(repeating: 1, count: 32)), actor: ActorName(actor),
        orders: [order])
      return WorkerThread(name: actor) { Agent(system: process, probe: ProbeName(probe)).run(list) }
    }
    for thread in threads { thread.join() }
    let total = try phone.act("GroupMemberA", "file.read", ["path": .string(path)]).data?["text"]?.stringValue
    let count = try #require(total.flatMap { Int($0) })
    #expect(loses ? (8..<16).contains(count) : count == 16)
  }
}
