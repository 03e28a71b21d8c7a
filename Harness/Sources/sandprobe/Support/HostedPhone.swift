import Device
import Foundation
import ProbeProtocol
import Runner
import Scenario
import VirtualPhone

/// A phone that a command works with: attached, or a virtual one that lives as long as the command.
struct HostedPhone: Sendable {
  var udid: String
  var environment: ToolEnvironment
  /// Installable packages of probe apps.
  var packages: [ProbeName: URL]
  /// With what its Conductor is started where it does not answer; nil for a virtual phone that comes with one.
  var runner: RunnerFiles?
  /// From locking until protected files are closed, with a margin.
  var lockWait = RunLimits().lockWait
  /// From the apps' orders until it is locked.
  var locking = RunLimits().locking
  /// Whether it is a Simulator.
  var isSimulator = false

  /// Finds the chosen phone, starts it if it is virtual, and ends it when the body is done, whatever happens.
  static func with<Result: Sendable>(
    _ choice: PhoneChoice, mutants: [String], faults: FaultPlan = FaultPlan(), seed: UInt64?,
    _ body: @Sendable (HostedPhone) async throws -> Result
  ) async throws -> Result {
    let environment = ToolEnvironment()
    switch choice {
    case .udid(let udid):
      try refuse(mutants, faults)
      let attached = try await DeviceList.udids(environment)
      guard attached.contains(udid) else { throw PhoneError.notAttached(udid: udid) }
      return try await body(
        HostedPhone(
          udid: udid, environment: environment, packages: BuiltApps.inCheckout(),
          runner: BuiltApps.runnerFiles()))
    case .simulator(let udid):
      try refuse(mutants, faults)
      return try await body(try await simulator(udid, environment))
    case .virtual(let profile):
      return try await withVirtual(profile: profile, mutants, faults, seed: seed, body)
    case .auto:
      let attached = try await attachedPhones(environment)
      if attached.count > 1 { throw CommandError.severalPhones(attached) }
      if let udid = attached.first {
        try refuse(mutants, faults)
        return try await body(
          HostedPhone(
            udid: udid, environment: environment, packages: BuiltApps.inCheckout(),
            runner: BuiltApps.runnerFiles()))
      }
      Terminal.standardError.write(
        "No phone is attached: rehearsing on a virtual phone. This says nothing about iOS.\n")
      return try await withVirtual(profile: nil, mutants, faults, seed: seed, body)
    }
  }

  private static func simulator(_ udid: String?, _ environment: ToolEnvironment) async throws -> HostedPhone {
    let simulator = try await SimulatorPhone.list(environment).choose(udid)
    var phone = HostedPhone(
      udid: simulator.udid, environment: environment,
      packages: BuiltApps.inCheckout(BuiltApps.simulatorPlace),
      runner: BuiltApps.runnerFiles(BuiltApps.simulatorPlace))
    phone.isSimulator = true
    return phone
  }

  /// No usbmuxd means no phone; that is no fault as long as none was asked for by name.
  private static func attachedPhones(_ environment: ToolEnvironment) async throws -> [String] {
    do {
      return try await DeviceList.udids(environment)
    } catch PhoneError.noMux(address: nil) {
      return []
    }
  }

  /// Rules can be turned over in a model only, and only a model is disturbed at will.
  private static func refuse(_ mutants: [String], _ faults: FaultPlan) throws {
    guard mutants.isEmpty else { throw CommandError.mutantsNeedVirtualPhone }
    guard faults.isEmpty else { throw CommandError.faultsNeedVirtualPhone }
  }

  private static func withVirtual<Result: Sendable>(
    profile: String?, _ mutants: [String], _ faults: FaultPlan, seed: UInt64?,
    _ body: @Sendable (HostedPhone) async throws -> Result
  ) async throws -> Result {
    let habits = try VirtualHabits(profile)
    let model = try PhoneModel(
      profile: habits.profile, mutants: mutants, seed: seed ?? 1, faults: faults, passcode: habits.passcode,
      closing: VirtualHabits.closing)
    model.lock.attend(typingFor: VirtualHabits.typing)
    let twin = try model.twin()
    defer { twin?.shutdown() }
    let server = VirtualPhoneServer()
    let folder = try ScratchFolder()
    do {
      let addresses = try await server.start()
      await server.attach(model, twin)
      let phone = HostedPhone(
        udid: model.udid, environment: ToolEnvironment(muxAddress: addresses.environmentValue),
        packages: try packages(in: folder.url), lockWait: VirtualHabits.lockWait,
        locking: VirtualHabits.locking)
      let result = try await body(phone)
      await end(server, model, folder)
      return result
    } catch {
      await end(server, model, folder)
      throw error
    }
  }

  /// Installable packages of the virtual phone's probe apps.
  private static func packages(in folder: URL) throws -> [ProbeName: URL] {
    var packages: [ProbeName: URL] = [:]
    for probe in Vocabulary.probes {
      guard let bytes = ProbePackage.make(probe) else { continue }
      let file = folder.appendingPathComponent("\(probe).ipa")
      try bytes.write(to: file)
      packages[probe] = file
    }
    return packages
  }

  private static func end(_ server: VirtualPhoneServer, _ model: PhoneModel, _ folder: ScratchFolder) async {
    await server.stop()
    model.shutdown()
    folder.remove()
  }
}

extension HostedPhone {
  /// The phone as the Runner drives it. The token of its Conductor is in the environment where the runner was started
  /// with one, or else comes of the run.
  func connection() throws -> any PhoneConnection {
    if isSimulator { return simulator }
    let token = Self.token
    var phone = try AttachedPhone(
      udid: udid, environment: environment, conductorToken: token, packages: packages)
    phone.runner = runner
    return phone
  }

  /// The Simulator as the Runner drives it.
  var simulator: SimulatorPhone {
    var simulator = SimulatorPhone(
      udid: udid, environment: environment, conductorToken: Self.token, packages: packages)
    simulator.runner = runner
    return simulator
  }

  private static var token: String? {
    ProcessInfo.processInfo.environment[Conductor.tokenEnvironmentName].flatMap { $0.isEmpty ? nil : $0 }
  }
}
