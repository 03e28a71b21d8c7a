import Foundation
import ProbeProtocol
import Verdict

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
  /// - Parameter isSealed: whether a digest says that it was there; that it is missing is then told by
  ///   ``alterations(since:)``.
  mutating func bytes(_ path: String, limit: Int, isSealed: Bool = false) -> Data? {
    guard Self.isContained(path) else {
      problems.append("run.json names a file outside the run folder: \(path.debugDescription).")
      return nil
    }
    let url = layout.url(path)
    guard let size = size(of: path) else {
      if !isSealed { problems.append("\(path) is missing.") }
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
  /// - Parameters:
  ///   - isSealed: whether it is told by ``alterations(since:)`` that some are missing.
  ///   - isLeftOut: which are not to be read.
  mutating func journals(isSealed: Bool, leavingOut isLeftOut: (String) -> Bool) -> [String: Data] {
    let folder = layout.url(FolderLayout.journals)
    // A link in its place could lead anywhere.
    let kind = try? FileManager.default.attributesOfItem(atPath: folder.path)[.type] as? FileAttributeType
    guard kind == .typeDirectory else {
      if !isSealed { problems.append("\(FolderLayout.journals) is missing.") }
      return [:]
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    let journals = names.filter { $0.hasSuffix(".jsonl") && !isLeftOut($0) }
    if journals.count > limits.journals {
      problems.append("There are \(journals.count) journals; only \(limits.journals) are read.")
    }
    var found: [String: Data] = [:]
    for name in journals.prefix(limits.journals) {
      found[name] = bytes("\(FolderLayout.journals)/\(name)", limit: limits.journal)
    }
    return found
  }

  /// Compares what the run wrote down when it ended with what is there now.
  /// - Parameter digests: those in run.json; none where the folder is not sealed.
  /// - Returns: what became of the files that are not what they were, by path.
  mutating func alterations(since digests: [String: ContentDigest]) -> [String: Alteration] {
    guard !digests.isEmpty else { return [:] }
    var found: [String: Alteration] = [:]
    for (path, expected) in digests where Self.isContained(path) {
      if size(of: path) == nil {
        found[path] = .missing
      } else if let bytes = try? Data(contentsOf: layout.url(path), options: .mappedIfSafe) {
        if ContentDigest(of: bytes) != expected { found[path] = .changed }
      }
    }
    for path in Self.rawNames(in: layout) where digests[path] == nil { found[path] = .added }
    for path in found.keys.sorted() {
      if let alteration = found[path] { problems.append("\(path) \(alteration.words).") }
    }
    return found
  }

  /// Compares the journals with what the host wrote down when it pulled them: that counts in a folder that is not sealed,
  /// too, and for digests in run.json that were made anew.
  mutating func compare(
    _ journals: [String: Data], with host: [HostRecord], _ alterations: inout [String: Alteration]
  ) {
    var pulled: [String: String] = [:]
    for record in host where record.kind == .journalPulled {
      guard let data = record.data, let file = data["file"]?.stringValue else { continue }
      pulled[file] = data["sha256"]?.stringValue
    }
    for (path, digest) in pulled.sorted(by: { $0.key < $1.key }) where alterations[path] == nil {
      let name = String(path.dropFirst(FolderLayout.journals.count + 1))
      let journal = path.hasPrefix(FolderLayout.journals + "/") ? journals[name] : nil
      if let journal, ContentDigest(of: journal).rawValue == digest { continue }
      let alteration = journal == nil ? Alteration.missing : .unlikePulled
      alterations[path] = alteration
      problems.append("\(path) \(alteration.words).")
    }
  }

  /// The files in the folders of raw files, by path.
  static func rawNames(in layout: FolderLayout) -> [String] {
    [FolderLayout.journals, FolderLayout.scenarios].flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: layout.url(folder).path)) ?? []
      return names.filter { !$0.hasSuffix(WholeFile.unfinished) }.sorted().map { "\(folder)/\($0)" }
    }
  }

  /// Whether a relative path stays in the folder.
  private static func isContained(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !parts.isEmpty && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
      && !path.contains("\0")
  }

  /// The size of a regular file of the folder; nil for anything else, and for what lies behind a link on the way to it.
  private func size(of path: String) -> Int? {
    var way = layout.folder
    for part in path.split(separator: "/").dropLast() {
      way.appendPathComponent(String(part))
      let kind = try? FileManager.default.attributesOfItem(atPath: way.path)[.type] as? FileAttributeType
      guard kind == .typeDirectory else { return nil }
    }
    return Self.sizeOfRegularFile(layout.url(path))
  }

  /// Its size; nil for anything that is no regular file, links included.
  static func sizeOfRegularFile(_ url: URL) -> Int? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: url.path),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return nil }
    return attributes[.size] as? Int
  }
}
