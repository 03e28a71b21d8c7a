import ProbeProtocol

/// Chooses in the share sheet, or in the sheet that "Open in…" shows.
struct ShareScript: Sendable {
  /// How often the row of apps is moved on to find an entry that is off screen.
  static let maximumSwipes = 6
  /// Milliseconds for a row to come to rest.
  static let rest = 500

  var work: ScreenWork
  let request: Conductor.ShareRequest

  mutating func run() async throws -> Conductor.ShareReply {
    _ = try await work.need(.shareSheet, hittable: true)
    var offered = await labels()
    guard let target = request.target else {
      await close()
      return Conductor.ShareReply(offered: offered, chosen: nil, lookups: work.found)
    }
    let entry = try await entry(for: target, &offered)
    try await work.tap(entry, "the sheet's entry '\(target.name)'")
    return Conductor.ShareReply(offered: offered, chosen: entry.label, lookups: work.found)
  }

  /// Takes the sheet off the screen, so that the next step does not meet it. It is no error where that fails.
  mutating func close() async {
    guard let found = try? await work.wait(for: [.init(.shareClose)], within: 0) else { return }
    try? await work.tap(found.1, UIPart.shareClose.rawValue)
    _ = try? await work.waitUntilGone(.shareSheet)
  }

  private func wanted(_ target: Conductor.ShareRequest.Target) -> [ScreenWork.Wanted] {
    switch target.kind {
    case .activity, .appExtension: [.init(.shareEntry, target.name)]
    case .copyTo: [.init(.copyEntry, target.name)]
    case .openIn: [.init(.openEntry, target.name), .init(.copyEntry, target.name)]
    }
  }

  private mutating func entry(
    for target: Conductor.ShareRequest.Target, _ offered: inout [String]
  ) async throws -> ScreenElement {
    let wanted = wanted(target)
    // The first look has the whole time, since entries come after the sheet.
    var limit = work.timeLimit
    for swipe in 0...Self.maximumSwipes {
      if let found = try await work.wait(for: wanted, within: limit, hittable: true) { return found.1 }
      try await work.refuseAlert(over: "the share sheet")
      guard swipe < Self.maximumSwipes, try await moveOn(&offered) else { break }
      limit = Self.rest
    }
    // An entry that exists and cannot be hit after all is touched as a point.
    if let found = try await work.wait(for: wanted, within: 0) { return found.1 }
    let list = offered.map { "'\($0)'" }.joined(separator: ", ")
    throw ScreenTrouble(
      .elementNotFound, "the sheet does not offer \(target.kind.rawValue) '\(target.name)'; it offers \(list)"
    )
  }

  /// Moves the row of apps on.
  /// - Returns: whether there is a row to move.
  private mutating func moveOn(_ offered: inout [String]) async throws -> Bool {
    let entries = await work.look(for: .init(.shareEntries))
    guard let handle = entries.first(where: \.isHittable) else { return false }
    do {
      try await work.screen.swipe(handle, .left)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw ScreenTrouble(error, at: "the row of apps")
    }
    try await work.screen.pause(milliseconds: Self.rest)
    for label in await labels() where !offered.contains(label) { offered.append(label) }
    return true
  }

  private mutating func labels() async -> [String] {
    await work.look(for: .init(.shareEntries)).map(\.label).filter { !$0.isEmpty }
  }
}
