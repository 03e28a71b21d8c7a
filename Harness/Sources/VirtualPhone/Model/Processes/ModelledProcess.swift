import Foundation
import ProbeKit
import ProbeProtocol

/// A process on the modelled phone: the same door to the system that a probe has on a real one.
///
/// Once it has ended every call fails and nothing is logged, so that an agent still on its thread comes to its end
/// without a trace.
final class ModelledProcess: ProbeSystem {
  /// What changes while the process runs.
  struct State: Sendable {
    var user: UInt32
    var files = OpenFiles()
  }

  let core: PhoneCore
  let identity: ProcessIdentity
  let life = Life()
  let state: Locked<State>
  /// The notifications that reach it.
  let triggers = TriggerBoard()

  init(core: PhoneCore, identity: ProcessIdentity) {
    self.core = core
    self.identity = identity
    state = Locked(State(user: identity.user))
  }

  /// Starts a process of an installed app.
  static func start(_ app: InstalledApp, probe: ProbeName, on core: PhoneCore) -> ModelledProcess {
    let name = app.manifest.executable
    let pid = core.startProcess(named: name)
    return ModelledProcess(
      core: core,
      identity: ProcessIdentity(pid: pid, name: name, probe: probe, app: app, user: app.user))
  }

  /// Ends the process; its handles are closed.
  func end() {
    life.end()
    triggers.close()
    let inodes = state.withLock { $0.files.removeAll() }
    core.state.withLock { phone in
      for inode in inodes { phone.files.release(inode) }
    }
    core.coordinator.giveBackAll(by: identity.pid)
    core.endProcess(identity.pid)
  }

  // MARK: Identity

  var processID: Int32 { identity.pid }
  var userID: UInt32 { state.withLock { $0.user } }
  var effectiveUserID: UInt32 { userID }
  var homeDirectory: String { core.layout.home(of: identity.app.container) }
  var temporaryDirectory: String { "\(identity.app.container)/tmp/" }
  var bundle: (identifier: String, version: String) {
    (identity.app.manifest.bundle, identity.app.manifest.version)
  }

  func userName(of userID: UInt32) -> String? {
    if core.profile.kind == .simulator, core.rules.holds(.simulatorNoUserName) { return nil }
    switch userID {
    case 0: return "root"
    case PhoneLayout.mobile:
      return core.profile.kind == .physical && core.rules.holds(.userNameMobile) ? "mobile" : "user"
    default: return nil
    }
  }

  // MARK: Clock and log

  var uptime: Int { Int(PhoneLog.now) }
  var time: Int { Int(Date().timeIntervalSince1970 * 1_000) }
  func sleep(milliseconds: Int) { life.sleep(milliseconds: milliseconds) }

  func log(_ message: String, level: Canary.Level) { write(message, level) }

  func log(head: String, private filler: String, tail: String, level: Canary.Level) {
    write("\(head)<private>\(tail)", level)
  }

  private func write(_ message: String, _ level: Canary.Level) {
    guard life.isAlive else { return }
    let record = PhoneLogRecord(
      time: Date(), process: identity.name, processPath: identity.executablePath, pid: identity.pid,
      level: level.recordLevel, message: LogText.cut(message),
      subsystem: ProbeLog.subsystem(of: identity.probe), category: ProbeLog.category)
    core.log.append { record }
  }

  // MARK: System calls

  /// Runs one system call: nothing for a process that has ended, else the body with the phone and the sandbox; what
  /// the sandbox denied goes to the kernel's log.
  func call<Result>(
    _ body: (inout PhoneCore.State, inout Gate) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    guard life.isAlive else { throw .errno("EINTR") }
    if core.faults.isAsked { try meetFate(core.faults.fateOfCall(by: identity.pid)) }
    let bundle = identity.app.manifest.bundle
    var gate = Gate(
      sandbox: core.sandbox, subject: identity.subject, who: Credentials(user: userID, bundle: bundle))
    defer { if let denial = gate.denial { report(denial.operation, denial.target) } }
    return try core.state.withLock { (phone) throws(SystemError) in
      endLeases(&phone)
      gate.hold(phone.extensions.active(of: identity.pid))
      return try body(&phone, &gate)
    }
  }

  private func report(_ operation: SandboxOperation, _ target: String) {
    core.kernel.report(
      KernelLog.Denial(process: identity.name, pid: identity.pid, operation: operation, target: target))
  }
}

extension Canary.Level {
  fileprivate var recordLevel: PhoneLogRecord.Level {
    switch self {
    case .default: .default
    case .info: .info
    case .debug: .debug
    case .error: .error
    case .fault: .fault
    }
  }
}
