import Device
import Foundation
import ProbeProtocol
import VirtualPhone

/// The Conductor of a virtual phone, asked without a port in between.
struct MemoryConductor: ConductorConnection {
  let device: any VirtualDevice
  let patience: Duration

  func status() async throws -> Conductor.Status { try await exchange(.status, "GET", Data()) }

  func open(_ request: Conductor.SessionRequest) async throws -> Conductor.Status {
    try await exchange(.session, "POST", CanonicalJSON.encode(request))
  }

  func send(_ request: Conductor.OrdersRequest) async throws -> Conductor.OrdersReply {
    try await exchange(.orders, "POST", CanonicalJSON.encode(request))
  }

  func terminate(_ request: Conductor.TerminateRequest) async throws {
    let _: Conductor.Empty = try await exchange(.terminate, "POST", CanonicalJSON.encode(request))
  }

  func fence(_ request: Conductor.FenceRequest) async throws -> Conductor.Logged {
    try await exchange(.fence, "POST", CanonicalJSON.encode(request))
  }

  func canary() async throws -> Conductor.Logged {
    try await exchange(.canary, "POST", CanonicalJSON.encode(Conductor.Empty()))
  }

  func launch(_ request: Conductor.LaunchRequest) async throws -> Conductor.AppReply {
    try await exchange(.launch, "POST", CanonicalJSON.encode(request))
  }

  func activate(_ request: Conductor.AppRequest) async throws -> Conductor.AppReply {
    try await exchange(.activate, "POST", CanonicalJSON.encode(request))
  }

  func background(_ request: Conductor.AppRequest) async throws {
    let _: Conductor.Empty = try await exchange(.background, "POST", CanonicalJSON.encode(request))
  }

  func share(_ request: Conductor.ShareRequest) async throws -> Conductor.ShareReply {
    try await exchange(.share, "POST", CanonicalJSON.encode(request))
  }

  func pick(_ request: Conductor.PickerRequest) async throws -> Conductor.PickerReply {
    try await exchange(.picker, "POST", CanonicalJSON.encode(request))
  }

  func answer(_ request: Conductor.AlertRequest) async throws -> Conductor.AlertReply {
    try await exchange(.alert, "POST", CanonicalJSON.encode(request))
  }

  func lock() async throws -> Conductor.LockReply {
    try await exchange(.lock, "POST", CanonicalJSON.encode(Conductor.Empty()))
  }

  func unlock() async throws -> Conductor.LockReply {
    try await exchange(.unlock, "POST", CanonicalJSON.encode(Conductor.Empty()))
  }

  private func exchange<Reply: Decodable>(
    _ path: Conductor.Path, _ method: String, _ body: Data
  ) async throws -> Reply {
    let (status, bytes) = try await answer(path, method, body)
    guard status == 200 else {
      if let refusal = try? JSONDecoder().decode(Conductor.Refusal.self, from: bytes) {
        throw ConductorError.refused(refusal)
      }
      throw ConductorError.unreachable("nobody listens")
    }
    do {
      return try JSONDecoder().decode(Reply.self, from: bytes)
    } catch {
      throw ConductorError.badReply(path: path.rawValue, why: "\(error)")
    }
  }

  /// A phone that never answers keeps its own task waiting and not the harness.
  private func answer(
    _ path: Conductor.Path, _ method: String, _ body: Data
  ) async throws -> (status: Int, body: Data) {
    let (answers, continuation) = AsyncStream.makeStream(of: (status: Int, body: Data)?.self)
    let asking = Task { [device] in
      continuation.yield(
        await device.conductor(
          method: method, path: path.rawValue, authorization: "Bearer token", body: body))
    }
    // A picker is walked through folder by folder.
    let patience = path == .picker ? patience * 4 : patience
    let timer = Task {
      try? await Task.sleep(for: patience)
      continuation.yield(nil)
    }
    defer {
      asking.cancel()
      timer.cancel()
    }
    for await answer in answers {
      guard let answer else {
        throw ConductorError.timedOut(path: path.rawValue, seconds: Double(patience.components.seconds))
      }
      return answer
    }
    throw CancellationError()
  }
}
