import Foundation
import NIOCore
import NIOPosix
import ProbeProtocol

/// iproxy: a port on this machine that leads to a port on the phone.
public struct PortForward: Sendable {
  var environment: ToolEnvironment
  var udid: String
  /// How long iproxy is given to open its port.
  var timeLimit: Duration

  public init(environment: ToolEnvironment, udid: String, timeLimit: Duration = .seconds(10)) {
    self.environment = environment
    self.udid = udid
    self.timeLimit = timeLimit
  }

  /// Forwards a port while the body runs, and starts iproxy again should it end meanwhile. iproxy is gone when this
  /// returns.
  ///
  /// An open port says nothing about the phone: iproxy takes connections at once and only then looks for it.
  /// - Throws: `ToolError`; what the body throws.
  public func forward<Result: Sendable>(
    devicePort: Int, _ body: @Sendable (_ localPort: Int) async throws -> Result
  ) async throws -> Result {
    let takesPairs = try await environment.help(of: .portForward).contains("LOCAL_PORT:DEVICE_PORT")
    var lastError: any Error = CancellationError()
    // Between choosing a free port and binding it somebody else may take it.
    for _ in 0..<3 {
      let port = try Self.freePort()
      let arguments =
        takesPairs ? ["\(port):\(devicePort)", "-u", udid] : ["\(port)", "\(devicePort)", udid]
      let tool = LongRunningTool(environment: environment, tool: .portForward, arguments: arguments)
      do {
        return try await Self.forward(port, through: tool, timeLimit: timeLimit, body)
      } catch let error as PortNotOpened {
        lastError = error.cause
      }
    }
    throw lastError
  }

  /// iproxy did not open its port; nothing was forwarded yet.
  private struct PortNotOpened: Error {
    var cause: ToolError
  }

  private static func forward<Result: Sendable>(
    _ port: Int, through tool: LongRunningTool, timeLimit: Duration,
    _ body: @Sendable (Int) async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      let complaints = Complaints()
      group.addTask { await keepRunning(tool, complaints) }
      guard try await waitUntilOpen(port, timeLimit: timeLimit, complaints) else {
        throw PortNotOpened(cause: await complaints.error(command: tool.shown, limit: timeLimit))
      }
      return try await body(port)
    }
  }

  private static func keepRunning(_ tool: LongRunningTool, _ complaints: Complaints) async {
    while !Task.isCancelled {
      do {
        let status = try await tool.run(output: { _ in }, complaint: { await complaints.add($0) })
        await complaints.ended(status)
      } catch {
        await complaints.ended("\(error)")
      }
      try? await Task.sleep(for: .milliseconds(250))
    }
  }

  private static func waitUntilOpen(
    _ port: Int, timeLimit: Duration, _ complaints: Complaints
  ) async throws -> Bool {
    let deadline = ContinuousClock.now + timeLimit
    while ContinuousClock.now < deadline {
      if let channel = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connectTimeout(.seconds(1)).connect(host: "127.0.0.1", port: port).get()
      {
        // iproxy must be done with this connection before the next one comes: see RequestTurn.
        let isClosed = channel.closeFuture
        channel.close(mode: .output, promise: nil)
        channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
        try? await isClosed.get()
        return await !complaints.hasEnded
      }
      if await complaints.hasEnded { return false }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  /// A port of the loopback interface that nobody listens on at the moment.
  ///
  /// It lies below what systems give away by themselves (from 32,768 on Linux, from 49,152 on macOS): there, another
  /// program could be given it before iproxy takes it, and a connection to it could even meet itself.
  private static func freePort() throws -> Int {
    for _ in 0..<50 {
      let port = Int.random(in: 20_000..<32_000)
      if isFree(port) { return port }
    }
    throw ToolError.notStarted(command: Tool.portForward.rawValue, why: "no free port on 127.0.0.1")
  }

  /// Whether a socket can have the port. It does not listen: a program that is being started holds every descriptor of this
  /// one for a moment, and a connection to one that listens would find somebody there.
  private static func isFree(_ port: Int) -> Bool {
    #if canImport(Darwin)
      let stream = SOCK_STREAM
    #else
      let stream = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, stream, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// What iproxy said and how it last ended.
  private actor Complaints {
    private var text = ""
    private var status: String?

    var hasEnded: Bool { status != nil }

    func add(_ more: String) { text = String((text + more).suffix(4_000)) }
    func ended(_ status: String) { self.status = status }

    func error(command: String, limit: Duration) -> ToolError {
      guard let status else { return .timedOut(command: command, seconds: limit.seconds) }
      return .failed(command: command, status: status, complaint: ToolOutput.tail(of: text))
    }
  }
}
