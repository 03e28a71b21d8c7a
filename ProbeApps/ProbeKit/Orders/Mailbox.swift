import Foundation
public import ProbeProtocol

/// The folder in an App Group through which a containing app and its extension reach each other: orders go in,
/// journals come out.
///
/// Nobody can hand an extension an environment or a URL, and the host does not reach its container. So the containing
/// app leaves the orders where both can read, and fetches the journals into its own container.
public struct Mailbox: Sendable {
  /// The folder, which stands for a home directory: journals lie below it as they do below one.
  public let folder: String
  private let system: any ProbeSystem

  /// - Throws: Where the App Group has no container.
  public init(probe: ProbeName, group: String, system: any ProbeSystem) throws(SystemError) {
    guard let container = system.groupContainer(group) else {
      throw .failure(
        .init(domain: "SandProbe.Mailbox", code: 1, message: "the App Group \(group) has no container"))
    }
    self.folder = "\(container)/SandProbe/\(probe)"
    self.system = system
  }

  /// Longer lists and journals are not moved.
  private static let maximumSize = 16 << 20

  private var orders: String { "\(folder)/orders" }

  /// Leaves a list, in the place of one that was not taken yet.
  public func put(_ encoded: String) throws(SystemError) {
    try system.makeFolders(to: orders, below: 3)
    let draft = "\(orders).new"
    try system.writeWhole(Data(encoded.utf8), to: draft, .write(create: true))
    try system.rename(draft, to: orders)
  }

  /// Takes the list; nil where there is none. Of two processes one gets it.
  public func take() throws(SystemError) -> String? {
    let mine = "\(orders).\(system.processID)"
    do throws(SystemError) {
      try system.rename(orders, to: mine)
    } catch {
      guard error == .errno(.enoent) else { throw error }
      return nil
    }
    let content = try system.readWhole(mine, limit: Self.maximumSize)
    try system.remove(mine)
    return String(decoding: content, as: UTF8.self)
  }

  /// Copies the extension's journals of a run below the caller's own home.
  /// - Returns: Their names, sorted.
  public func collect(run: RunID) throws(SystemError) -> [String] {
    let source = "\(folder)/\(JournalPath.folder(run: run))"
    let target = "\(system.homeDirectory)/\(JournalPath.folder(run: run))"
    var names: [String] = []
    do throws(SystemError) {
      names = try system.listDirectory(source)
    } catch {
      guard error == .errno(.enoent) else { throw error }
    }
    names = names.filter { SafeName.isSafe($0) && $0.hasSuffix(".jsonl") }
    for name in names {
      let content = try system.readWhole("\(source)/\(name)", limit: Self.maximumSize)
      try system.makeFolders(to: "\(target)/\(name)", below: 3)
      try system.writeWhole(content, to: "\(target)/\(name)", .write(create: true))
    }
    return names
  }
}

extension ProbeSystem {
  /// Makes the last folders that a path needs.
  /// - Parameter count: How many of them may be absent.
  func makeFolders(to path: String, below count: Int) throws(SystemError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for end in (max(1, parts.count - count + 1)...max(1, parts.count)) {
      do throws(SystemError) {
        try makeDirectory(parts.prefix(end).joined(separator: "/"))
      } catch {
        guard error == .errno(.eexist) else { throw error }
      }
    }
  }
}
