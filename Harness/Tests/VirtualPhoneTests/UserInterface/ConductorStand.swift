import Device
import Foundation
import ProbeProtocol
import Testing
import VirtualPhone

/// A virtual phone whose Conductor is reached as a real one is: HTTP over iproxy over usbmux.
struct ConductorStand: Sendable {
  static let isPossible = Tool.path(of: "iproxy") != nil
  static let app = "dev.sandprobe.GroupMemberA"
  static let session = Conductor.SessionRequest(run: "run-1", key: .random(), heartbeatInterval: 1_000)

  let model: PhoneModel
  let client: ConductorClient
  let port: Int
  /// What touches on its screen came to.
  let events: EventBox

  /// - Parameters:
  ///   - timeLimit: that the client gives each request.
  ///   - opens: whether a session is opened and the app is launched before the body runs.
  static func with(
    passcode: String? = nil, faults: String = "", timeLimit: Duration = .seconds(30), opens: Bool = true,
    _ body: @escaping @Sendable (ConductorStand) async throws -> Void
  ) async throws {
    let plan = faults.isEmpty ? FaultPlan() : try FaultPlan(parsing: faults)
    let model = try PhoneModel(chatter: false, faults: plan, passcode: passcode)
    defer { model.shutdown() }
    let events = EventBox()
    model.screen.observe { events.add($0) }
    let server = VirtualPhoneServer()
    let addresses = try await server.start()
    await server.attach(model.disturbed())
    do {
      let environment = ToolEnvironment(muxAddress: addresses.environmentValue)
      try await PortForward(environment: environment, udid: model.udid).forward(devicePort: Conductor.port) {
        port in
        let client = ConductorClient(port: port, token: "t", timeLimit: timeLimit)
        if opens {
          _ = try await client.open(session)
          _ = try await client.launch(.init(bundle: app))
        }
        try await body(ConductorStand(model: model, client: client, port: port, events: events))
      }
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  /// The refusal that a request meets.
  func refusal(_ request: () async throws -> Void) async throws -> Conductor.Refusal {
    do {
      try await request()
    } catch ConductorError.refused(let refusal) {
      return refusal
    }
    throw NotRefused()
  }

  struct NotRefused: Error {}
}

/// What happened, in order.
final class EventBox: @unchecked Sendable {
  private let lock = NSLock()
  private var events: [ScreenEvent] = []

  var all: [ScreenEvent] { lock.withLock { events } }
  func add(_ event: ScreenEvent) { lock.withLock { events.append(event) } }
}
