import Foundation
import ProbeKit
import UniformTypeIdentifiers

/// What an extension was given. It has no sheet or picker of its own.
final class ItemDesk: SharingDesk, @unchecked Sendable {
  private let arrivals = ArrivalBoard()
  /// Never changed; providers may be asked on any thread.
  private let providers: [NSItemProvider]

  init(context: NSExtensionContext?) {
    let items = context?.inputItems.compactMap { $0 as? NSExtensionItem } ?? []
    providers = items.flatMap { $0.attachments ?? [] }
  }

  func present(_ sheet: SharingSheet, path: String) throws(SystemError) { try refuse() }
  func presentPicker(_ mode: PickerMode) throws(SystemError) { try refuse() }
  func dismiss() throws(SystemError) { try refuse() }
  func nextArrival(within milliseconds: Int) -> Arrival? { nil }

  func loadItem(_ index: Int, stops: Int) throws(SystemError) -> LoadedItem {
    try Answer<LoadedItem>
      .wait("loadItem") { answer in
        guard providers.indices.contains(index) else {
          return answer.give(.failure(DeskFault.noItem.error("\(providers.count) attachments were given")))
        }
        providers[index]
          .loadItem(forTypeIdentifier: UTType.fileURL.identifier, options: nil) { [arrivals] item, error in
            answer.give(Self.result(of: item, error, stops: stops, arrivals))
          }
      }
  }

  func startAccess(_ url: HeldURL) throws(SystemError) -> Bool { try arrivals.startAccess(url) }
  func stopAccess(_ url: HeldURL) throws(SystemError) { try arrivals.stopAccess(url) }
  func bookmark(of url: HeldURL) throws(SystemError) -> Data { try arrivals.bookmark(of: url) }
  func resolve(bookmark: Data) throws(SystemError) -> ResolvedBookmark {
    try arrivals.resolve(bookmark: bookmark)
  }

  private static func result(
    of item: (any NSSecureCoding)?, _ error: (any Error)?, stops: Int, _ arrivals: ArrivalBoard
  ) -> Result<LoadedItem, SystemError> {
    if let error { return .failure(SystemError(error)) }
    guard let url = item as? URL else {
      return .failure(
        DeskFault.noItem.error("loadItem gave \(item.map { "\(type(of: $0))" } ?? "nothing"), no URL"))
    }
    let arrival = arrivals.hold(url, .loaded)
    for _ in 0..<stops { url.stopAccessingSecurityScopedResource() }
    return .success(LoadedItem(arrival: arrival, isReadable: (try? Data(contentsOf: url)) != nil))
  }

  private func refuse() throws(SystemError) {
    try Answer<Bool>
      .wait("") { $0.give(.failure(DeskFault.nothingShown.error("an extension shows no sheet of its own"))) }
  }
}
