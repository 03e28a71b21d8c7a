import Foundation
public import ProbeProtocol

/// The requests that move apps and touch the screen.
extension ConductorClient {
  public func launch(_ request: Conductor.LaunchRequest) async throws -> Conductor.AppReply {
    try await post(.launch, request)
  }

  public func activate(_ request: Conductor.AppRequest) async throws -> Conductor.AppReply {
    try await post(.activate, request)
  }

  public func background(_ request: Conductor.AppRequest) async throws {
    let _: Conductor.Empty = try await post(.background, request)
  }

  public func share(_ request: Conductor.ShareRequest) async throws -> Conductor.ShareReply {
    try await post(.share, request, longer: Self.time(for: request.timeLimit, lookups: 3))
  }

  public func pick(_ request: Conductor.PickerRequest) async throws -> Conductor.PickerReply {
    let lookups = 5 + request.folders.count
    return try await post(.picker, request, longer: Self.time(for: request.timeLimit, lookups: lookups))
  }

  public func answer(_ request: Conductor.AlertRequest) async throws -> Conductor.AlertReply {
    try await post(.alert, request, longer: Self.time(for: request.timeLimit, lookups: 2))
  }

  public func lock() async throws -> Conductor.LockReply { try await post(.lock, Conductor.Empty()) }

  public func unlock() async throws -> Conductor.LockReply { try await post(.unlock, Conductor.Empty()) }

  public func isLocked() async throws -> Conductor.LockReply {
    try await post(.isLocked, Conductor.Empty())
  }

  public func screenshot() async throws -> Conductor.Screenshot {
    try await post(.screenshot, Conductor.Empty())
  }

  public func tree(_ request: Conductor.TreeRequest) async throws -> Conductor.ElementTree {
    try await post(.tree, request)
  }

  /// The Conductor waits for each thing that it looks for, and says itself when it did not come: it is given that
  /// time beside its own.
  private static func time(for timeLimit: Int?, lookups: Int) -> Duration {
    .milliseconds((timeLimit ?? Conductor.ScreenTime.standard) * lookups)
  }
}
