import ProbeKit

/// A share sheet, or the sheet of "Open in…", on the screen.
package struct ShareSheetScene: Hashable, Sendable {
  /// In whose tree the sheet is: the app's, or the service's of newer systems.
  package enum Host: Hashable, Sendable {
    case app, service
  }

  /// The app that shows it.
  package var app: String
  package var host: Host
  /// Labels of what it offers: activities, extensions, "Copy to …".
  package var entries: [String]
  /// How many entries fit beside each other; the rest is found by swiping.
  package var visible: Int
  /// Looks for which the sheet is still moving: its elements exist and cannot be hit.
  package var movesFor: Int
  package var hasCloseButton: Bool
  /// How far the row was swiped.
  var offset = 0

  package init(
    app: String, host: Host = .app, entries: [String], visible: Int = 4, movesFor: Int = 1,
    hasCloseButton: Bool = true
  ) {
    self.app = app
    self.host = host
    self.entries = entries
    self.visible = visible
    self.movesFor = movesFor
    self.hasCloseButton = hasCloseButton
  }

  mutating func swipe() { offset = min(offset + visible, max(0, entries.count - visible)) }

  var nodes: [UINode] {
    let isStill = movesFor <= 0
    let cells = entries.enumerated().map { index, label in
      UINode(
        kind: .cell, label: label, isHittable: isStill && (offset..<offset + visible).contains(index),
        touch: .entry(label))
    }
    var header = UINode(kind: .navigationBar, identifier: "UIActivityContentView", isHittable: isStill)
    if hasCloseButton {
      header.children = [UINode(kind: .button, label: "Close", isHittable: isStill, touch: .closeSheet)]
    }
    let list: UINode =
      switch host {
      case .app: UINode(kind: .other, identifier: "ActivityListView", isHittable: isStill, children: cells)
      case .service:
        UINode(
          kind: .collectionView, identifier: "activityCollectionView", isHittable: isStill, children: cells)
      }
    return [header, list] + (hasCloseButton ? [] : [Self.dismissRegion])
  }

  private static let dismissRegion = UINode(
    kind: .other, identifier: "PopoverDismissRegion", touch: .closeSheet)
}
