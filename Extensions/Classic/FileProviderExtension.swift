import FileProvider
import ProbeKit

/// The provider of the kind that the source of FS-40 to FS-46 used. It keeps its files in its App Group:
/// `<container>/File Provider Storage/<identifier>/<name>`.
final class FileProviderExtension: NSFileProviderExtension {
  private var storage: URL { NSFileProviderManager.default.documentStorageURL }

  override init() {
    super.init()
    ProviderProbe.shared.wake()
  }

  override func item(for identifier: NSFileProviderItemIdentifier) throws -> any NSFileProviderItem {
    guard let item = ProviderItem(identifier) else { throw NSFileProviderError(.noSuchItem) }
    return item
  }

  override func urlForItem(withPersistentIdentifier identifier: NSFileProviderItemIdentifier) -> URL? {
    ProviderShelf.item(identifier.rawValue).map { storage.appendingPathComponent(ProviderShelf.path(of: $0)) }
  }

  override func persistentIdentifierForItem(at url: URL) -> NSFileProviderItemIdentifier? {
    ProviderShelf.item(at: url.path).map { NSFileProviderItemIdentifier($0.identifier) }
  }

  override func providePlaceholder(at url: URL, completionHandler: @escaping ((any Error)?) -> Void) {
    guard let file = ProviderShelf.item(at: url.path) else {
      return completionHandler(NSFileProviderError(.noSuchItem))
    }
    do {
      let placeholder = NSFileProviderManager.placeholderURL(for: url)
      try FileManager.default.createDirectory(
        at: placeholder.deletingLastPathComponent(), withIntermediateDirectories: true)
      try NSFileProviderManager.writePlaceholder(at: placeholder, withMetadata: ProviderItem(file))
      completionHandler(nil)
    } catch {
      completionHandler(error)
    }
  }

  override func startProvidingItem(at url: URL, completionHandler: @escaping ((any Error)?) -> Void) {
    ProviderProbe.shared.wake()
    guard let file = ProviderShelf.item(at: url.path) else {
      return completionHandler(NSFileProviderError(.noSuchItem))
    }
    do {
      // What a client wrote stays: FS-44 asks whether it could.
      if !FileManager.default.fileExists(atPath: url.path) {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.content.utf8).write(to: url)
      }
      completionHandler(nil)
    } catch {
      completionHandler(error)
    }
  }

  override func itemChanged(at url: URL) { ProviderProbe.shared.wake() }

  override func stopProvidingItem(at url: URL) { ProviderProbe.shared.wake() }

  override func enumerator(for container: NSFileProviderItemIdentifier) throws -> any NSFileProviderEnumerator
  {
    ProviderEnumerator(container)
  }
}
