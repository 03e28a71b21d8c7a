import ProbeProtocol

/// What an actor does with directories.
enum DirectoryActions {
  static let all = [open, walk, make]

  /// A walk stops after this many entries and says `truncated`.
  static let maximumEntries = 10_000

  static let open = Action("dir.open") { context in
    let names = try context.system.listDirectory(context.arguments.path())
    return ActionResult(.ok, ["count": .int(names.count), "entries": .array(names.map(JSONValue.string))])
  }

  /// Links are named and not followed. A directory that cannot be listed is an entry like any other, and is named in
  /// `unreadable` with the reason.
  static let walk = Action("dir.walk") { context in
    let walk = try Walk(of: context.arguments.path(), through: context.system)
    var data: [String: JSONValue] = [
      "count": .int(walk.entries.count),
      "entries": .array(walk.entries.sorted().map(JSONValue.string)),
    ]
    if !walk.unreadable.isEmpty { data["unreadable"] = .object(walk.unreadable) }
    if walk.isTruncated { data[EventData.truncated] = true }
    return ActionResult(.ok, data)
  }

  static let make = Action("dir.make") { context in
    try context.system.makeDirectory(context.arguments.path())
    return ActionResult(.ok)
  }
}

/// A directory and all below it.
private struct Walk {
  private(set) var entries: [String] = []
  private(set) var unreadable: [String: JSONValue] = [:]
  private(set) var isTruncated = false

  /// - Throws: What the system says to the listing of `root` itself.
  init(of root: String, through system: any ProbeSystem) throws(SystemError) {
    var waiting = add(try system.listDirectory(root), below: "", of: root, system)
    while let directory = waiting.popLast(), !isTruncated {
      do throws(SystemError) {
        let names = try system.listDirectory("\(root)/\(directory)")
        waiting += add(names, below: directory + "/", of: root, system)
      } catch {
        unreadable[directory] = error.outcome.json
      }
    }
  }

  /// Takes the names in and gives those that are directories.
  private mutating func add(
    _ names: [String], below prefix: String, of root: String, _ system: any ProbeSystem
  ) -> [String] {
    var directories: [String] = []
    for name in names {
      guard entries.count < DirectoryActions.maximumEntries else {
        isTruncated = true
        break
      }
      let entry = prefix + name
      entries.append(entry)
      let status = try? system.status("\(root)/\(entry)", followingLinks: false)
      if status?.kind == .directory { directories.append(entry) }
    }
    return directories
  }
}
