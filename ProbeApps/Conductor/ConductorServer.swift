import Foundation
import Network
import ProbeKit
import ProbeProtocol

/// The Conductor's HTTP server. It listens on the loopback interface alone, where usbmux arrives and nobody on the
/// network does.
final class ConductorServer {
  private let listener: NWListener

  init(core: ConductorCore) throws {
    let parameters = NWParameters.tcp
    parameters.allowLocalEndpointReuse = true
    parameters.requiredLocalEndpoint = .hostPort(
      host: .ipv4(.loopback), port: NWEndpoint.Port(integerLiteral: UInt16(Conductor.port)))
    listener = try NWListener(using: parameters)
    listener.stateUpdateHandler = { state in
      // An older runner may still have the port. The harness waits for an answer in vain, and the log says why.
      if case .failed(let error) = state {
        LiveSystem().log("SandProbe: the Conductor cannot listen: \(error)", level: .default)
      }
    }
    listener.newConnectionHandler = { connection in
      let client = ConductorClient(connection: connection, core: core)
      Task.detached { await client.serve() }
    }
  }

  func start() { listener.start(queue: DispatchQueue(label: "sandprobe.conductor")) }
}

/// One connection: its requests are answered one after another.
private struct ConductorClient: @unchecked Sendable {
  let connection: NWConnection
  let core: ConductorCore

  func serve() async {
    connection.start(queue: DispatchQueue(label: "sandprobe.connection"))
    defer { connection.cancel() }
    var reader = HTTPRequestReader()
    while let bytes = await received() {
      do {
        for request in try reader.take(bytes) {
          guard await answer(request) else { return }
        }
        if let fault = reader.trouble { return await refuse(fault) }
      } catch {
        return await refuse(error)
      }
    }
  }

  /// - Returns: Whether the connection stays open.
  private func answer(_ request: HTTPRequest) async -> Bool {
    let reply = await core.handle(
      method: request.method, path: request.path, authorization: request.authorization, body: request.body)
    await send(HTTPReply.bytes(status: reply.status, body: reply.body, keepsAlive: request.keepsAlive))
    return request.keepsAlive
  }

  private func refuse(_ fault: HTTPFault) async {
    await send(HTTPReply.bytes(status: fault.status, body: Data("{}".utf8), keepsAlive: false))
  }

  private func received() async -> Data? {
    await withCheckedContinuation { continuation in
      connection.receive(minimumIncompleteLength: 1, maximumLength: 65_536) { bytes, _, _, _ in
        continuation.resume(returning: bytes.flatMap { $0.isEmpty ? nil : $0 })
      }
    }
  }

  private func send(_ bytes: Data) async {
    await withCheckedContinuation { continuation in
      connection.send(content: bytes, completion: .contentProcessed { _ in continuation.resume() })
    }
  }
}
