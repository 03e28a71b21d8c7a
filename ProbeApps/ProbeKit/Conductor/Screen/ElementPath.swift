import Foundation

/// What sort of element is looked for, in the words of XCUIElement.ElementType.
public enum ElementKind: String, Hashable, Sendable, CaseIterable {
  case any, alert, button, cell, collectionView, image, key, navigationBar, other, staticText, tabBar,
    textField
}

/// Which of these elements.
public enum ElementMatch: Hashable, Sendable {
  /// Identifier or label equal, as XCUIElementQuery's subscript takes it.
  case named(String)
  /// The label begins so.
  case labelBegins(String)
  /// By place among its kind, from 0.
  case at(Int)
  /// The last of its kind.
  case last
  /// All of its kind; a tap takes the first.
  case all
}

/// One step down the tree: a descendant of what the steps before found.
public struct ElementStep: Hashable, Sendable, CustomStringConvertible {
  public var kind: ElementKind
  public var match: ElementMatch

  public init(_ kind: ElementKind, _ match: ElementMatch) {
    self.kind = kind
    self.match = match
  }

  public var description: String {
    switch match {
    case .named(let name): "\(kind.rawValue) '\(name)'"
    case .labelBegins(let prefix): "\(kind.rawValue) beginning with '\(prefix)'"
    case .at(let index): "\(kind.rawValue) number \(index + 1)"
    case .last: "last \(kind.rawValue)"
    case .all: kind.rawValue
    }
  }
}

/// Where elements are: steps from the root of an app's or a service's tree.
public struct ElementPath: Hashable, Sendable, CustomStringConvertible {
  public var steps: [ElementStep]

  public init(_ steps: ElementStep...) { self.steps = steps }
  public init(_ steps: [ElementStep]) { self.steps = steps }

  public var description: String { steps.map(\.description).joined(separator: " > ") }

  /// The path with a name in place of every `{name}`.
  func naming(_ name: String) -> ElementPath {
    func filled(_ text: String) -> String { text.replacingOccurrences(of: "{name}", with: name) }
    return ElementPath(
      steps.map { step in
        switch step.match {
        case .named(let text): ElementStep(step.kind, .named(filled(text)))
        case .labelBegins(let text): ElementStep(step.kind, .labelBegins(filled(text)))
        case .at, .last, .all: step
        }
      })
  }
}
