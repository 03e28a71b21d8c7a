import ProbeKit
import UIKit

/// The share and the action extension: carries out the orders that lie in its mailbox, with what was shared at hand,
/// shows its card, and ends the request when they are done.
final class ItemViewController: UIViewController {
  private let label = UITextView()
  private var host: ProbeHost?
  private var observers: [any NSObjectProtocol] = []

  override func viewDidLoad() {
    super.viewDidLoad()
    view.backgroundColor = .systemBackground
    label.isEditable = false
    label.accessibilityIdentifier = "card"
    label.frame = view.bounds
    label.autoresizingMask = [.flexibleWidth, .flexibleHeight]
    view.addSubview(label)
  }

  override func viewDidAppear(_ animated: Bool) {
    super.viewDidAppear(animated)
    guard host == nil else { return }
    let desk = ItemDesk(context: extensionContext)
    let host = ProbeHost(
      system: LiveSystem(), manifest: ProbeManifest(info: Bundle.main.infoDictionary ?? [:]), desk: desk,
      isExtension: true)
    self.host = host
    observers = HostNotices.forward(to: host)
    host.watch { [weak self] card in Task { @MainActor in self?.label.text = card.text } }
    host.readMailbox()
    label.text = host.card.text
    host.whenIdle { [weak self] in Task { @MainActor in self?.finish() } }
  }

  private func finish() {
    for observer in observers { NotificationCenter.default.removeObserver(observer) }
    extensionContext?.completeRequest(returningItems: nil)
  }
}
