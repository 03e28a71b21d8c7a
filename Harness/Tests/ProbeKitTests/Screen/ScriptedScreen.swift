import Foundation

@testable import ProbeKit

/// A screen that is told what is where, with a clock that runs only while somebody waits.
final class ScriptedScreen: SystemScreen {
  struct State: Sendable {
    var version = 17
    var isLocked = false
    var clock = 0
    /// What a path leads to, by `<bundle>: <path>`, from a moment on.
    var elements: [String: (labels: [String], from: Int, isHittable: Bool)] = [:]
    var taps: [String] = []
    var swipes = 0
    var presses: [CaseButton] = []
    /// Ways to press that this runner has not.
    var missing: Set<CaseButton> = []
    /// Ways to press that show an effect.
    var effective: Set<CaseButton> = []
    /// Taken away by a tap at the element of that key.
    var vanishing: [String: [String]] = [:]
    /// Taps that do not take, by key.
    var deaf: [String: Int] = [:]
  }

  let state = Locked(State())

  init(_ change: (inout State) -> Void = { _ in }) { state.withLock { change(&$0) } }

  var systemVersion: Int { state.withLock { $0.version } }
  var isLocked: Bool { state.withLock { $0.isLocked } }
  var uptime: Int { state.withLock { $0.clock } }
  func pause(milliseconds: Int) async throws {
    try Task.checkCancellation()
    state.withLock { $0.clock += milliseconds }
    await Task.yield()
  }

  func elements(_ path: ElementPath, in bundle: String) -> [ScreenElement] {
    state.withLock { state in
      guard let found = state.elements["\(bundle): \(path)"], found.from <= state.clock else { return [] }
      return found.labels.enumerated().map {
        ScreenElement(
          bundle: bundle, path: path, index: $0, identifier: "", label: $1, isHittable: found.isHittable)
      }
    }
  }

  func tap(_ element: ScreenElement, asPoint: Bool) throws {
    let key = "\(element.bundle): \(element.path)"
    try state.withLock { state in
      guard state.elements[key] != nil else { throw ScreenError.gone }
      state.taps.append("\(asPoint ? "point " : "")\(element.label)")
      if let left = state.deaf[key], left > 0, !asPoint {
        state.deaf[key] = left - 1
        return
      }
      for gone in state.vanishing[key] ?? [] { state.elements[gone] = nil }
    }
  }

  func type(_ text: String, into element: ScreenElement) {}
  func swipe(_ element: ScreenElement, _ direction: SwipeDirection) { state.withLock { $0.swipes += 1 } }

  func press(_ button: CaseButton) throws {
    try state.withLock { state in
      state.presses.append(button)
      guard !state.missing.contains(button) else { throw ScreenError.unsupported("no such selector") }
      if state.effective.contains(button) { state.isLocked = button != .home }
    }
  }

  func screenshot() -> Data? { Data("picture".utf8) }
  func tree(of bundle: String) -> String? { "tree of \(bundle)" }
}

extension ScriptedScreen.State {
  /// Puts labels where the first lookup for a part leads.
  mutating func put(
    _ part: UIPart, _ labels: [String], name: String? = nil, lookup: Int = 0, from: Int = 0,
    isHittable: Bool = true
  ) {
    elements[key(part, name: name, lookup: lookup)] = (labels, from, isHittable)
  }

  func key(_ part: UIPart, name: String? = nil, lookup: Int = 0) -> String {
    let row = SystemUITable(version: version).lookups(for: part)[lookup]
    let path = name.map(row.path.naming) ?? row.path
    return "\(row.owner.bundle(app: "app")): \(path)"
  }
}
