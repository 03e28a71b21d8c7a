import ProbeProtocol

/// How the Conductor's port is reached from this machine.
struct ConductorDoor: Sendable {
  private var way: Way

  private enum Way: Sendable {
    case forwarded(PortForward)
    case here(port: Int)
  }

  /// Through usbmuxd.
  static func forwarded(_ forward: PortForward) -> ConductorDoor { ConductorDoor(way: .forwarded(forward)) }

  /// A Simulator's processes listen on the loopback interface of the Mac itself.
  static func here(port: Int) -> ConductorDoor { ConductorDoor(way: .here(port: port)) }

  /// Has the port open while the body runs.
  /// - Throws: `ToolError`; what the body throws.
  func open<Result: Sendable>(
    _ body: @Sendable (_ localPort: Int) async throws -> Result
  ) async throws -> Result {
    switch way {
    case .forwarded(let forward): try await forward.forward(devicePort: Conductor.port, body)
    case .here(let port): try await body(port)
    }
  }
}
