import ProbeKit
import UIKit
import UniformTypeIdentifiers

/// Presents the system's sheets and pickers, and keeps them while they are shown.
@MainActor
final class DeskStage: NSObject {
  /// What everything is presented on. Orders of the launch environment can come before there is any: they wait.
  weak var presenter: UIViewController? {
    didSet {
      guard let presenter else { return }
      let asked = waiting
      waiting = []
      for ask in asked { ask(presenter) }
    }
  }
  private var waiting: [(UIViewController) -> Void] = []
  private let arrivals: ArrivalBoard
  private var interaction: UIDocumentInteractionController?

  init(arrivals: ArrivalBoard) { self.arrivals = arrivals }

  func present(_ sheet: SharingSheet, path: String, _ answer: Answer<Bool>) {
    whenShown { [self] in present(sheet, path: path, on: $0, answer) }
  }

  private func whenShown(_ body: @escaping (UIViewController) -> Void) {
    if let presenter { body(presenter) } else { waiting.append(body) }
  }

  private func present(
    _ sheet: SharingSheet, path: String, on presenter: UIViewController, _ answer: Answer<Bool>
  ) {
    let url = URL(fileURLWithPath: path)
    switch sheet {
    case .activity:
      let activity = UIActivityViewController(activityItems: [url], applicationActivities: nil)
      activity.popoverPresentationController?.sourceView = presenter.view
      presenter.present(activity, animated: false) { answer.give(.success(true)) }
    case .openIn, .options:
      let interaction = UIDocumentInteractionController(url: url)
      self.interaction = interaction
      let (frame, view) = (presenter.view.bounds, presenter.view ?? UIView())
      let isShown =
        sheet == .openIn
        ? interaction.presentOpenInMenu(from: frame, in: view, animated: false)
        : interaction.presentOptionsMenu(from: frame, in: view, animated: false)
      answer.give(
        isShown ? .success(true) : .failure(DeskFault.notOffered.error("no app takes such a file")))
    }
  }

  func presentPicker(_ mode: PickerMode, _ answer: Answer<Bool>) {
    whenShown { [self] presenter in
      let picker = UIDocumentPickerViewController(forOpeningContentTypes: [.item], asCopy: mode == .import)
      picker.delegate = self
      presenter.present(picker, animated: false) { answer.give(.success(true)) }
    }
  }

  func dismiss(_ answer: Answer<Bool>) {
    interaction?.dismissMenu(animated: false)
    interaction = nil
    guard let presenter, presenter.presentedViewController != nil else { return answer.give(.success(false)) }
    presenter.dismiss(animated: false) { answer.give(.success(true)) }
  }
}

extension DeskStage: UIDocumentPickerDelegate {
  func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]) {
    for url in urls { arrivals.add(url, .picked) }
  }
}
