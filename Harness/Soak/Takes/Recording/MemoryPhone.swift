import Device
import DeviceProtocol
import Foundation
import ProbeProtocol
import VirtualPhone

/// A virtual phone without tools and sockets in between: the harness talks to it in memory. Its log arrives in the very
/// bytes that idevicesyslog 1.3.0 prints.
struct MemoryPhone: PhoneConnection {
  let device: any VirtualDevice
  let reel: Reel
  /// How long an answer of the Conductor may take.
  let patience: Duration

  var udid: String { device.udid }

  func toolVersions() async -> [String: String] { [:] }

  func lockdownValues() async throws -> LockdownValues {
    LockdownValues(values: device.lockdownValue(domain: nil, key: nil)?.dictionaryValue ?? [:])
  }

  func installedApplications() async throws -> [InstalledApplication] {
    device.installedApplications().compactMap(InstalledApplication.init)
  }

  func logSource() async throws -> LogSource { LogSource(service: .syslogRelay, arguments: []) }

  func captureLog(
    from source: LogSource, _ receive: @escaping @Sendable (LogCaptureEvent) async throws -> Void
  ) async throws {
    try await receive(.started(command: source.command))
    let (stream, continuation) = AsyncStream.makeStream(of: PhoneLogRecord.self)
    let observation = device.observeLog { continuation.yield($0) }
    defer { observation.cancel() }
    let print = RelayPrint(host: reel.host)
    try await receive(.output(reel.add(.words(RelayPrint.connected), print)))
    for await record in stream {
      let bytes = reel.add(.record(record), print)
      if !bytes.isEmpty { try await receive(.output(bytes)) }
    }
    throw CancellationError()
  }

  func withConductor(
    _ brief: RunnerBrief, _ body: @escaping @Sendable (any ConductorConnection) async throws -> Void
  ) async throws {
    try await body(MemoryConductor(device: device, patience: patience))
  }

  func readFile(bundle: String, path: String, limit: Int) async throws -> Data? {
    do throws(VirtualDeviceError) {
      return try device.container(bundle: bundle, documentsOnly: false).read(path)
    } catch .noSuchFile {
      return nil
    }
  }

  func answer(_ request: ContainerRequest) async throws -> ContainerReply {
    MemoryContainers(device: device).answer(request)
  }

  func package(of probe: ProbeName) -> URL? {
    ProbePackage.make(probe) == nil ? nil : URL(fileURLWithPath: "/\(probe)")
  }

  func reinstall(bundle: String, from package: URL) async throws {
    guard let bytes = ProbePackage.make(ProbeName(package.lastPathComponent)) else {
      throw PhoneError.notInstalled(bundle: bundle)
    }
    try device.uninstall(bundle: bundle)
    let file = "\(package.lastPathComponent).ipa"
    try device.mediaFolder.write(file, bytes)
    try device.install(packageAt: file)
  }
}
