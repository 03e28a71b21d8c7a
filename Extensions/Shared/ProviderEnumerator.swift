import FileProvider
import ProbeKit

/// Lists the provider's files. They never change.
final class ProviderEnumerator: NSObject, NSFileProviderEnumerator {
  private let container: NSFileProviderItemIdentifier

  init(_ container: NSFileProviderItemIdentifier) { self.container = container }

  func invalidate() {}

  func enumerateItems(
    for observer: any NSFileProviderEnumerationObserver, startingAt page: NSFileProviderPage
  ) {
    ProviderProbe.shared.wake()
    if container == .rootContainer { observer.didEnumerate(ProviderShelf.items.map { ProviderItem($0) }) }
    observer.finishEnumerating(upTo: nil)
  }

  func enumerateChanges(for observer: any NSFileProviderChangeObserver, from anchor: NSFileProviderSyncAnchor)
  {
    observer.finishEnumeratingChanges(upTo: anchor, moreComing: false)
  }

  func currentSyncAnchor(completionHandler: @escaping (NSFileProviderSyncAnchor?) -> Void) {
    completionHandler(NSFileProviderSyncAnchor(Data("1".utf8)))
  }
}
