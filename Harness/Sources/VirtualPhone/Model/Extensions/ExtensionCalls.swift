import Foundation
import ProbeKit
import ProbeProtocol

/// Sandbox extensions as a process gets and uses them.
extension ModelledProcess {
  /// `startAccessingSecurityScopedResource` of an extension.
  /// - Returns: false where the process was given no extension for it.
  func consumeExtension(of path: String) throws(SystemError) -> Bool {
    try call { (phone, gate) throws(SystemError) in
      guard let place = try? phone.files.place(path, followingLast: true, as: gate.who) else { return false }
      if !core.rules.holds(.startNeedsAnExtension),
        !phone.extensions.isIssued(place.canonical, to: identity.pid)
      {
        phone.extensions.issue(.init(path: place.canonical, access: .read), to: identity.pid)
      }
      return phone.extensions.consume(place.canonical, by: identity.pid)
    }
  }

  /// `stopAccessingSecurityScopedResource`, which says nothing of what came of it.
  func releaseExtension(of path: String) throws(SystemError) {
    try call { (phone, gate) throws(SystemError) in
      let rule = identity.app.manifest.point == nil ? RuleName.stopClosesPicked : .stopsAreCounted
      guard core.rules.holds(rule),
        let place = try? phone.files.place(path, followingLast: true, as: gate.who)
      else { return }
      phone.extensions.release(place.canonical, by: identity.pid)
    }
  }

  /// Whether the file can be read, as a probe finds out: by reading it.
  func isReadable(_ path: String) -> Bool {
    guard let handle = try? open(path, .read) else { return false }
    defer { try? close(handle) }
    return (try? read(handle, count: 1)) != nil
  }
}
