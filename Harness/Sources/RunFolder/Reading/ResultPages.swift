import Foundation

extension FolderLayout {
  /// The most that are listed.
  private static let mostPages = 100

  /// The pages of result bundles, by path within the folder: `xcresult/1/index.html`. They are no evidence, and nothing
  /// is concluded from them.
  public var resultPages: [String] {
    // A link in its place could lead anywhere.
    guard Self.kind(of: url(Self.results)) == .typeDirectory else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url(Self.results).path)) ?? []
    let numbers = names.compactMap { name in Int(name).flatMap { "\($0)" == name && $0 > 0 ? $0 : nil } }
    return numbers.sorted().prefix(Self.mostPages).compactMap { number in
      let folder = "\(Self.results)/\(number)"
      guard Self.kind(of: url(folder)) == .typeDirectory,
        Self.kind(of: url("\(folder)/index.html")) == .typeRegular
      else { return nil }
      return "\(folder)/index.html"
    }
  }

  private static func kind(of url: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.type] as? FileAttributeType
  }
}
