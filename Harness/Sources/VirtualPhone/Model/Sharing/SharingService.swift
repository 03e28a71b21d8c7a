import Foundation
import ProbeKit
import ProbeProtocol

/// What the system does when something was chosen on the screen: the daemons behind sheets and pickers.
final class SharingService: Sendable {
  private let launcher: AppLauncher

  init(launcher: AppLauncher) { self.launcher = launcher }

  private var core: PhoneCore { launcher.core }

  func react(to event: ScreenEvent) {
    switch event {
    case .shared(let app, let entry):
      guard let desk = launcher.desk(of: app), case .sheet(let item)? = desk.takeShown() else { return }
      hand(item, to: entry)
    case .picked(let app, let place, let file):
      guard let desk = launcher.desk(of: app), case .picker(let locations)? = desk.takeShown(),
        let picked = locations.file(file, in: place)
      else { return }
      desk.process.pick(picked, at: desk)
    case .sheetClosed(let app), .pickerCancelled(let app): _ = launcher.desk(of: app)?.takeShown()
    case .answered(_, let title, let button):
      // The alert of a provider's first use has the provider's name.
      guard button == AlertScene.providerButtons.last else { return }
      core.state.withLock { $0.providers.turnOn(title) }
    case .saved: return
    }
  }

  private func hand(_ item: SharedItem, to entry: String) {
    if let app = SheetEntries.copyingApp(entry, on: core) {
      guard let delivery = TransitDaemon(core: core).deliver(item, to: app) else { return }
      try? launcher.open(delivery.path, in: app, isInPlace: false)
      guard let grant = delivery.grant, let receiver = launcher.process(of: app.manifest.bundle) else {
        return
      }
      core.state.withLock { phone in
        phone.extensions.issue(grant, to: receiver.identity.pid)
        phone.extensions.consume(grant.path, by: receiver.identity.pid)
      }
    } else if let chosen = SheetEntries.sharingExtension(entry, on: core) {
      launcher.start(chosen, with: item)
    }
  }
}
