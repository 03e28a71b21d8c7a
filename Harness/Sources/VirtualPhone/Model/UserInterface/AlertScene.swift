import ProbeKit

/// An alert on the screen.
package struct AlertScene: Hashable, Sendable {
  /// In whose tree the alert is.
  package enum Host: Hashable, Sendable {
    case springboard, app
  }

  /// The app that it is about.
  package var app: String
  package var host: Host
  package var title: String
  package var message: String
  package var buttons: [String]
  /// Taps that do not take; a touch at the button's middle always does.
  package var deafTaps: Int
  /// The provider that its second button turns on.
  var provider: String?

  package init(
    app: String, host: Host = .springboard, title: String, message: String = "", buttons: [String],
    deafTaps: Int = 0
  ) {
    self.app = app
    self.host = host
    self.title = title
    self.message = message
    self.buttons = buttons
    self.deafTaps = deafTaps
  }

  /// Of the alert at a provider's first use: the second turns the provider on. Their words are not documented.
  static let providerButtons = ["button 1", "button 2"]

  var node: UINode {
    let texts = [title, message].filter { !$0.isEmpty }.map { UINode(kind: .staticText, label: $0) }
    let buttons = buttons.enumerated().map { index, label in
      UINode(kind: .button, label: label, touch: .alertButton(index))
    }
    return UINode(kind: .alert, label: title, children: texts + buttons)
  }
}
