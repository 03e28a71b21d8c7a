import DeviceProtocol
public import Foundation
public import ProbeProtocol

/// A booted Simulator on this Mac, through simctl.
///
/// Simulators check neither entitlements nor the sandbox as phones do: a run in one says what is claimed of the
/// Simulator, and shows that the probes work.
public struct SimulatorPhone: PhoneConnection {
  public let udid: String
  var environment: ToolEnvironment
  var conductorToken: String?
  var packages: [ProbeName: URL]
  var conductorPort: Int
  /// With what a Conductor that does not answer is started; nil leaves that to somebody else.
  public var runner: RunnerFiles?
  /// How long such a runner is waited for.
  public var runnerPatience = RunnerPatience()

  private static let slow = ToolLimits(time: .seconds(300), output: 4 << 20)
  /// CoreSimulator's service may have to be started for the first question.
  private static let usual = ToolLimits(time: .seconds(60))

  /// - Parameters:
  ///   - conductorToken: what the Conductor was started with; nil takes the run's.
  ///   - packages: apps that were built for Simulators.
  ///   - conductorPort: on the loopback interface, which Simulators share with their Mac.
  public init(
    udid: String, environment: ToolEnvironment, conductorToken: String? = nil,
    packages: [ProbeName: URL] = [:], conductorPort: Int = Conductor.port
  ) {
    self.udid = udid
    self.environment = environment
    self.conductorToken = conductorToken
    self.packages = packages
    self.conductorPort = conductorPort
  }

  /// The Simulators of this Mac.
  /// - Throws: ``SimulatorError``, `ToolError`, `CancellationError`.
  public static func list(_ environment: ToolEnvironment) async throws -> SimulatorList {
    let output = try await perform(SimctlRoute.list(), environment)
    guard let list = SimulatorList(output.standardOutput) else {
      throw SimulatorError.unreadable(command: output.command, why: "it is no list of devices")
    }
    return list
  }

  public func toolVersions() async -> [String: String] {
    guard let output = try? await environment.run(ToolCommand("xcodebuild", ["-version"])), output.isSuccess
    else { return [:] }
    let lines = String(decoding: output.standardOutput.prefix(400), as: UTF8.self).split(
      whereSeparator: \.isNewline)
    return ["xcodebuild": lines.joined(separator: ", ")]
  }

  public func lockdownValues() async throws -> LockdownValues {
    let simulator = try await Self.list(environment).choose(udid)
    var values: [String: PropertyList] = [
      "UniqueDeviceID": .string(simulator.udid), "DeviceName": .string(simulator.name),
      "ProductVersion": .string(simulator.version),
    ]
    values["ProductType"] = (simulator.model ?? simulator.type).map { .string($0) }
    values["BuildVersion"] = simulator.build.map { .string($0) }
    return LockdownValues(values: values, isSimulator: true)
  }

  public func installedApplications() async throws -> [InstalledApplication] {
    let output = try await perform(SimctlRoute(udid: udid).apps())
    return try SimulatorApps.apps(in: output.standardOutput, command: output.command)
      .map { InstalledApplication($0) }
  }

  public func logSource() async throws -> LogSource {
    let command = SimctlRoute(udid: udid).log()
    return LogSource(
      service: .simulatorLog, arguments: command.arguments.filter { $0 != udid }, program: command.program)
  }

  public func captureLog(
    from source: LogSource, _ receive: @escaping @Sendable (LogCaptureEvent) async throws -> Void
  ) async throws {
    let tool = LongRunningTool(
      environment: environment, command: SimctlRoute(udid: udid).log(), shown: source.command,
      teardown: .orderly)
    try await receive(.started(command: source.command))
    let status = try await tool.run(
      output: { try await receive(.output($0)) }, complaint: { try await receive(.complaint($0)) })
    try await receive(.ended(status: status))
  }

  public func withConductor(
    _ brief: RunnerBrief, _ body: @escaping @Sendable (any ConductorConnection) async throws -> Void
  ) async throws {
    try await ConductorReach(
      environment: environment, udid: udid, door: .here(port: conductorPort), token: conductorToken,
      runner: runner, patience: runnerPatience,
      means: { [environment] in
        RunnerMeans(
          $0, programs: environment.runnerPrograms, runner: nil, systemVersion: nil, isSimulator: true)
      }
    ).with(brief, body)
  }

  public func readFile(bundle: String, path: String, limit: Int) async throws -> Data? {
    let output = try await perform(SimctlRoute(udid: udid).container(of: bundle))
    let folder = String(decoding: output.standardOutput, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard folder.hasPrefix("/") else {
      throw SimulatorError.unreadable(command: output.command, why: "it is no path")
    }
    return try LocalContainer(folder).read(path, limit: limit)
  }

  public func answer(_ request: ContainerRequest) async throws -> ContainerReply {
    ContainerReply(.unsupported("a Simulator has no house_arrest: its containers are folders of the Mac"))
  }

  public func package(of probe: ProbeName) -> URL? { packages[probe] }

  public func reinstall(bundle: String, from package: URL) async throws {
    try await uninstall(bundle: bundle)
    try await install(package)
    guard try await installedApplications().contains(where: { $0.bundle == bundle }) else {
      throw PhoneError.notInstalled(bundle: bundle)
    }
  }

  public func install(_ package: URL) async throws {
    _ = try await perform(SimctlRoute(udid: udid).install(package.path), limits: Self.slow)
  }

  public func uninstall(bundle: String) async throws {
    _ = try await perform(SimctlRoute(udid: udid).uninstall(bundle), limits: Self.slow)
  }

  private func perform(_ command: ToolCommand, limits: ToolLimits = usual) async throws -> ToolOutput {
    try await Self.perform(command, environment, limits: limits)
  }

  private static func perform(
    _ command: ToolCommand, _ environment: ToolEnvironment, limits: ToolLimits = usual
  ) async throws -> ToolOutput {
    guard let output = try await environment.run(command, limits: limits) else {
      throw SimulatorError.noXcode
    }
    guard output.isSuccess else {
      throw ToolError.failed(command: output.command, status: output.status, complaint: output.complaint)
    }
    return output
  }
}
