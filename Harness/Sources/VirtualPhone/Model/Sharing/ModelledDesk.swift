import Foundation
import ProbeKit
import ProbeProtocol

/// The sharing UI of a process of the model: what it asks for goes onto the screen, and what is done there comes back to
/// it through the daemons (``SharingService``).
final class ModelledDesk: SharingDesk {
  /// What the process shows and nobody has answered yet.
  enum Shown: Sendable {
    case sheet(SharedItem)
    case picker(PickerLocations)
  }

  /// Milliseconds between two looks whether the process still runs.
  private static let glance = 50

  let process: ModelledProcess
  let arrivals = ArrivalBoard()
  private let screen: ScreenModel
  /// What an extension was given; nil for an app.
  private let attachments: [SharedItem]?
  private let shown = Locked<Shown?>(nil)

  init(_ process: ModelledProcess, screen: ScreenModel, attachments: [SharedItem]? = nil) {
    self.process = process
    self.screen = screen
    self.attachments = attachments
  }

  var core: PhoneCore { process.core }

  /// What was shown last, which is shown no longer.
  func takeShown() -> Shown? {
    shown.withLock { shown in
      defer { shown = nil }
      return shown
    }
  }

  // MARK: Showing

  func present(_ sheet: SharingSheet, path: String) throws(SystemError) {
    try requireScreen("the sheet of another app's file")
    let item = SharedItem(path: path, sheet: sheet == .activity ? .activity : .menu, sender: process)
    let entries = SheetEntries.labels(for: sheet, on: core)
    guard !entries.isEmpty else { throw DeskFault.notOffered.error("no app takes such a file") }
    shown.withLock { $0 = .sheet(item) }
    screen.present(ShareSheetScene(app: process.identity.app.manifest.bundle, entries: entries))
    SharingLog(core: core).sheetIsShown(for: item)
  }

  func presentPicker(_ mode: PickerMode) throws(SystemError) {
    try requireScreen("the document picker")
    guard mode == .open else { throw .notModelled("the document picker that imports") }
    let manifest = process.identity.app.manifest
    guard manifest.supportsDocumentBrowser || core.rules.holds(.anyAppPicks) else {
      throw DeskFault.notOffered.error("the app is no document-based one")
    }
    let locations = core.state.withLock { PickerLocations.make($0) }
    shown.withLock { $0 = .picker(locations) }
    screen.present(PickerScene(app: manifest.bundle, locations: locations.scenes))
  }

  func dismiss() throws(SystemError) {
    try requireScreen("taking a sheet away")
    guard takeShown() != nil else { throw DeskFault.nothingShown.error("there is nothing to take away") }
    screen.dismissAll(of: process.identity.app.manifest.bundle)
  }

  private func requireScreen(_ what: String) throws(SystemError) {
    guard attachments == nil else {
      throw DeskFault.nothingShown.error("an extension shows no sheet of its own")
    }
    guard core.profile.kind == .physical else { throw .notModelled("\(what) in the Simulator") }
    guard process.life.isAlive else { throw .errno("EINTR") }
  }

  // MARK: What comes

  func nextArrival(within milliseconds: Int) -> Arrival? {
    guard attachments == nil else { return nil }
    let end = process.uptime + milliseconds * 1_000_000
    while process.life.isAlive {
      let left = max(0, end - process.uptime) / 1_000_000
      if let arrival = arrivals.next(within: min(left, Self.glance)) { return arrival }
      if left == 0 { return nil }
    }
    return nil
  }

  func loadItem(_ index: Int, stops: Int) throws(SystemError) -> LoadedItem {
    guard let attachments else { throw DeskFault.noItem.error("only an extension is given items") }
    guard attachments.indices.contains(index) else {
      throw DeskFault.noItem.error("\(attachments.count) attachments were given")
    }
    let url = URL(fileURLWithPath: try process.load(attachments[index]))
    let arrival = arrivals.hold(url, .loaded)
    for _ in 0..<stops { try process.releaseExtension(of: url.path) }
    return LoadedItem(arrival: arrival, isReadable: process.isReadable(url.path))
  }

  // MARK: Scopes

  func startAccess(_ url: HeldURL) throws(SystemError) -> Bool {
    let path = try arrivals.url(url).path
    guard attachments == nil else { return try process.consumeExtension(of: path) }
    return try process.startAccess(to: path, isMadeAnew: url.isPath)
  }

  func stopAccess(_ url: HeldURL) throws(SystemError) {
    let path = try arrivals.url(url).path
    if attachments == nil { try process.stopAccess(to: path) } else { try process.releaseExtension(of: path) }
  }

  func bookmark(of url: HeldURL) throws(SystemError) -> Data {
    try requireScreen("a bookmark")
    return try process.makeBookmark(of: arrivals.url(url).path)
  }

  func resolve(bookmark: Data) throws(SystemError) -> ResolvedBookmark {
    try requireScreen("a bookmark")
    let path = try process.resolve(bookmark)
    return ResolvedBookmark(arrival: arrivals.hold(URL(fileURLWithPath: path), .bookmark), isStale: false)
  }
}

extension HeldURL {
  /// Whether it is made of a path, and is no URL that arrived.
  fileprivate var isPath: Bool { if case .path = self { true } else { false } }
}
