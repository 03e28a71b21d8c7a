import Foundation
import ProbeKit
import ProbeProtocol
import Testing

/// Each action where the system, the record or the arguments do not allow it.
struct RefusalTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(
    "A refusal of the system is told by its error number",
    arguments: [
      ("dir.open", ["path": "~/none"], "ENOENT"), ("dir.walk", ["path": "~/none"], "ENOENT"),
      ("dir.make", ["path": "~"], "EEXIST"), ("file.read", ["path": "~/none"], "ENOENT"),
      ("file.read", ["path": "~"], "EISDIR"),
      ("file.write", ["path": "~/none/x", "text": ""], "ENOENT"),
      ("file.write", ["path": "~/x", "text": "", "create": false], "ENOENT"),
      ("file.remove", ["path": "~/none"], "ENOENT"), ("file.stat", ["path": "~/none"], "ENOENT"),
      ("volume.stat", ["path": "~/none"], "ENOENT"),
      ("file.mode", ["path": "~/none", "mode": "0600"], "ENOENT"),
      ("process.setuid", ["uid": 4_294_967_295], "EINVAL"),
      ("process.spawn", ["path": "~/none"], "ENOENT"),
      ("record.read", ["path": "~/none", "validate": true], "ENOENT"),
      (
        "counter.race",
        ["path": "~/none/x", "rounds": 1, "hold": 0, "coordinated": false, "partners": 1], "ENOENT"
      ),
    ] as [(ActionName, [String: JSONValue], ErrnoName)])
  func refused(action: ActionName, arguments: [String: JSONValue], expected: ErrnoName) throws {
    #expect(try bench.perform(action, arguments)?.outcome == .errno(expected))
  }

  @Test("No container is the outcome nil, and unreadable defaults are a framework's error")
  func groups() throws {
    let located = try bench.perform("group.locate", ["group": "group.other"])
    #expect(located?.outcome == Outcome.none)
    #expect(located?.data == ["path": .null])
    // A folder in the file's place: it is there and cannot be read.
    try FileManager.default.createDirectory(
      atPath: "\(bench.container)/Library/Preferences/\(Bench.group).plist", withIntermediateDirectories: true
    )
    let suite: [String: JSONValue] = ["suite": .text(Bench.group), "key": "k"]
    for (action, arguments) in [
      ("defaults.read", suite), ("defaults.write", suite.merging(["value": "v"]) { $1 }),
    ] as [(ActionName, [String: JSONValue])] {
      guard case .error = try bench.perform(action, arguments)?.outcome else {
        Issue.record("\(action) did not tell the framework's error")
        continue
      }
    }
  }

  @Test(
    "A reader that validates says what is wrong with a record",
    arguments: [
      ("no json", 1), ("[1]", 2), (#"{"amount": 1}"#, 3), (#"{"name": "", "amount": 1}"#, 3),
      (#"{"name": "A", "amount": "1"}"#, 4), (#"{"name": "A", "amount": -1}"#, 4),
      (#"{"name": "A", "amount": 1.5}"#, 4),
    ])
  func records(content: String, code: Int) throws {
    let path = try bench.file("record", content)
    let outcome = try bench.perform("record.read", ["path": .text(path), "validate": true])?.outcome
    guard case .error(let failure) = outcome else {
      Issue.record("the outcome was \(String(describing: outcome))")
      return
    }
    #expect(failure.domain == "SandProbe.Record")
    #expect(failure.code == code)
    #expect(!failure.message.isEmpty)
  }

  @Test(
    "An action without what it needs is not tried, and says which argument is missing",
    arguments: ActionTable.all.map(\.name))
  func missing(action: ActionName) throws {
    let specification = try #require(ActionCatalogue.specification(of: action))
    let required = specification.arguments.filter(\.isRequired).map(\.name)
    let outcome = try bench.perform(action, required.isEmpty ? ["stray": 1] : [:])?.outcome
    guard case .unsupported(let reason) = outcome else {
      Issue.record("\(action) gave \(String(describing: outcome))")
      return
    }
    #expect(reason.hasPrefix("\(action): "))
    for name in required.isEmpty ? ["stray"] : required { #expect(reason.contains("'\(name)'")) }
  }

  @Test(
    "Arguments of the wrong type or out of range are named",
    arguments: [
      ("dir.open", ["path": 1], "'path'"), ("dir.open", ["path": "relative"], "absolute"),
      ("dir.open", ["path": "/a\u{0}b"], "zero byte"), ("dir.open", ["path": "/", "x": 1], "'x'"),
      ("file.probe", ["paths": ["/", 1]], "'paths'"),
      ("file.mode", ["path": "~", "mode": "rwx"], "octal"),
      ("file.mode", ["path": "~", "mode": "177777"], "octal"),
      ("process.setuid", ["uid": -1], "'uid'"),
      (
        "counter.race",
        ["path": "~/c", "rounds": 1, "hold": 0, "coordinated": true, "partners": 0], "'partners'"
      ),
    ] as [(ActionName, [String: JSONValue], String)])
  func unfit(action: ActionName, arguments: [String: JSONValue], word: String) throws {
    guard case .unsupported(let reason) = try bench.perform(action, arguments)?.outcome else {
      Issue.record("\(action) was tried")
      return
    }
    #expect(reason.contains(word))
  }

  @Test("What a sandbox refuses is told, with the ids that remain")
  func processes() throws {
    let system = RefusingSystem(live: bench.system)
    #expect(try bench.perform("process.fork", on: system)?.outcome == .errno(.eperm))
    let setuid = try #require(try bench.perform("process.setuid", ["uid": 0], on: system))
    #expect(setuid.outcome == .errno(.eperm))
    #expect(setuid.data?["uid"] == .int(Int(system.userID)))
    let spawn = try bench.perform("process.spawn", ["path": "/bin/true"], on: system)
    #expect(spawn?.outcome == .unsupported("not modelled: posix_spawn"))
    #expect(try bench.perform("identity.read", on: system)?.data?["user"] == .null)
  }

  @Test("dir.walk names what it could not list and lists the rest")
  func unreadable() throws {
    for name in ["open", "shut"] {
      let folder = bench.container + "/" + name
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try bench.file("\(name)/inner", "")
    }
    let system = RefusingSystem(live: bench.system)
    let end = try #require(try bench.perform("dir.walk", ["path": .text(bench.container)], on: system))
    #expect(end.outcome == .ok)
    #expect(end.data?["entries"] == ["open", "open/inner", "shut"])
    #expect(end.data?["unreadable"] == ["shut": ["errno": "EPERM"]])
  }

  @Test("A walk of more entries than it keeps stops and says so")
  func longWalk() throws {
    let system = RefusingSystem(live: bench.system)
    let end = try #require(try bench.perform("dir.walk", ["path": "/long"], on: system))
    #expect(end.data?["count"] == 10_000)
    #expect(end.data?["truncated"] == true)
  }

  @Test("A racer whose partner does not come gives up")
  func noPartner() throws {
    let arguments: [String: JSONValue] = [
      "path": "~/counter", "rounds": 1, "hold": 0, "coordinated": false, "partners": 2,
    ]
    let end = try bench.perform("counter.race", arguments, on: RefusingSystem(live: bench.system))
    #expect(end?.outcome == .errno("ETIMEDOUT"))
    #expect(end?.data == ["rounds": 0, "last": 0])
  }

  @Test("An action that nobody knows is not tried")
  func unknown() throws {
    guard case .unsupported(let reason) = try bench.perform("file.frobnicate")?.outcome else {
      Issue.record("it was tried")
      return
    }
    #expect(reason.contains("file.frobnicate"))
  }
}
