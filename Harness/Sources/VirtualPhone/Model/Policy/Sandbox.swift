import ProbeKit

/// What the kernel's sandbox calls things that a process wants to do.
enum SandboxOperation: String, Hashable, Sendable {
  case readData = "file-read-data"
  case readMetadata = "file-read-metadata"
  case writeData = "file-write-data"
  case create = "file-write-create"
  case unlink = "file-write-unlink"
  case mode = "file-write-mode"
  case fork = "process-fork"
  case exec = "process-exec*"

  var isWrite: Bool {
    switch self {
    case .writeData, .create, .unlink, .mode: true
    case .readData, .readMetadata, .fork, .exec: false
    }
  }
}

/// Decides what a process may do to a path. The one place where the isolation rules become yes or no.
struct Sandbox: Sendable {
  /// The containers of the process that asks, as canonical paths.
  struct Subject: Hashable, Sendable {
    var bundlePath: String
    var dataContainer: String
    var groupContainers: [String]
    /// The sandbox extensions that it has consumed.
    var extensions: [SandboxExtensions.Grant] = []
  }

  static let metadataName = ".com.apple.mobile_container_manager.metadata.plist"

  let rules: RuleBook
  let profile: PhoneProfile
  let layout: PhoneLayout

  /// Whether apps are confined at all (FS-05).
  var isInForce: Bool { profile.kind == .physical || !rules.holds(.simulatorNoSandbox) }

  /// - Parameter canonical: the path without links.
  func allows(_ operation: SandboxOperation, _ canonical: String, by subject: Subject) -> Bool {
    if let group = subject.groupContainers.first(where: { Self.contains($0, canonical) }),
      canonical == "\(group)/\(Self.metadataName)"
    {
      return allowsMetadata(operation)
    }
    guard isInForce else { return true }
    if subject.extensions.contains(where: { $0.allows(operation, canonical) }) { return true }
    if Self.contains(subject.dataContainer, canonical) {
      if operation.isWrite, isInbox(canonical, of: subject) { return allowsInInbox(operation) }
      let isRoot = canonical == subject.dataContainer
      return !(isRoot && operation == .readData) || rules.holds(.ownContainerOpen)
    }
    if subject.groupContainers.contains(where: { Self.contains($0, canonical) }) {
      return operation == .readMetadata || rules.holds(.groupContainerForMembers)
    }
    if canonical.hasPrefix(layout.groupContainers + "/") { return !rules.holds(.groupContainerForOutsiders) }
    return allowsElsewhere(operation, canonical, by: subject)
  }

  /// The container manager's own list in a group container, for a member (FS-14). That members may ask for its
  /// attributes follows from the source's listing, whose enumerator met it.
  private func allowsMetadata(_ operation: SandboxOperation) -> Bool {
    guard operation != .readMetadata else { return true }
    guard profile.kind == .physical else {
      return operation.isWrite || rules.holds(.simulatorMetadataReadable)
    }
    return operation.isWrite ? !rules.holds(.containerMetadataWrite) : !rules.holds(.containerMetadataRead)
  }

  private func isInbox(_ canonical: String, of subject: Subject) -> Bool {
    Self.contains("\(subject.dataContainer)/Documents/Inbox", canonical)
  }

  /// What other apps handed over can be read and not written (FS-22). That it can be deleted is Apple's word: File
  /// System Programming Guide, `Documents/Inbox`.
  private func allowsInInbox(_ operation: SandboxOperation) -> Bool {
    operation == .unlink || profile.kind != .physical || !rules.holds(.inboxIsReadOnly)
  }

  private func allowsElsewhere(
    _ operation: SandboxOperation, _ canonical: String, by subject: Subject
  ) -> Bool {
    let isUserData =
      canonical == "/private/var" || canonical.hasPrefix("/private/var/")
      || canonical.hasPrefix("/Users/")
    // Outside user data the read-only mount decides, not the sandbox: that is what the source gives as the reason.
    guard isUserData else { return true }
    if operation.isWrite { return !rules.holds(.crossContainerWrite) }
    if Self.contains(subject.bundlePath, canonical) { return true }
    // The way to one's own container can be looked at, or no path could be resolved.
    let isOnTheWay = Self.contains(canonical, subject.dataContainer)
    return (operation == .readMetadata && isOnTheWay) || !rules.holds(.crossContainerRead)
  }

  /// Whether a path is the folder itself or lies in it.
  static func contains(_ folder: String, _ path: String) -> Bool {
    path == folder || path.hasPrefix(folder + "/") || folder == "/"
  }
}
