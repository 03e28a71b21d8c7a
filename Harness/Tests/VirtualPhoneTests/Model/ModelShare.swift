import Foundation
import ProbeProtocol

@testable import ProbeKit
@testable import VirtualPhone

/// Shares a file from one launched app of the model with others, as a hand at the screen does.
struct ModelShare {
  let phone: ModelTestPhone
  private let key = RunKey(bytes: Data(repeating: 7, count: 32))

  init(_ phone: ModelTestPhone) { self.phone = phone }

  private var launcher: AppLauncher { phone.model.launcher }

  /// The sharing UI of an app, which is launched where it does not run.
  func desk(_ probe: String) throws -> ModelledDesk {
    let bundle = "dev.sandprobe.\(probe)"
    if !launcher.isRunning(bundle: bundle) { _ = try launcher.launch(bundle: bundle, environment: [:]) }
    guard let desk = launcher.desk(of: bundle) else { throw VirtualDeviceError.noSuchApplication }
    return desk
  }

  /// Writes a file in an app's tmp.
  /// - Returns: its path.
  func file(_ name: String, _ text: String, by probe: String = "Sender") throws -> String {
    let process = try desk(probe).process
    let path = process.temporaryDirectory + name
    try process.writeWhole(Data(text.utf8), to: path, .write(create: true))
    return path
  }

  /// Shows a sheet and takes an entry of it.
  func share(_ path: String, with entry: String, sheet: SharingSheet = .openIn) throws {
    try desk("Sender").present(sheet, path: path)
    phone.model.screen.touch(.entry(entry), asPoint: true)
  }

  /// The entries of a sheet, which is closed again.
  func entries(_ sheet: SharingSheet, _ path: String) throws -> [String] {
    try desk("Sender").present(sheet, path: path)
    guard case .sheet(let scene)? = phone.model.screen.scenes.last else { return [] }
    phone.model.screen.touch(.closeSheet, asPoint: true)
    return scene.entries
  }

  /// What an extension does when a file is shared with it: the end event of each action.
  func extend(
    _ probe: ProbeName, in app: String, _ path: String, run: RunID,
    _ actions: [(ActionName, [String: JSONValue])]
  ) throws -> [Event] {
    let group = "group.dev.sandprobe.\(app.dropLast(4).lowercased())"
    let host = try desk(app).process
    let orders = actions.enumerated().map { index, action in
      Order(
        scenario: "model/test", repetition: 1, step: StepID("s\(index)"), action: action.0,
        arguments: action.1)
    }
    let list = OrderList(run: run, key: key, actor: "actor", orders: orders)
    let mailbox = try Mailbox(probe: probe, group: group, system: host)
    try mailbox.put(list.encoded)
    try share(path, with: probe.rawValue)
    let journal = JournalPath.file(run: run, scenario: "model/test", repetition: 1, actor: "actor")
    for _ in 0..<500 {
      let text = (try? host.readWhole("\(mailbox.folder)/\(journal)", limit: 1 << 20)) ?? Data()
      let ends = String(decoding: text, as: UTF8.self).split(separator: "\n")
        .compactMap { try? JournalLine.decode($0, key: key) }.filter { $0.kind == .end }
      if ends.count == actions.count { return ends }
      Thread.sleep(forTimeInterval: 0.02)
    }
    throw VirtualDeviceError.noSuchFile
  }

  /// What processes of a name logged up to now.
  func messages(of process: String) -> [String] {
    phone.model.core.log.waitUntilQuiet()
    return phone.records.withLock { $0.filter { $0.process == process }.map(\.message) }
  }
}

extension ModelPortrait {
  /// What comes of sharing by each of its ways, where a source says so.
  static func handover(_ phone: ModelTestPhone) throws -> [String] {
    guard phone.model.profile.stands(on: .fileSharing), phone.model.profile.kind == .physical else {
      return []
    }
    let share = ModelShare(phone)
    return try copies(share) + extensions(share)
      + ["transitd", "AirDrop", "sharingd"].flatMap(share.messages)
  }

  private static func copies(_ share: ModelShare) throws -> [String] {
    let receiver = try share.desk("Receiver").process
    var words: [String] = []
    for sheet in [SharingSheet.openIn, .activity] {
      let path = try share.file("\(sheet.rawValue).txt", "first")
      words += try share.entries(sheet, path)
      try share.share(path, with: "Copy to Receiver", sheet: sheet)
      let arrival = try share.desk("Receiver").nextArrival(within: 1_000)
      _ = try share.file("\(sheet.rawValue).txt", "second")
      for place in [arrival?.path ?? "", path] {
        let read = Result { try receiver.readWhole(place, limit: 100) }
        let written = Result { try receiver.writeWhole(Data("x".utf8), to: place, .write(create: false)) }
        words.append("\(place) \(read) \(written)")
      }
    }
    return words
  }

  private static func extensions(_ share: ModelShare) throws -> [String] {
    let path = try share.file("live.txt", "first")
    let foreign = try share.file("foreign.txt", "foreign", by: "IsolatedA")
    let file: [String: JSONValue] = ["path": .string(path)]
    let first = try share.extend(
      "ShareProbe", in: "ShareHost", path, run: "r1",
      [
        ("scope.start", file), ("file.read", file), ("item.load", [:]), ("file.read", file),
        ("file.write", ["path": .string(path), "text": "x", "create": false]),
      ])
    let second = try share.extend(
      "ShareProbe", in: "ShareHost", path, run: "r2",
      [("file.read", file), ("item.load", ["stops": 2]), ("file.read", file)])
    let action = try share.extend(
      "ActionProbe", in: "ActionHost", path, run: "r3", [("item.load", [:]), ("file.read", file)])
    let refused = try share.extend(
      "ShareProbe", in: "ShareHost", foreign, run: "r4", [("item.load", [:])])
    return (first + second + action + refused).map {
      "\($0.action?.rawValue ?? "") \($0.outcome?.description ?? "-") \($0.data?.compactText ?? "-")"
    } + ["one process: \(first.first?.pid == second.first?.pid)"]
  }
}
