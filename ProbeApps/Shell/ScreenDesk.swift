import Foundation
import ProbeKit

/// The sharing UI of an app: what an order asks for goes to the main actor, and its thread waits.
final class ScreenDesk: SharingDesk {
  let arrivals = ArrivalBoard()
  let stage: DeskStage

  @MainActor init() { stage = DeskStage(arrivals: arrivals) }

  func present(_ sheet: SharingSheet, path: String) throws(SystemError) {
    try Answer<Bool>
      .wait("the sheet") { answer in Task { @MainActor in stage.present(sheet, path: path, answer) } }
  }

  func presentPicker(_ mode: PickerMode) throws(SystemError) {
    try Answer<Bool>.wait("the picker") { answer in Task { @MainActor in stage.presentPicker(mode, answer) } }
  }

  func dismiss() throws(SystemError) {
    try Answer<Bool>.wait("taking the sheet away") { answer in Task { @MainActor in stage.dismiss(answer) } }
  }

  func nextArrival(within milliseconds: Int) -> Arrival? { arrivals.next(within: milliseconds) }

  func loadItem(_ index: Int, stops: Int) throws(SystemError) -> LoadedItem {
    try Answer<LoadedItem>.wait("") {
      $0.give(.failure(DeskFault.noItem.error("only an extension is given items")))
    }
  }

  func startAccess(_ url: HeldURL) throws(SystemError) -> Bool { try arrivals.startAccess(url) }
  func stopAccess(_ url: HeldURL) throws(SystemError) { try arrivals.stopAccess(url) }
  func bookmark(of url: HeldURL) throws(SystemError) -> Data { try arrivals.bookmark(of: url) }
  func resolve(bookmark: Data) throws(SystemError) -> ResolvedBookmark {
    try arrivals.resolve(bookmark: bookmark)
  }
}
