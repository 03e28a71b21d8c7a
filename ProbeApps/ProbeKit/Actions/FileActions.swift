import Foundation
import ProbeProtocol

/// What an actor does with files and the volume that holds them.
enum FileActions {
  static let all = [read, wait, write, remove, stat, probe, volume]

  /// A longer file is not read.
  static let maximumSize = 16 << 20

  static let read = Action("file.read") { context in
    let content = try context.system.readWhole(context.arguments.path(), limit: maximumSize)
    guard content.count <= maximumSize else {
      return ActionResult(.unsupported("file.read: the file holds more than \(maximumSize) bytes"))
    }
    let text = FileContent.shortText(of: content)
    return ActionResult(
      .ok,
      [
        "size": .int(content.count),
        "sha256": .string(ContentDigest(of: content).rawValue),
        "text": text.map(JSONValue.string) ?? .null,
        "format": .string(FileContent.format(of: content).rawValue),
        "number": FileContent.number(in: text).map(JSONValue.int) ?? .null,
      ])
  }

  /// Milliseconds between two looks into a file.
  private static let look = 100
  /// A longer wait is a mistake.
  private static let longestWait = 600_000

  static let wait = Action("file.await") { context in
    let (path, wanted) = (try context.arguments.path(), try context.arguments.text("text"))
    let limit = try context.arguments.number("within", in: 0...longestWait, default: 10_000)
    let end = context.system.uptime + limit * 1_000_000
    var text: String?
    repeat {
      let content = try context.system.readWhole(path, limit: maximumSize)
      text = FileContent.shortText(of: content)
      if content == Data(wanted.utf8) { return ActionResult(.ok, ["text": .string(wanted)]) }
      context.system.sleep(milliseconds: look)
    } while context.system.uptime < end
    return ActionResult(.none, ["text": text.map(JSONValue.string) ?? .null])
  }

  static let write = Action("file.write") { context in
    let path = try context.arguments.path()
    let content = Data(try context.arguments.text("text").utf8)
    let creates = try context.arguments.flag("create", default: true)
    try context.system.writeWhole(content, to: path, .write(create: creates))
    return ActionResult(.ok, ["size": .int(content.count)])
  }

  static let remove = Action("file.remove") { context in
    try context.system.remove(context.arguments.path())
    return ActionResult(.ok)
  }

  static let stat = Action("file.stat") { context in
    let path = try context.arguments.path()
    let follows = try context.arguments.flag("follow", default: true)
    let status = try context.system.status(path, followingLinks: follows)
    let target = status.kind == .link ? try context.system.linkTarget(path) : nil
    return ActionResult(
      .ok,
      [
        "type": .string(status.kind.rawValue),
        "size": .int(status.size),
        "uid": .int(Int(status.owner)),
        "mode": .string(ModeText.text(of: status.mode)),
        "file": .string("\(status.device):\(status.inode)"),
        "target": target.map(JSONValue.string) ?? .null,
      ])
  }

  static let probe = Action("file.probe") { context in
    var present: [String] = []
    var outcomes: [String: JSONValue] = [:]
    for path in try context.arguments.texts("paths") {
      do throws(SystemError) {
        _ = try context.system.status(path, followingLinks: true)
        present.append(path)
        outcomes[path] = Outcome.ok.json
      } catch {
        outcomes[path] = error.outcome.json
      }
    }
    return ActionResult(
      .ok, ["present": .array(present.sorted().map(JSONValue.string)), "outcomes": .object(outcomes)])
  }

  static let volume = Action("volume.stat") { context in
    let isReadOnly = try context.system.isVolumeReadOnly(context.arguments.path())
    return ActionResult(.ok, ["readOnly": .bool(isReadOnly)])
  }
}
