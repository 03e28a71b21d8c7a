import ProbeKit
import ProbeProtocol

/// Asks the sandbox on behalf of one system call, and remembers what it denied.
struct Gate {
  let sandbox: Sandbox
  private(set) var subject: Sandbox.Subject
  let who: Credentials
  private(set) var denial: (operation: SandboxOperation, target: String)?

  init(sandbox: Sandbox, subject: Sandbox.Subject, who: Credentials) {
    self.sandbox = sandbox
    self.subject = subject
    self.who = who
  }

  /// From now on the process counts as holding these extensions.
  mutating func hold(_ extensions: [SandboxExtensions.Grant]) { subject.extensions = extensions }

  /// - Throws: EPERM where the sandbox denies it.
  mutating func require(_ operation: SandboxOperation, _ place: Place) throws(SystemError) {
    guard sandbox.allows(operation, place.canonical, by: subject) else {
      throw deny(operation, place.canonical)
    }
  }

  /// Notes a denial and gives its error.
  mutating func deny(_ operation: SandboxOperation, _ target: String) -> SystemError {
    denial = (operation, target)
    return .errno(.eperm)
  }
}
