import ProbeProtocol

/// What an actor does with security-scoped URLs and bookmarks.
enum ScopeActions {
  static let all = [start, stop, save, open]

  /// Longer data is no bookmark.
  private static let longestBookmark = 1 << 20

  static let start = Action("scope.start") { context in
    let granted = try context.atDesk().startAccess(context.arguments.heldURL())
    return ActionResult(.ok, ["granted": .bool(granted)])
  }

  static let stop = Action("scope.stop") { context in
    try context.atDesk().stopAccess(context.arguments.heldURL())
    return ActionResult(.ok)
  }

  static let save = Action("bookmark.save") { context in
    let bookmark = try context.atDesk().bookmark(of: context.arguments.heldURL())
    try context.system.writeWhole(bookmark, to: context.arguments.path("file"), .write(create: true))
    return ActionResult(.ok, ["size": .int(bookmark.count)])
  }

  static let open = Action("bookmark.open") { context in
    let desk = try context.atDesk()
    let bookmark = try context.system.readWhole(context.arguments.path("file"), limit: longestBookmark)
    guard bookmark.count <= longestBookmark else {
      return ActionResult(.unsupported("bookmark.open: the file holds more than \(longestBookmark) bytes"))
    }
    let resolved = try desk.resolve(bookmark: bookmark)
    return ActionResult(
      .ok,
      [
        "arrival": .int(resolved.arrival.number), "path": .string(resolved.arrival.path),
        "stale": .bool(resolved.isStale),
      ])
  }
}

extension Arguments {
  /// What `arrival` or `path` names; one of the two must be given.
  func heldURL() throws(ArgumentProblem) -> HeldURL {
    switch (understood["arrival"], understood["path"]) {
    case (.some, nil): .arrival(try number("arrival", in: 0...Int.max))
    case (nil, .some): .path(try path())
    case (nil, nil): throw ArgumentProblem("give one of 'arrival' and 'path'")
    case (.some, .some): throw ArgumentProblem("give only one of 'arrival' and 'path'")
    }
  }
}
