import ProbeKit
import UIKit

/// Shows who the probe is, what it did last and what to do by hand. It never animates, since UI automation waits until
/// an app is idle.
final class CardViewController: UIViewController {
  private let host: ProbeHost
  private let stage: DeskStage
  private let label = UITextView()

  init(host: ProbeHost, stage: DeskStage) {
    self.host = host
    self.stage = stage
    super.init(nibName: nil, bundle: nil)
  }

  @available(*, unavailable)
  required init?(coder: NSCoder) { nil }

  override func viewDidLoad() {
    super.viewDidLoad()
    view.backgroundColor = .systemBackground
    label.isEditable = false
    label.font = .preferredFont(forTextStyle: .body)
    label.accessibilityIdentifier = "card"
    label.frame = view.bounds
    label.autoresizingMask = [.flexibleWidth, .flexibleHeight]
    label.contentInset = UIEdgeInsets(top: 24, left: 16, bottom: 24, right: 16)
    view.addSubview(label)
    host.watch { [weak self] card in Task { @MainActor in self?.show(card) } }
    show(host.card)
  }

  override func viewDidAppear(_ animated: Bool) {
    super.viewDidAppear(animated)
    stage.presenter = self
  }

  private func show(_ card: ProbeCard) { label.text = card.text }
}
