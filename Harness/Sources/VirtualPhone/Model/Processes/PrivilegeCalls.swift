import ProbeKit
import ProbeProtocol

/// Users and further processes (FS-07).
extension ModelledProcess {
  func setUserID(_ userID: UInt32) throws(SystemError) {
    try requirePhone("setuid")
    guard life.isAlive else { throw .errno("EINTR") }
    guard userID != self.userID else { return }
    guard !core.rules.holds(.setuidRefused) else { throw .errno(.eperm) }
    state.withLock { $0.user = userID }
  }

  func fork() throws(SystemError) {
    try requirePhone("fork")
    try call { (_, gate) throws(SystemError) in
      if core.rules.holds(.forkRefused) { throw gate.deny(.fork, "") }
    }
  }

  func spawn(_ path: String) throws(SystemError) -> Int32 {
    try requirePhone("posix_spawn")
    return try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, as: gate.who)
      let node = try phone.files.node(found.inode)
      guard node.bytes != nil else { throw .errno(.eacces) }
      if core.rules.holds(.execRefused) { throw gate.deny(.exec, found.place.canonical) }
      guard phone.files.permits(.search, node, as: gate.who) else { throw .errno(.eacces) }
      return 0
    }
  }

  private func requirePhone(_ name: String) throws(SystemError) {
    guard core.profile.kind == .physical else { throw .notModelled("\(name) in the Simulator") }
  }
}
