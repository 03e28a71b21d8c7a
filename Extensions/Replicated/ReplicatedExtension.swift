import FileProvider
import ProbeKit

/// The provider of the newer kind: the system keeps the files, and asks for their content. iOS has it from 16 on.
@available(iOS 16.0, *)
final class ReplicatedExtension: NSObject, NSFileProviderReplicatedExtension {
  private let domain: NSFileProviderDomain

  required init(domain: NSFileProviderDomain) {
    self.domain = domain
    super.init()
    ProviderProbe.shared.wake()
  }

  func invalidate() {}

  func item(
    for identifier: NSFileProviderItemIdentifier, request: NSFileProviderRequest,
    completionHandler: @escaping ((any NSFileProviderItem)?, (any Error)?) -> Void
  ) -> Progress {
    let item = ProviderItem(identifier)
    completionHandler(item, item == nil ? NSFileProviderError(.noSuchItem) : nil)
    return Progress()
  }

  func fetchContents(
    for identifier: NSFileProviderItemIdentifier, version: NSFileProviderItemVersion?,
    request: NSFileProviderRequest,
    completionHandler: @escaping (URL?, (any NSFileProviderItem)?, (any Error)?) -> Void
  ) -> Progress {
    ProviderProbe.shared.wake()
    guard let file = ProviderShelf.item(identifier.rawValue) else {
      completionHandler(nil, nil, NSFileProviderError(.noSuchItem))
      return Progress()
    }
    do {
      let folder =
        try NSFileProviderManager(for: domain)?.temporaryDirectoryURL()
        ?? FileManager.default.temporaryDirectory
      let url = folder.appendingPathComponent(UUID().uuidString)
      try Data(file.content.utf8).write(to: url)
      completionHandler(url, ProviderItem(file), nil)
    } catch {
      completionHandler(nil, nil, error)
    }
    return Progress()
  }

  /// Clients may add nothing here.
  func createItem(
    basedOn template: any NSFileProviderItem, fields: NSFileProviderItemFields, contents url: URL?,
    options: NSFileProviderCreateItemOptions, request: NSFileProviderRequest,
    completionHandler:
      @escaping ((any NSFileProviderItem)?, NSFileProviderItemFields, Bool, (any Error)?) -> Void
  ) -> Progress {
    completionHandler(nil, [], false, CocoaError(.featureUnsupported))
    return Progress()
  }

  /// Takes every change as it is, so that the system keeps what a client wrote.
  func modifyItem(
    _ item: any NSFileProviderItem, baseVersion version: NSFileProviderItemVersion,
    changedFields: NSFileProviderItemFields, contents newContents: URL?,
    options: NSFileProviderModifyItemOptions, request: NSFileProviderRequest,
    completionHandler:
      @escaping ((any NSFileProviderItem)?, NSFileProviderItemFields, Bool, (any Error)?) -> Void
  ) -> Progress {
    ProviderProbe.shared.wake()
    completionHandler(item, [], false, nil)
    return Progress()
  }

  func deleteItem(
    identifier: NSFileProviderItemIdentifier, baseVersion version: NSFileProviderItemVersion,
    options: NSFileProviderDeleteItemOptions, request: NSFileProviderRequest,
    completionHandler: @escaping ((any Error)?) -> Void
  ) -> Progress {
    completionHandler(CocoaError(.featureUnsupported))
    return Progress()
  }

  func enumerator(
    for container: NSFileProviderItemIdentifier, request: NSFileProviderRequest
  ) throws -> any NSFileProviderEnumerator {
    ProviderEnumerator(container)
  }
}
