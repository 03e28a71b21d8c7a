import FileProvider
import ProbeKit
import UniformTypeIdentifiers

/// A file or the root folder, as the system asks for it.
final class ProviderItem: NSObject, NSFileProviderItem {
  private let file: ProviderShelf.Item?

  /// - Parameter file: nil for the root folder.
  init(_ file: ProviderShelf.Item?) { self.file = file }

  /// - Returns: nil where the provider has nothing of that identifier.
  convenience init?(_ identifier: NSFileProviderItemIdentifier) {
    if identifier == .rootContainer {
      self.init(nil as ProviderShelf.Item?)
    } else if let file = ProviderShelf.item(identifier.rawValue) {
      self.init(file)
    } else {
      return nil
    }
  }

  var itemIdentifier: NSFileProviderItemIdentifier {
    file.map { NSFileProviderItemIdentifier($0.identifier) } ?? .rootContainer
  }
  var parentItemIdentifier: NSFileProviderItemIdentifier { .rootContainer }
  var filename: String { file?.name ?? "SandProbe" }
  var contentType: UTType { file == nil ? .folder : .plainText }
  var documentSize: NSNumber? { file.map { NSNumber(value: $0.content.utf8.count) } }

  var capabilities: NSFileProviderItemCapabilities {
    guard let file else { return [.allowsReading, .allowsContentEnumerating] }
    return file.allowsWriting ? [.allowsReading, .allowsWriting] : .allowsReading
  }

  @available(iOS 16.0, *)
  var itemVersion: NSFileProviderItemVersion {
    NSFileProviderItemVersion(contentVersion: Data("1".utf8), metadataVersion: Data("1".utf8))
  }
}
