import Foundation
import ProbeKit

/// The phone behind all its processes: files, containers, rules and logs.
final class PhoneCore: Sendable {
  /// What changes while the phone runs.
  struct State: Sendable {
    var files: FileTree
    var containers: ContainerManager
    /// Names of running processes by pid.
    var processes: [Int32: String]
    var nextPID: Int32
    /// Pids of processes that have ended, with their names; kept only where pids are given out again.
    var freePIDs: [(pid: Int32, name: String)] = []
    var random: SeededRandom
    /// What processes may use beyond their containers.
    var extensions = SandboxExtensions()
    var providers: FileProviders
    var bookmarks = Bookmarks()

    /// The process of a daemon that is started when it is first needed.
    mutating func daemon(named name: String) -> Int32 {
      if let running = processes.first(where: { $0.value == name }) { return running.key }
      nextPID += Int32(random.next(upTo: 1...4))
      begin(nextPID, named: name)
      return nextPID
    }

    mutating func begin(_ pid: Int32, named name: String) {
      processes[pid] = name
      extensions.begin(pid, named: name)
    }
  }

  let profile: PhoneProfile
  let rules: RuleBook
  let seed: UInt64
  let layout: PhoneLayout
  let sandbox: Sandbox
  let log: PhoneLog
  let kernel: KernelLog
  let coordinator = Coordinator()
  let lock: PhoneLock
  let protection: DataProtection
  let faults: ActorFaults
  /// Extensions whose process serves several shares, by bundle: no phone has any, only a mutant.
  let keptProcesses = Locked<[String: ModelledProcess]>([:])
  /// Access of processes that a mutant ends by itself.
  let leases = Locked<[AccessLease]>([])
  private let reusesPIDs: Bool
  let state: Locked<State>

  init(
    profile: PhoneProfile, rules: RuleBook, faults: FaultPlan, seed: UInt64, lock: PhoneLock = PhoneLock(),
    closing: Int = 10_000
  ) throws(SystemError) {
    self.lock = lock
    protection = DataProtection(rules: rules, lock: lock, closing: closing)
    self.profile = profile
    self.rules = rules
    self.seed = seed
    layout = Self.layout(of: profile, seed: seed)
    sandbox = Sandbox(rules: rules, profile: profile, layout: layout)
    self.faults = ActorFaults(faults, seed: seed)
    reusesPIDs = faults.contains(.pidReuse)
    var first = try Self.firstState(profile: profile, rules: rules, layout: layout, seed: seed)
    if faults.contains(.hostileFiles) {
      try HostileFiles.plant(in: &first.files, of: first.containers.installed)
    }
    state = Locked(first)
    log = PhoneLog()
    kernel = KernelLog(log: log, rules: rules, seed: seed)
  }

  /// A new process's pid. Pids rise, not always by one: other processes come and go.
  func startProcess(named name: String) -> Int32 {
    state.withLock { state in
      if let index = state.freePIDs.firstIndex(where: { $0.name != name }) {
        let pid = state.freePIDs.remove(at: index).pid
        state.begin(pid, named: name)
        return pid
      }
      state.nextPID += Int32(state.random.next(upTo: 1...4))
      state.begin(state.nextPID, named: name)
      return state.nextPID
    }
  }

  func endProcess(_ pid: Int32) {
    state.withLock { state in
      let name = state.processes.removeValue(forKey: pid)
      state.extensions.end(pid, leavingTo: rules.holds(.extensionEndsWithProcess) ? nil : name)
      guard let name, reusesPIDs else { return }
      state.freePIDs.append((pid, name))
    }
  }

  private static func layout(of profile: PhoneProfile, seed: UInt64) -> PhoneLayout {
    guard profile.kind == .simulator else { return .device }
    var random = SeededRandom(seed: seed, stream: "simulator")
    return .simulator(device: random.nextUUID())
  }

  private static func firstState(
    profile: PhoneProfile, rules: RuleBook, layout: PhoneLayout, seed: UInt64
  ) throws(SystemError) -> State {
    let manners = FileTree.Manners(
      separatesByCreator: !rules.holds(.modeBitsDoNotSeparateMembers),
      guardsSystemVolume: rules.holds(.systemVolumeReadOnly),
      defaultProtection: profile.defaultProtection(rules))
    var files = try SystemVolume.make(rules: rules, layout: layout, manners: manners)
    var containers = ContainerManager(rules: rules, layout: layout, seed: seed)
    for manifest in AppManifest.systemApps + AppManifest.probes {
      try containers.install(manifest, in: &files)
    }
    var random = SeededRandom(seed: seed, stream: "processes")
    let daemons = Daemon.all.map { ($0.pid, $0.name) }
    return State(
      files: files, containers: containers, processes: Dictionary(daemons) { first, _ in first },
      nextPID: Int32(random.next(upTo: 900...1_400)), random: random,
      providers: FileProviders(rules: rules))
  }
}
