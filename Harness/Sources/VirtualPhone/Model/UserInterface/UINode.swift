import ProbeKit

/// An element on the virtual phone's screen, with all below it.
struct UINode: Hashable, Sendable {
  var kind: ElementKind
  var identifier = ""
  var label = ""
  var isHittable = true
  /// What a touch does; nil does nothing.
  var touch: ScreenTouch?
  var children: [UINode] = []

  /// Everything below, from the top.
  var descendants: [UINode] { children.flatMap { [$0] + $0.descendants } }

  /// What a path leads to from here.
  func elements(_ path: ElementPath) -> [UINode] {
    path.steps.reduce([self]) { found, step in step.choose(from: found.flatMap(\.descendants)) }
  }

  /// As text, the way XCUIElement's debugDescription is read: one element a line, children indented.
  func text(depth: Int = 0) -> String {
    var line = String(repeating: "  ", count: depth) + kind.rawValue
    if !identifier.isEmpty { line += ", identifier: '\(identifier)'" }
    if !label.isEmpty { line += ", label: '\(label)'" }
    if !isHittable { line += ", not hittable" }
    return line + "\n" + children.map { $0.text(depth: depth + 1) }.joined()
  }

  /// The same with nothing in it that a touch would reach.
  var covered: UINode {
    var node = self
    node.isHittable = false
    node.children = children.map(\.covered)
    return node
  }
}

extension ElementStep {
  fileprivate func choose(from nodes: [UINode]) -> [UINode] {
    let candidates = nodes.filter { kind == .any || $0.kind == kind }
    return switch match {
    case .named(let name): candidates.filter { $0.identifier == name || $0.label == name }
    case .labelBegins(let prefix): candidates.filter { $0.label.hasPrefix(prefix) }
    case .at(let index): candidates.indices.contains(index) ? [candidates[index]] : []
    case .last: Array(candidates.suffix(1))
    case .all: candidates
    }
  }
}

/// What touching an element means.
enum ScreenTouch: Hashable, Sendable {
  case entry(String)
  case closeSheet
  case browse
  case location(String)
  case folder(String)
  case file(String)
  case openButton, saveButton, cancelButton
  case alertButton(Int)
}
