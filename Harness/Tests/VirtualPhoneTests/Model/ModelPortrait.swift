import Foundation
import ProbeKit
import ProbeProtocol

@testable import VirtualPhone

/// All that a phone shows when its probes try everything, as text by section. Two phones that follow the same rules
/// from the same seed have the same portrait; a rule that is turned over must show in it.
enum ModelPortrait {
  static let sections: [@Sendable (ModelTestPhone) throws -> [String]] = [
    identity, isolation, system, group, sharing, ModelPicker.portrait, apps, kernel, log, race,
    coordinatedRace, protection, lock, handover,
  ]

  /// The portrait of a phone as published.
  static func original(_ profile: String) throws -> [[String]] {
    let phone = try ModelTestPhone(profile)
    return try sections.map { try $0(phone) }
  }

  /// Whether a phone's portrait differs from the original; stops at the first section that does.
  static func differs(_ phone: ModelTestPhone, from original: [[String]]) throws -> Bool {
    for (section, expected) in zip(sections, original) where try section(phone) != expected { return true }
    return false
  }

  private static let probes = ["IsolatedA", "IsolatedB", "GroupMemberA", "GroupMemberB", "Outsider"]

  private static func identity(_ phone: ModelTestPhone) throws -> [String] {
    try probes.map { try phone.words($0, "identity.read") }
  }

  private static func isolation(_ phone: ModelTestPhone) throws -> [String] {
    let foreign = try phone.home("IsolatedA")
    return try [
      phone.words("IsolatedA", "dir.open", ["path": "~/"]),
      phone.words("IsolatedA", "file.write", ["path": "~/Documents/mine", "text": "1"]),
      phone.words("IsolatedB", "dir.open", ["path": .string(foreign)]),
      phone.words("IsolatedB", "file.stat", ["path": .string(foreign)]),
      phone.words("IsolatedB", "file.write", ["path": .string("\(foreign)/Documents/x"), "text": "1"]),
      phone.words("IsolatedB", "file.remove", ["path": .string("\(foreign)/Documents/mine")]),
    ]
  }

  private static func system(_ phone: ModelTestPhone) throws -> [String] {
    let tools = SystemVolume.remoteLoginTools.map(JSONValue.string)
    return try [
      phone.words("IsolatedA", "volume.stat", ["path": "/"]),
      phone.words("IsolatedA", "file.write", ["path": "/System/file", "text": "1"]),
      phone.words("IsolatedA", "file.probe", ["paths": .array(tools)]),
      phone.words("IsolatedA", "process.setuid", ["uid": 0]),
      phone.words("IsolatedB", "process.fork"),
      phone.words("IsolatedB", "process.spawn", ["path": "/bin/ps"]),
      phone.words("IsolatedB", "file.stat", ["path": "/var", "follow": false]),
      phone.words("IsolatedB", "file.stat", ["path": "/private/var"]),
    ]
  }

  private static func group(_ phone: ModelTestPhone) throws -> [String] {
    let (path, group) = (try phone.group(), JSONValue.string("group.dev.sandprobe.shared"))
    let metadata = JSONValue.string("\(path)/\(Sandbox.metadataName)")
    let file = JSONValue.string("\(path)/hoge.txt")
    let list = JSONValue.string("\(path)/Library/Preferences/group.dev.sandprobe.shared.plist")
    return try ["GroupMemberA", "GroupMemberB", "Outsider"].map {
      try phone.words($0, "group.locate", ["group": group])
    } + [
      phone.words("GroupMemberA", "file.write", ["path": file, "text": "AAAA"]),
      phone.words("GroupMemberA", "defaults.write", ["suite": group, "key": "KEY", "value": "TEST"]),
      phone.words("GroupMemberA", "dir.walk", ["path": .string(path)]),
      phone.words("GroupMemberB", "file.read", ["path": file]),
      phone.words("GroupMemberB", "defaults.read", ["suite": group, "key": "KEY"]),
      phone.words("GroupMemberB", "file.read", ["path": list]),
      phone.words("GroupMemberB", "file.read", ["path": metadata]),
      phone.words("GroupMemberB", "file.write", ["path": metadata, "text": "x"]),
      phone.words("Outsider", "dir.open", ["path": .string(path)]),
      phone.words("Outsider", "file.write", ["path": .string("\(path)/intruder"), "text": "x"]),
    ]
  }

  private static func sharing(_ phone: ModelTestPhone) throws -> [String] {
    let path = try phone.group()
    let file = JSONValue.string("\(path)/locked")
    let record = JSONValue.string("\(path)/record")
    return try [
      phone.words("GroupMemberA", "file.write", ["path": file, "text": "mine"]),
      phone.words("GroupMemberA", "file.mode", ["path": file, "mode": "0600"]),
      phone.words("GroupMemberB", "file.read", ["path": file]),
      phone.words("GroupMemberB", "file.write", ["path": file, "text": "yours"]),
      phone.words("GroupMemberA", "file.write", ["path": record, "text": #"{"name":7,"amount":-1}"#]),
      phone.words("GroupMemberB", "record.read", ["path": record, "validate": false]),
    ]
  }

  private static func apps(_ phone: ModelTestPhone) throws -> [String] {
    let before = try phone.home("IsolatedA")
    try phone.model.mediaFolder.write("PublicStaging/a.ipa", ModelTestPackage.probe("IsolatedA"))
    phone.end("IsolatedA")
    try phone.model.uninstall(bundle: "dev.sandprobe.IsolatedA")
    try phone.model.install(packageAt: "PublicStaging/a.ipa")
    return [before, try phone.home("IsolatedA")]
  }

  private static func protection(_ phone: ModelTestPhone) throws -> [String] {
    let probe = "ProtectionOff"
    func path(_ name: String) -> JSONValue { .string("~/Documents/\(name)") }
    var words: [String] = []
    for (name, protection) in [("open", "none"), ("closed", "complete")] {
      words.append(
        try phone.words(
          probe, "data.write", ["path": path(name), "text": "x", "protection": .string(protection)]))
    }
    words.append(
      try phone.words(probe, "data.write", ["path": path("set"), "text": "x", "protection": "none"]))
    words.append(try phone.words(probe, "protection.set", ["path": path("set"), "protection": "complete"]))
    words.append(try phone.words(probe, "file.write", ["path": path("plain"), "text": "x"]))
    words.append(try phone.words(probe, "file.copy", ["path": path("closed"), "to": path("copy")]))
    for name in ["open", "closed", "set", "plain", "copy"] {
      words.append(try phone.words(probe, "protection.read", ["path": path(name)]))
      words.append(try phone.words(probe, "file.attributes", ["path": path(name)]))
    }
    return words
  }

  /// With one app in front and others behind, and what the host gets.
  private static func lock(_ phone: ModelTestPhone) throws -> [String] {
    let front = "dev.sandprobe.Outsider"
    _ = try phone.model.launcher.launch(bundle: front, environment: [:])
    let process = phone.model.launcher.process(of: front)
    let file: [String: JSONValue] = ["path": "~/Documents/closed"]
    func look() throws -> [String] {
      let container = try phone.model.container(bundle: "dev.sandprobe.ProtectionOff", documentsOnly: false)
      let host = Result { () throws(VirtualDeviceError) in try container.read("Documents/closed") }
      return [
        try phone.words("ProtectionOff", "file.read", file),
        try phone.words("ProtectionOff", "protection.state"),
        "host: \(host)",
      ]
    }
    var words = try look()
    phone.model.lock.lock()
    words += try look()
    _ = phone.model.lock.unlock(passcode: "2580")
    words += try look()
    words += process?.triggers.notices().map(\.signal.rawValue) ?? []
    for probe in ["DocumentInPlace", "DocumentHidden"] {
      let store = try? phone.model.container(bundle: "dev.sandprobe.\(probe)", documentsOnly: true)
      words.append("\(probe): \(store == nil ? "refused" : "vended")")
    }
    return words
  }

  /// What the sections before it made the kernel say.
  private static func kernel(_ phone: ModelTestPhone) throws -> [String] { phone.kernelMessages().sorted() }

  /// So many repetitions that some fall into one fold, however slow the machine.
  private static func log(_ phone: ModelTestPhone) throws -> [String] {
    let process = try phone.process("Outsider")
    let path = try phone.group()
    for _ in 0..<200 { _ = try? process.listDirectory(path) }
    let folded = phone.kernelMessages().filter { $0.contains("duplicate report") }
    return ["folded: \(!folded.isEmpty)"]
  }

  private static func race(_ phone: ModelTestPhone) throws -> [String] {
    ["lost: \(try ModelRace(phone).losesUpdate(coordinated: false))"]
  }

  private static func coordinatedRace(_ phone: ModelTestPhone) throws -> [String] {
    ["lost: \(try ModelRace(phone).losesUpdate(coordinated: true))"]
  }
}
