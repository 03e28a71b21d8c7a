import ProbeKit
import ProbeProtocol

/// An acting model of a phone: files, containers, processes, a policy that allows or denies, and the log that comes of
/// it. It follows published behaviour only (``PolicyRule``) and never looks at scenarios.
package final class PhoneModel: Sendable {
  /// Names of the profiles, the default first.
  package static var profiles: [String] { PhoneProfile.all.map(\.name) }

  package let profile: PhoneProfile
  /// The rules that are turned over, in the order of the list of rules.
  package let mutants: [RuleName]
  package let seed: UInt64
  /// What the phone was told to do wrong. The model itself works in what becomes of actors, files and the disk;
  /// ``FaultyDevice`` does the rest.
  package let faults: FaultPlan

  let core: PhoneCore
  let numbers: PhoneNumbers
  let lockdown: LockdownValues
  let launcher: AppLauncher
  /// What is on the screen, for the system's side of sharing and for the hand that a test lends the phone.
  package let screen = ScreenModel()
  private let sharing: SharingService
  let conductorHost: Locked<ConductorHost?>
  private let chatter: Chatter?

  /// - Parameters:
  ///   - profile: One of ``profiles``.
  ///   - mutants: Names of rules to turn over, as ``PolicyRule/id`` gives them.
  ///   - seed: Everything random comes from it: identifiers, pids, delays, chatter.
  ///   - chatter: Whether other daemons fill the log with their lines.
  ///   - faults: What goes wrong with it.
  ///   - passcode: Unlocks the phone; without one Home does.
  ///   - closing: Milliseconds from locking until protected files close. On a phone it is some ten seconds.
  package init(
    profile: String = "ios-15.2", mutants: [String] = [], seed: UInt64 = 1, chatter: Bool = true,
    faults: FaultPlan = FaultPlan(), passcode: String? = nil,
    closing: Int = 10_000
  ) throws(PhoneModelError) {
    self.profile = try PhoneProfile(named: profile)
    self.mutants = try Self.rules(named: mutants, in: self.profile)
    self.seed = seed
    self.faults = faults
    do throws(SystemError) {
      core = try PhoneCore(
        profile: self.profile, rules: RuleBook(mutants: Set(self.mutants)), faults: faults, seed: seed,
        lock: PhoneLock(passcode: passcode), closing: closing)
    } catch {
      throw .notSetUp(error.outcome.description)
    }
    numbers = PhoneNumbers(seed: seed)
    let rehearsal = Rehearsal(profile: self.profile, mutants: self.mutants, faults: faults.words, seed: seed)
    lockdown = LockdownValues(
      profile: self.profile, numbers: numbers, rehearsal: rehearsal, hasPasscode: passcode != nil)
    launcher = AppLauncher(core: core, screen: screen)
    sharing = SharingService(launcher: launcher)
    core.protection.setFront { [weak launcher] in launcher?.front }
    _ = core.lock.observe { [weak launcher, core] isLocked in
      if core.protection.isInForce { launcher?.announce(isLocked: isLocked) }
    }
    screen.observe { [weak sharing] in sharing?.react(to: $0) }
    self.chatter = chatter ? Chatter(log: core.log, seed: seed) : nil
    conductorHost = Locked(nil)
    startConductor()
  }

  deinit { shutdown() }

  /// The lock of the phone, for the hand that a test lends it.
  package var lock: PhoneLock { core.lock }

  /// The phone as its faults show it: what is to be plugged in.
  package func disturbed() -> any VirtualDevice {
    faults.isEmpty ? self : FaultyDevice(self, plan: faults, seed: seed)
  }

  /// A second phone of the same name, with a udid of its own; nil where the faults do not say so.
  package func twin() throws(PhoneModelError) -> PhoneModel? {
    guard faults.contains(.twin) else { return nil }
    return try PhoneModel(profile: profile.name, seed: seed &+ 1)
  }

  /// Ends everything that runs on the phone. When this returns no thread is left and nothing is logged any more.
  package func shutdown() {
    let host = conductorHost.withLock { host in
      defer { host = nil }
      return host
    }
    host?.shutDown()
    launcher.shutDown()
    chatter?.stop()
    core.log.stop()
  }

  /// Starts the runner if it is installed and does not run.
  /// - Parameter environment: What it is started with.
  package func startConductor(environment: [String: String] = [:]) {
    guard let manifest = AppManifest.probes.first(where: { $0.probe == .conductor }),
      let app = core.state.withLock({ $0.containers.app(manifest.bundle) })
    else { return }
    conductorHost.withLock { host in
      guard host == nil else { return }
      host = ConductorHost(
        app: app, core: core, launcher: launcher, screen: virtualScreen, environment: environment)
    }
  }

  private var virtualScreen: VirtualScreen {
    VirtualScreen(
      model: screen, lock: core.lock,
      systemVersion: profile.version.split(separator: ".").first.flatMap { Int($0) } ?? 15,
      isRunning: { [launcher] in launcher.isRunning(bundle: $0) })
  }

  private static func rules(
    named names: [String], in profile: PhoneProfile
  ) throws(PhoneModelError) -> [RuleName] {
    var chosen: Set<RuleName> = []
    for name in names {
      guard let rule = RuleName(rawValue: name) else {
        throw .unknownRule(name, nearest: NearestWord.of(name, among: RuleName.allCases.map(\.rawValue)))
      }
      guard PolicyRule(rule).profiles.contains(profile.name) else {
        throw .ruleNotInProfile(rule, profile: profile.name)
      }
      chosen.insert(rule)
    }
    return RuleName.allCases.filter(chosen.contains)
  }
}
