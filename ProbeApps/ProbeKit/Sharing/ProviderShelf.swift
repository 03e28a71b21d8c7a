import Foundation

/// What the file providers offer: a folder with two files, one of which says that it must not be written.
///
/// Where a provider's file lies follows from its identifier: `<storage>/<identifier>/<name>`, the layout that the
/// source of FS-41 saw.
public struct ProviderShelf: Hashable, Sendable {
  /// One file.
  public struct Item: Hashable, Sendable {
    public var identifier: String
    public var name: String
    public var content: String
    /// Whether the item's capabilities hold `allowsWriting` (FS-44).
    public var allowsWriting: Bool
  }

  public static let items = [
    Item(
      identifier: "sandprobe-writable", name: "Writable.txt", content: "SandProbe: may be written\n",
      allowsWriting: true),
    Item(
      identifier: "sandprobe-readonly", name: "ReadOnly.txt", content: "SandProbe: may be read only\n",
      allowsWriting: false),
  ]

  /// The file of that identifier.
  public static func item(_ identifier: String) -> Item? { items.first { $0.identifier == identifier } }

  /// Where a file lies within the provider's storage.
  public static func path(of item: Item) -> String { "\(item.identifier)/\(item.name)" }

  /// The file that lies at a path of the storage; nil for any other path.
  public static func item(at path: String) -> Item? {
    let parts = path.split(separator: "/")
    guard parts.count >= 2, let item = item(String(parts[parts.count - 2])),
      item.name == parts[parts.count - 1]
    else { return nil }
    return item
  }
}
