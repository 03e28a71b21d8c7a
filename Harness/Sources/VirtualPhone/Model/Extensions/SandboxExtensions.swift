/// The sandbox extensions that are out: which process may use which path beyond its own containers.
///
/// An extension is issued for a path and a process; it opens nothing until the process has consumed it, and nothing any
/// more once it was released as often. It ends with its process (FS-35).
struct SandboxExtensions: Hashable, Sendable {
  enum Access: Hashable, Sendable {
    case read, readWrite
  }

  /// What an extension lets its holder do: a file, or a folder with all below it.
  struct Grant: Hashable, Sendable {
    /// Without links.
    var path: String
    var access: Access

    /// Whether it reaches that far. A name is changed or taken away through its folder, so an extension for a file
    /// alone does not let anybody do that.
    func allows(_ operation: SandboxOperation, _ canonical: String) -> Bool {
      guard Sandbox.contains(path, canonical) else { return false }
      switch operation {
      case .readData, .readMetadata: return true
      case .writeData, .mode: return access == .readWrite
      case .create, .unlink: return access == .readWrite && canonical != path
      case .fork, .exec: return false
      }
    }
  }

  /// One extension of one process.
  private struct Holding: Hashable, Sendable {
    var grant: Grant
    /// How often it was consumed and not released.
    var count = 0
  }

  private var holdings: [Int32: [Holding]] = [:]
  private var legacies: [String: [Holding]] = [:]

  /// Gives a process an extension that it can consume. One that it has already stays as it is, or becomes wider.
  mutating func issue(_ grant: Grant, to pid: Int32) {
    guard let index = index(of: grant.path, pid) else {
      holdings[pid, default: []].append(Holding(grant: grant))
      return
    }
    if grant.access == .readWrite { holdings[pid]?[index].grant.access = .readWrite }
  }

  /// Consumes the extension that reaches a path, once more.
  /// - Returns: false where the process has none: then nothing is opened.
  @discardableResult
  mutating func consume(_ canonical: String, by pid: Int32, times: Int = 1) -> Bool {
    guard let index = index(reaching: canonical, pid) else { return false }
    holdings[pid]?[index].count += times
    return true
  }

  /// Takes one consumption back. One that was never made cannot be.
  mutating func release(_ canonical: String, by pid: Int32) {
    guard let index = index(reaching: canonical, pid), let count = holdings[pid]?[index].count, count > 0
    else { return }
    holdings[pid]?[index].count = count - 1
  }

  /// What a process has consumed and not released.
  func active(of pid: Int32) -> [Grant] { (holdings[pid] ?? []).filter { $0.count > 0 }.map(\.grant) }

  /// Whether what a process has consumed reaches a path.
  func isActive(_ canonical: String, of pid: Int32) -> Bool {
    active(of: pid).contains { Sandbox.contains($0.path, canonical) }
  }

  /// Whether a process was given an extension that reaches a path, consumed or not.
  func isIssued(_ canonical: String, to pid: Int32) -> Bool { index(reaching: canonical, pid) != nil }

  /// The extension that reaches a path, consumed or not; nil where the process was given none.
  func issued(_ canonical: String, to pid: Int32) -> Grant? {
    index(reaching: canonical, pid).flatMap { holdings[pid]?[$0].grant }
  }

  /// The process ends, and what it was given with it.
  /// - Parameter heir: the name of processes of which the next one gets it all: no phone does so, only a mutant.
  mutating func end(_ pid: Int32, leavingTo heir: String? = nil) {
    let left = holdings.removeValue(forKey: pid)
    if let heir, let left { legacies[heir] = left }
  }

  /// A process of that name begins.
  mutating func begin(_ pid: Int32, named name: String) {
    if let legacy = legacies.removeValue(forKey: name) { holdings[pid] = legacy }
  }

  private func index(of path: String, _ pid: Int32) -> Int? {
    holdings[pid]?.firstIndex { $0.grant.path == path }
  }

  /// The narrowest that reaches the path.
  private func index(reaching canonical: String, _ pid: Int32) -> Int? {
    let reaching = (holdings[pid] ?? []).enumerated()
      .filter { Sandbox.contains($0.element.grant.path, canonical) }
    return reaching.max { $0.element.grant.path.utf8.count < $1.element.grant.path.utf8.count }?.offset
  }
}
