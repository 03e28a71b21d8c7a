import Foundation
import ProbeKit
import ProbeProtocol
import Testing

/// Each action once where it succeeds.
struct ActionTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test("identity.read tells ids, home, bundle and pid")
  func identity() throws {
    let end = try #require(try bench.perform("identity.read"))
    #expect(end.outcome == .ok)
    #expect(end.data?["home"] == .text(bench.home))
    #expect(end.data?["temporary"] == .text(bench.home + "/tmp"))
    #expect(end.data?["bundle"] == "com.example.Bench")
    #expect(end.data?["uid"]?.intValue == Int(bench.system.userID))
    #expect(end.data?["euid"]?.intValue == Int(bench.system.effectiveUserID))
    #expect(end.data?["pid"]?.intValue == Int(end.pid))
    #expect(
      end.data?["user"] == bench.system.userName(of: bench.system.userID).map(JSONValue.string) ?? .null)
    #expect(bench.system.userName(of: 4_000_000_001) == nil)
  }

  @Test("dir.open gives names sorted and without . and ..")
  func open() throws {
    try bench.file("b", "")
    try bench.file("a", "")
    let end = try #require(try bench.perform("dir.open", ["path": .text(bench.container)]))
    #expect(end.outcome == .ok)
    #expect(end.data == ["count": 2, "entries": ["a", "b"]])
  }

  @Test("dir.walk goes down directories and not through links")
  func walk() throws {
    #expect(try bench.perform("dir.make", ["path": .text(bench.container + "/sub")])?.outcome == .ok)
    try bench.file("sub/inner", "x")
    try FileManager.default.createSymbolicLink(
      atPath: bench.container + "/loop", withDestinationPath: bench.container)
    let end = try #require(try bench.perform("dir.walk", ["path": .text(bench.container)]))
    #expect(end.outcome == .ok)
    #expect(end.data == ["count": 3, "entries": ["loop", "sub", "sub/inner"]])
  }

  @Test("file.await waits for a text, and gives nil with what was there where it does not come")
  func wait() throws {
    try bench.file("note", "first")
    let path = JSONValue.text(bench.container + "/note")
    let late = try #require(try bench.perform("file.await", ["path": path, "text": "second", "within": 0]))
    #expect(late.outcome == Outcome.none && late.data == ["text": "first"])
    // A thread of its own: the test's own one is kept waiting.
    Thread.detachNewThread { [bench] in
      Thread.sleep(forTimeInterval: 0.15)
      _ = try? bench.file("note", "second")
    }
    let seen = try bench.perform("file.await", ["path": path, "text": "second", "within": 60_000])
    #expect(seen?.outcome == .ok && seen?.data == ["text": "second"])
    let absent = try bench.perform("file.await", ["path": "~/none", "text": "x"])
    #expect(absent?.outcome == .errno(.enoent))
  }

  @Test("file.write writes below the home directory and file.read tells content, digest and kind")
  func writeAndRead() throws {
    let write = try #require(try bench.perform("file.write", ["path": "~/note", "text": "42\n"]))
    #expect(write.outcome == .ok)
    #expect(write.data == ["size": 3])
    let read = try #require(try bench.perform("file.read", ["path": "~/note"]))
    #expect(read.outcome == .ok)
    #expect(
      read.data == [
        "size": 3, "sha256": .text(ContentDigest(of: Data("42\n".utf8)).rawValue), "text": "42\n",
        "format": "text", "number": 42,
      ])
    #expect(try bench.content(of: bench.home + "/note") == "42\n")
  }

  @Test(
    "file.read tells the kind of a file by its content",
    arguments: [
      ("bplist00\u{0}", "binary-plist"), ("<?xml version=\"1.0\"?>\n<plist/>", "xml-plist"),
      (" {\"a\": 1}", "json"), ("{no json", "text"), ("", "text"), ("a\u{1}b", "data"),
    ])
  func format(content: String, format: String) throws {
    let path = try bench.file("content", content)
    #expect(try bench.perform("file.read", ["path": .text(path)])?.data?["format"] == .text(format))
  }

  @Test("file.read keeps long text, control characters and what is no number to itself")
  func withheldText() throws {
    for content in [String(repeating: "x", count: 257), "a\u{1B}[31m"] {
      let path = try bench.file("content", content)
      let end = try #require(try bench.perform("file.read", ["path": .text(path)]))
      #expect(end.data?["text"] == .null)
      #expect(end.data?["number"] == .null)
      #expect(end.data?["size"] == .int(content.utf8.count))
    }
  }

  @Test("file.remove unlinks")
  func remove() throws {
    let path = try bench.file("old", "x")
    #expect(try bench.perform("file.remove", ["path": .text(path)])?.outcome == .ok)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("file.mode sets bits that file.stat tells in octal; two names of a file have one identity")
  func modeAndStat() throws {
    let path = try bench.file("f", "four")
    let link = bench.container + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(try bench.perform("file.mode", ["path": .text(path), "mode": "0604"])?.outcome == .ok)
    let direct = try #require(try bench.perform("file.stat", ["path": .text(path)])?.data)
    #expect(direct["mode"] == "0604")
    #expect(direct["type"] == "file")
    #expect(direct["size"] == 4)
    #expect(direct["uid"]?.intValue == Int(bench.system.userID))
    #expect(direct["target"] == .null)
    let followed = try #require(try bench.perform("file.stat", ["path": .text(link)])?.data)
    #expect(followed["file"] == direct["file"])
    let own = try #require(try bench.perform("file.stat", ["path": .text(link), "follow": false])?.data)
    #expect(own["type"] == "link")
    #expect(own["target"] == .text(path))
    #expect(own["file"] != direct["file"])
  }

  @Test("file.probe tells which paths exist and the outcome of each")
  func probe() throws {
    let here = try bench.file("here", "")
    let end = try #require(try bench.perform("file.probe", ["paths": ["/nowhere", .text(here)]]))
    #expect(end.outcome == .ok)
    #expect(end.data?["present"] == [.text(here)])
    #expect(end.data?["outcomes"]?[here] == "ok")
    #expect(end.data?["outcomes"]?["/nowhere"] == ["errno": "ENOENT"])
  }

  @Test("volume.stat tells whether a volume takes writes")
  func volume() throws {
    let end = try #require(try bench.perform("volume.stat", ["path": .text(bench.home)]))
    #expect(end.outcome == .ok)
    #expect(end.data == ["readOnly": false])
  }

  @Test("process.setuid to oneself, process.fork and process.spawn succeed where nothing forbids them")
  func processes() throws {
    let uid = Int(bench.system.userID)
    let setuid = try #require(try bench.perform("process.setuid", ["uid": .int(uid)]))
    #expect(setuid.outcome == .ok)
    #expect(setuid.data == ["uid": .int(uid), "euid": .int(Int(bench.system.effectiveUserID))])
    #expect(try bench.perform("process.fork")?.outcome == .ok)
    #expect(try bench.perform("process.spawn", ["path": "/bin/true"])?.data == ["status": 0])
    #expect(try bench.perform("process.spawn", ["path": "/bin/false"])?.data == ["status": 1])
  }

  @Test("group.locate, defaults.write and defaults.read reach the group's container")
  func groups() throws {
    let located = try #require(try bench.perform("group.locate", ["group": .text(Bench.group)]))
    #expect(located.outcome == .ok)
    #expect(located.data == ["path": .text(bench.container)])
    let key: [String: JSONValue] = ["suite": .text(Bench.group), "key": "colour"]
    #expect(try bench.perform("defaults.read", key)?.data == ["value": .null])
    let write = try bench.perform("defaults.write", key.merging(["value": "red"]) { $1 })
    #expect(write?.outcome == .ok)
    #expect(try bench.perform("defaults.read", key)?.data == ["value": "red"])
    let file = bench.container + "/Library/Preferences/\(Bench.group).plist"
    #expect(try bench.perform("file.read", ["path": .text(file)])?.data?["format"] == "binary-plist")
  }

  @Test("record.read uses a good record, and a bad one only where it does not validate")
  func records() throws {
    let good = try bench.file("good", #"{"name": "Ann", "amount": 3}"#)
    let bad = try bench.file("bad", #"{"name": "Ann", "amount": "-3; rm"}"#)
    for validate in [true, false] {
      let end = try bench.perform("record.read", ["path": .text(good), "validate": .bool(validate)])
      #expect(end?.outcome == .ok)
      #expect(end?.data == ["name": "Ann", "amount": 3])
    }
    let taken = try bench.perform("record.read", ["path": .text(bad), "validate": false])
    #expect(taken?.outcome == .ok)
    #expect(taken?.data?["amount"] == "-3; rm")
  }
}
