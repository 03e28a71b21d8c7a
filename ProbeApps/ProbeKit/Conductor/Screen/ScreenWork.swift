import ProbeProtocol

/// What every script does at the screen: looks in order, waits for a bounded time, taps with a fallback, and keeps
/// account of where it looked.
struct ScreenWork: Sendable {
  /// Milliseconds between two looks.
  static let pause = 250
  /// Milliseconds for a tap to show its effect.
  static let effect = 2_000

  let screen: any SystemScreen
  let table: SystemUITable
  /// The app that the request names.
  let app: String
  /// Milliseconds for each lookup.
  let timeLimit: Int
  /// The lookups that found something, in order.
  private(set) var found: [String] = []
  /// Every lookup that was made for what is being looked for.
  private(set) var tried: [String] = []

  init(screen: any SystemScreen, app: String, timeLimit: Int?) async {
    self.screen = screen
    self.app = app
    let bounds = Conductor.ScreenTime.bounds
    let asked = timeLimit ?? Conductor.ScreenTime.standard
    self.timeLimit = min(max(asked, bounds.lowerBound), bounds.upperBound)
    table = SystemUITable(version: await screen.systemVersion)
  }

  /// A part and the name that it goes by.
  struct Wanted: Hashable, Sendable {
    var part: UIPart
    var name: String?

    init(_ part: UIPart, _ name: String? = nil) {
      self.part = part
      self.name = name
    }

    var words: String { name.map { "\(part.rawValue) '\($0)'" } ?? part.rawValue }
  }

  /// One look at every place where the part may be.
  mutating func look(for wanted: Wanted) async -> [ScreenElement] {
    for lookup in table.lookups(for: wanted.part) {
      let path = wanted.name.map(lookup.path.naming) ?? lookup.path
      let bundle = lookup.owner.bundle(app: app)
      let words = "\(bundle): \(path)"
      if !tried.contains(words) { tried.append(words) }
      let elements = await screen.elements(path, in: bundle)
      guard !elements.isEmpty else { continue }
      if !found.contains(words) { found.append(words) }
      return elements
    }
    return []
  }

  /// Looks again until one of these is there; nil when the time is over.
  mutating func wait(
    for wanted: [Wanted], within limit: Int? = nil, hittable: Bool = false
  ) async throws -> (Wanted, ScreenElement)? {
    let deadline = await screen.uptime + (limit ?? timeLimit)
    while true {
      for one in wanted {
        let elements = await look(for: one)
        if let element = hittable ? elements.first(where: \.isHittable) : elements.first {
          return (one, element)
        }
      }
      guard await screen.uptime < deadline else { return nil }
      try await screen.pause(milliseconds: Self.pause)
    }
  }

  /// The first of these that comes to the screen.
  /// - Throws: ``ScreenTrouble``; the place of an alert in the way is named.
  mutating func need(
    _ wanted: [Wanted], within limit: Int? = nil, hittable: Bool = false
  ) async throws -> (Wanted, ScreenElement) {
    tried = []
    if let hit = try await wait(for: wanted, within: limit, hittable: hittable) { return hit }
    // What exists and cannot be hit may be touched as a point, unless something lies over it.
    let covered = hittable ? try await wait(for: wanted, within: 0) : nil
    let words = wanted.map(\.words).joined(separator: " or ")
    try await refuseAlert(over: words)
    if let covered { return covered }
    throw ScreenTrouble(.elementNotFound, "\(words) did not appear within \(limit ?? timeLimit) ms")
  }

  mutating func need(_ part: UIPart, _ name: String? = nil, hittable: Bool = false) async throws
    -> ScreenElement
  {
    try await need([Wanted(part, name)], hittable: hittable).1
  }

  /// Waits for a part and taps it.
  mutating func tap(_ part: UIPart, _ name: String? = nil) async throws {
    let element = try await need(part, name, hittable: true)
    try await tap(element, Wanted(part, name).words)
  }

  /// Taps an element; one that cannot be hit is touched as a point.
  func tap(_ element: ScreenElement, _ words: String, asPoint: Bool = false) async throws {
    do {
      try await screen.tap(element, asPoint: asPoint || !element.isHittable)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw ScreenTrouble(error, at: words)
    }
  }

  /// Whether the part leaves the screen in time.
  mutating func waitUntilGone(_ part: UIPart, within limit: Int = effect) async throws -> Bool {
    let deadline = await screen.uptime + limit
    while await !look(for: Wanted(part)).isEmpty {
      guard await screen.uptime < deadline else { return false }
      try await screen.pause(milliseconds: Self.pause)
    }
    return true
  }

  /// - Throws: ``ScreenTrouble`` where an alert lies over what is looked for.
  mutating func refuseAlert(over words: String) async throws {
    let looked = tried
    defer { tried = looked }
    guard await !look(for: Wanted(.alert)).isEmpty else { return }
    let texts = await look(for: Wanted(.alertTexts)).map(\.label).joined(separator: " / ")
    let buttons = await look(for: Wanted(.alertButtons)).map { "'\($0.label)'" }.joined(separator: ", ")
    throw ScreenTrouble(.alertInTheWay, "an alert lies over \(words): \(texts) [\(buttons)]")
  }
}
