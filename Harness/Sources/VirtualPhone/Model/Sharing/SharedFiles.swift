import Foundation
import ProbeKit
import ProbeProtocol

/// What becomes of a file that an app shares with an extension.
extension ModelledProcess {
  /// The canonical path of a file that this process shares; nil where it cannot read it itself.
  func sharedSource(_ path: String) -> String? {
    core.state.withLock { phone in
      guard let found = try? phone.files.existing(path, as: .root),
        (try? phone.files.node(found.inode))?.bytes != nil
      else { return nil }
      var subject = identity.subject
      subject.extensions = phone.extensions.active(of: identity.pid)
      let isReadable = core.sandbox.allows(.readData, found.place.canonical, by: subject)
      return isReadable ? found.place.canonical : nil
    }
  }

  /// An extension is started with what was shared.
  func receive(_ item: SharedItem) {
    // Only where the rule is turned over does anything follow from being started.
    guard !core.rules.holds(.loadItemGrants), let source = item.sender.sharedSource(item.path) else { return }
    grant(source, to: item)
  }

  /// `NSItemProvider.loadItem`: the system issues an extension of the sender's file, with the sender's own rights
  /// (FS-36), and the extension's process has it when the completion is called (FS-30, FS-32).
  /// - Returns: the path that the completion gets.
  func load(_ item: SharedItem) throws(SystemError) -> String {
    guard life.isAlive else { throw .errno("EINTR") }
    guard let source = source(of: item) else {
      throw Self.cannotIssue(item.name)
    }
    guard isLive(item) else { return try copyOfOwn(source, item.name) }
    grant(source, to: item)
    return item.path
  }

  /// The words are the source's; domain and code it does not give, and these stand for nothing.
  private static func cannotIssue(_ name: String) -> SystemError {
    .failure(
      .init(
        domain: "NSItemProviderErrorDomain", code: -1,
        message: "Cannot issue a sandbox extension for file \"\(name)\": Operation not permitted"))
  }

  private func source(of item: SharedItem) -> String? {
    if let source = item.sender.sharedSource(item.path) { return source }
    guard !core.rules.holds(.issuingNeedsSendersAccess) else { return nil }
    return core.state.withLock { try? $0.files.existing(item.path, as: .root).place.canonical }
  }

  private var isAction: Bool { identity.app.manifest.point == .action }

  /// Whether the extension gets the sender's file itself.
  private func isLive(_ item: SharedItem) -> Bool {
    isAction ? core.rules.holds(.actionExtensionIsGivenTheFile) : core.rules.holds(.extensionIsGivenTheFile)
  }

  private func grant(_ source: String, to item: SharedItem) {
    let access: SandboxExtensions.Access = core.rules.holds(.loadedItemIsReadOnly) ? .read : .readWrite
    core.state.withLock { phone in
      phone.extensions.issue(.init(path: source, access: access), to: identity.pid)
      guard !phone.extensions.isActive(source, of: identity.pid) else { return }
      // One stop in the completion leaves the file readable, two do not (FS-34).
      phone.extensions.consume(source, by: identity.pid, times: 2)
    }
  }

  /// Only where the rule that an extension is given the file itself is turned over.
  private func copyOfOwn(_ source: String, _ name: String) throws(SystemError) -> String {
    let copy = "\(identity.app.container)/tmp/\(name)"
    try core.state.withLock { (phone) throws(SystemError) in
      let bytes = try phone.files.node(phone.files.existing(source, as: .root).inode).bytes ?? Data()
      let parent = try phone.files.establish("\(identity.app.container)/tmp", owner: identity.user)
      if try phone.files.node(parent).entries?[name] != nil { try phone.files.detach(name, from: parent) }
      try phone.files.insert(name, into: parent, .file(bytes), owner: identity.user, mode: 0o644)
    }
    return copy
  }
}
