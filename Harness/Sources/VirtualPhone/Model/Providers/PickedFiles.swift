import Foundation
import ProbeKit
import ProbeProtocol

/// What an app picked, as its process may use it: security-scoped URLs and bookmarks (FS-42 to FS-46, FS-53).
extension ModelledProcess {
  /// The picker gives a URL of the file itself, with an extension that the process can consume.
  func pick(_ file: PickableFile, at desk: ModelledDesk) {
    let path = core.state.withLock { phone -> String? in
      try? phone.files.provide(file)
      if !core.rules.holds(.documentIsPickedInPlace), file.item == nil { return copy(of: file, &phone) }
      guard let place = try? phone.files.existing(file.path, as: .root).place else { return nil }
      guardNothingByMode(place.canonical, &phone)
      phone.extensions.issue(grant(of: file, place.canonical, phone), to: identity.pid)
      if !core.rules.holds(.pickedIsClosedBeforeStart) {
        phone.extensions.consume(place.canonical, by: identity.pid)
      }
      return file.path
    }
    if let path { desk.arrivals.add(URL(fileURLWithPath: path), .picked) }
  }

  private func grant(
    of file: PickableFile, _ canonical: String, _ phone: PhoneCore.State
  ) -> SandboxExtensions.Grant {
    // An item's capabilities say what a person can do in the browser, and guard nothing (FS-44).
    let isReadOnly = !core.rules.holds(.capabilitiesGuardNothing) && file.item?.allowsWriting == false
    var path = canonical
    // Only where the rule is turned over does a document open the whole container that it lies in.
    if !core.rules.holds(.onlyDocumentsAreProvided), file.item == nil,
      let app = phone.containers.installed.first(where: {
        Sandbox.contains($0.container, canonical) && !$0.manifest.isSystem
      })
    {
      path = app.container
    }
    return SandboxExtensions.Grant(path: path, access: isReadOnly ? .read : .readWrite)
  }

  /// Some mutants give mode bits a meaning between apps that no phone gives them. What was picked is open all the same:
  /// those rules speak of other files.
  private func guardNothingByMode(_ canonical: String, _ phone: inout PhoneCore.State) {
    guard !core.rules.holds(.sameUserForAllApps) || !core.rules.holds(.modeBitsDoNotSeparateMembers) else {
      return
    }
    phone.files.openMode(of: canonical)
  }

  /// Only where the rule that a document is picked in place is turned over.
  private func copy(of file: PickableFile, _ phone: inout PhoneCore.State) -> String? {
    guard let found = try? phone.files.existing(file.path, as: .root),
      let bytes = try? phone.files.node(found.inode).bytes
    else { return nil }
    let path = "\(identity.app.container)/tmp/\(found.place.name)"
    do throws(SystemError) {
      try phone.files.place(file: path, bytes, owner: identity.user, directoryOwner: identity.user)
    } catch {
      return nil
    }
    return path
  }

  /// `startAccessingSecurityScopedResource` of an app: the grant is the process's and not in the URL (FS-43).
  /// - Parameter isMadeAnew: whether the URL was made of a path.
  /// - Returns: false where the process was given nothing to start.
  func startAccess(to path: String, isMadeAnew: Bool) throws(SystemError) -> Bool {
    let started = try call { (phone, gate) throws(SystemError) -> String? in
      guard core.rules.holds(.startOpensPicked), core.rules.holds(.pathCanBeStarted) || !isMadeAnew,
        let place = try? phone.files.place(path, followingLast: true, as: gate.who),
        phone.extensions.consume(place.canonical, by: identity.pid)
      else { return nil }
      return place.canonical
    }
    if let started, !core.rules.holds(.accessLastsUntilStop) {
      core.leases.withLock { $0.append(AccessLease(pid: identity.pid, path: started, spelling: path)) }
    }
    return started != nil
  }

  /// `stopAccessingSecurityScopedResource` of an app.
  func stopAccess(to path: String) throws(SystemError) {
    try releaseExtension(of: path)
    guard !core.rules.holds(.accessLastsUntilStop) else { return }
    core.leases.withLock { leases in
      if let index = leases.firstIndex(where: { $0.pid == identity.pid && $0.spelling == path }) {
        leases.remove(at: index)
      }
    }
  }

  /// Nanoseconds after its first use for which access lasts, where the rule that it lasts is turned over.
  private static let lease: UInt64 = 800_000_000

  /// A file was opened: under the mutant its access ends some time from now.
  func beginLease(of canonical: String) {
    guard !core.rules.holds(.accessLastsUntilStop) else { return }
    core.leases.withLock { leases in
      for index in leases.indices
      where leases[index].end == nil && leases[index].pid == identity.pid && leases[index].path == canonical {
        leases[index].end = PhoneLog.now + Self.lease
      }
    }
  }

  /// Ends what has lasted long enough.
  func endLeases(_ phone: inout PhoneCore.State) {
    guard !core.rules.holds(.accessLastsUntilStop) else { return }
    let now = PhoneLog.now
    let over = core.leases.withLock { leases in
      let over = leases.filter { ($0.end ?? .max) <= now }
      leases.removeAll { ($0.end ?? .max) <= now }
      return over
    }
    for lease in over { phone.extensions.release(lease.path, by: lease.pid) }
  }

  // MARK: Bookmarks

  func makeBookmark(of path: String) throws(SystemError) -> Data {
    try call { (phone, gate) throws(SystemError) in
      let place = try phone.files.existing(path, as: gate.who).place
      let grant = phone.extensions.issued(place.canonical, to: identity.pid)
      return phone.bookmarks.add(.init(path: path, bundle: identity.app.manifest.bundle, grant: grant))
    }
  }

  /// The path of a bookmark's URL, which the process can start as it could the one that the bookmark was made of
  /// (FS-46).
  func resolve(_ bookmark: Data) throws(SystemError) -> String {
    try call { (phone, gate) throws(SystemError) in
      guard let target = phone.bookmarks.target(of: bookmark, for: identity.app.manifest.bundle) else {
        throw .notModelled("what becomes of data that is no bookmark of this app")
      }
      if core.rules.holds(.bookmarkOutlivesProcess), let grant = target.grant {
        phone.extensions.issue(grant, to: identity.pid)
      }
      return target.path
    }
  }
}

/// Access that ends by itself: no phone gives it, only a mutant.
struct AccessLease: Hashable, Sendable {
  var pid: Int32
  var path: String
  /// The path as it was started.
  var spelling: String
  /// By the clock of the log; nil until it is used.
  var end: UInt64?
}
