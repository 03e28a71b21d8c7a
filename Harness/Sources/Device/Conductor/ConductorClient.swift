import Foundation
public import ProbeProtocol

/// Speaks to the Conductor through a port on this machine.
public struct ConductorClient: ConductorConnection {
  var port: Int
  var token: String
  var timeLimit: Duration
  private let turn = RequestTurn()

  /// - Parameters:
  ///   - port: on 127.0.0.1.
  ///   - token: the bearer token.
  ///   - timeLimit: for each request; launching an app takes a phone some seconds.
  public init(port: Int, token: String, timeLimit: Duration = .seconds(30)) {
    self.port = port
    self.token = token
    self.timeLimit = timeLimit
  }

  public func status() async throws -> Conductor.Status { try await exchange(.status, "GET", nil) }

  public func open(_ request: Conductor.SessionRequest) async throws -> Conductor.Status {
    try await exchange(.session, "POST", CanonicalJSON.encode(request))
  }

  public func send(_ request: Conductor.OrdersRequest) async throws -> Conductor.OrdersReply {
    try await exchange(.orders, "POST", CanonicalJSON.encode(request))
  }

  public func terminate(_ request: Conductor.TerminateRequest) async throws {
    let _: Conductor.Empty = try await exchange(.terminate, "POST", CanonicalJSON.encode(request))
  }

  public func fence(_ request: Conductor.FenceRequest) async throws -> Conductor.Logged {
    try await exchange(.fence, "POST", CanonicalJSON.encode(request))
  }

  public func canary() async throws -> Conductor.Logged {
    try await exchange(.canary, "POST", CanonicalJSON.encode(Conductor.Empty()))
  }

  public func end() async throws { let _: Conductor.Empty = try await post(.end, Conductor.Empty()) }

  func post<Reply: Decodable>(
    _ path: Conductor.Path, _ request: some Encodable & Sendable, longer: Duration = .zero
  ) async throws -> Reply {
    try await exchange(path, "POST", CanonicalJSON.encode(request), longer: longer)
  }

  private func exchange<Reply: Decodable>(
    _ path: Conductor.Path, _ method: String, _ body: Data?, longer: Duration = .zero
  ) async throws -> Reply {
    let timeLimit = timeLimit + longer
    let request = HTTPExchange.Request(
      method: method, path: path.rawValue, authorization: "Bearer \(token)", body: body ?? Data())
    let reply = try await turn.take { [port] in
      try await HTTPExchange.perform(request, port: port, timeLimit: timeLimit)
    }
    guard reply.status == 200 else {
      if let refusal = try? JSONDecoder().decode(Conductor.Refusal.self, from: reply.body) {
        throw ConductorError.refused(refusal)
      }
      throw ConductorError.badReply(path: path.rawValue, why: "HTTP status \(reply.status)")
    }
    do {
      return try JSONDecoder().decode(Reply.self, from: reply.body)
    } catch {
      throw ConductorError.badReply(path: path.rawValue, why: "\(error)")
    }
  }
}
