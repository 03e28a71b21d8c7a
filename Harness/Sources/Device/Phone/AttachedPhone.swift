public import Foundation
public import ProbeProtocol

/// A phone behind usbmuxd, real or virtual: the harness does not know which.
public struct AttachedPhone: PhoneConnection {
  /// Reads a file of an app's data container; nil where it does not exist.
  public typealias FileReader =
    @Sendable (_ bundle: String, _ path: String, _ limit: Int) async throws -> Data?

  /// Carries out what the host wants of a container.
  public typealias ContainerReader = @Sendable (ContainerRequest) async throws -> ContainerReply

  public let udid: String
  var environment: ToolEnvironment
  var logService: LogSource.Service?
  var conductorToken: String?
  var packages: [ProbeName: URL]
  var reader: FileReader
  var containers: ContainerReader?
  /// With what a Conductor that does not answer is started; nil leaves that to somebody else.
  public var runner: RunnerFiles?
  /// How long such a runner is waited for.
  public var runnerPatience = RunnerPatience()

  /// - Parameters:
  ///   - environment: where tools are found and which usbmuxd they talk to.
  ///   - logService: the relay to use where the tool leaves a choice.
  ///   - conductorToken: what the Conductor was started with; nil takes the run's.
  ///   - packages: installable packages of probe apps.
  ///   - reader: pulls files, through house_arrest.
  public init(
    udid: String, environment: ToolEnvironment, logService: LogSource.Service? = nil,
    conductorToken: String? = nil,
    packages: [ProbeName: URL] = [:], reader: @escaping FileReader
  ) {
    self.udid = udid
    self.environment = environment
    self.logService = logService
    self.conductorToken = conductorToken
    self.packages = packages
    self.reader = reader
  }

  /// As above, with files pulled by ``HouseArrestClient`` through the usbmuxd of the environment.
  /// - Throws: `HouseArrestError` where the environment names no socket.
  public init(
    udid: String, environment: ToolEnvironment, logService: LogSource.Service? = nil,
    conductorToken: String? = nil,
    packages: [ProbeName: URL] = [:]
  ) throws {
    let client = HouseArrestClient(udid: udid, address: try UsbmuxAddress(environment.muxAddress))
    self.init(
      udid: udid, environment: environment, logService: logService, conductorToken: conductorToken,
      packages: packages
    ) { bundle, path, limit in try await client.readFile(bundle: bundle, path: path, limit: limit) }
    containers = { try await client.answer($0) }
  }

  public func toolVersions() async -> [String: String] {
    var versions: [String: String] = [:]
    for tool in Tool.allCases { versions[tool.rawValue] = await environment.version(of: tool) }
    return versions
  }

  public func lockdownValues() async throws -> LockdownValues {
    try await LockdownValues.read(udid: udid, environment)
  }

  public func installedApplications() async throws -> [InstalledApplication] {
    try await installer.list()
  }

  public func logSource() async throws -> LogSource {
    try await LogSource.probe(environment, wanted: logService)
  }

  public func captureLog(
    from source: LogSource, _ receive: @escaping @Sendable (LogCaptureEvent) async throws -> Void
  ) async throws {
    try await LogCapture(environment: environment, udid: udid, source: source).run(receive)
  }

  public func withConductor(
    _ brief: RunnerBrief, _ body: @escaping @Sendable (any ConductorConnection) async throws -> Void
  ) async throws {
    try await ConductorReach(
      environment: environment, udid: udid,
      door: .forwarded(PortForward(environment: environment, udid: udid)), token: conductorToken,
      runner: runner, patience: runnerPatience, means: { await means(with: $0) }
    ).with(brief, body)
  }

  private func means(with files: RunnerFiles) async -> RunnerMeans {
    let applications = (try? await installer.list()) ?? []
    return RunnerMeans(
      files, programs: environment.runnerPrograms,
      runner: applications.first { $0.probe == .conductor }?.bundle,
      systemVersion: try? await lockdownValues().productVersion)
  }

  public func readFile(bundle: String, path: String, limit: Int) async throws -> Data? {
    try await reader(bundle, path, limit)
  }

  public func answer(_ request: ContainerRequest) async throws -> ContainerReply {
    guard let containers else {
      return ContainerReply(.unsupported("this connection does not reach the phone's containers"))
    }
    return try await containers(request)
  }

  public func package(of probe: ProbeName) -> URL? { packages[probe] }

  public func reinstall(bundle: String, from package: URL) async throws {
    try await uninstall(bundle: bundle)
    try await install(package)
    // Exit codes of the installer do not tell whether it worked; the phone's own list does.
    guard try await installer.list().contains(where: { $0.bundle == bundle }) else {
      throw PhoneError.notInstalled(bundle: bundle)
    }
  }

  public func install(_ package: URL) async throws { try await packageInstaller.install(package) }

  public func uninstall(bundle: String) async throws { try await packageInstaller.uninstall(bundle: bundle) }

  private var packageInstaller: PackageInstaller { PackageInstaller(environment: environment, udid: udid) }

  private var installer: AppInstaller { AppInstaller(environment: environment, udid: udid) }
}
