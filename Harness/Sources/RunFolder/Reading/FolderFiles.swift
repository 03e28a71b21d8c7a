import Foundation
import ProbeProtocol

/// The raw files of a run folder, read with care: a folder may come from anywhere, so that links, pipes and paths
/// that lead out of it are not followed.
struct FolderFiles {
  let layout: FolderLayout
  let limits: FolderLimits
  var problems: [String] = []

  init(layout: FolderLayout, limits: FolderLimits) {
    self.layout = layout
    self.limits = limits
  }

  /// The bytes of a file; nil, with a problem, where it cannot be had.
  mutating func bytes(_ path: String, limit: Int) -> Data? {
    guard Self.isContained(path) else {
      problems.append("run.json names a file outside the run folder: \(path.debugDescription).")
      return nil
    }
    let url = layout.url(path)
    guard let size = Self.sizeOfRegularFile(url) else {
      problems.append("\(path) is missing.")
      return nil
    }
    guard size <= limit else {
      problems.append("\(path) has \(size) bytes, more than the \(limit) that are read; it is left out.")
      return nil
    }
    do {
      return try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      problems.append("\(path) cannot be read: \(error.systemWords)")
      return nil
    }
  }

  /// The journals by file name.
  mutating func journals() -> [String: Data] {
    let folder = layout.url(FolderLayout.journals)
    // A link in its place could lead anywhere.
    let kind = try? FileManager.default.attributesOfItem(atPath: folder.path)[.type] as? FileAttributeType
    guard kind == .typeDirectory else {
      problems.append("\(FolderLayout.journals) is missing.")
      return [:]
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    let journals = names.filter { $0.hasSuffix(".jsonl") }
    if journals.count > limits.journals {
      problems.append("There are \(journals.count) journals; only \(limits.journals) are read.")
    }
    var found: [String: Data] = [:]
    for name in journals.prefix(limits.journals) {
      found[name] = bytes("\(FolderLayout.journals)/\(name)", limit: limits.journal)
    }
    return found
  }

  /// Compares what the run wrote down with what is there.
  mutating func checkDigests(_ digests: [String: ContentDigest]) {
    for (path, expected) in digests.sorted(by: { $0.key < $1.key }) {
      guard Self.isContained(path), Self.sizeOfRegularFile(layout.url(path)) != nil else {
        let sentence = "\(path) is missing."
        if !problems.contains(sentence) { problems.append(sentence) }
        continue
      }
      guard let bytes = try? Data(contentsOf: layout.url(path), options: .mappedIfSafe) else { continue }
      if ContentDigest(of: bytes) != expected {
        problems.append("\(path) was changed after the run: its digest is not the one in run.json.")
      }
    }
  }

  /// Whether a relative path stays in the folder.
  private static func isContained(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !parts.isEmpty && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
      && !path.contains("\0")
  }

  /// Its size; nil for anything that is no regular file, links included.
  static func sizeOfRegularFile(_ url: URL) -> Int? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: url.path),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return nil }
    return attributes[.size] as? Int
  }
}
