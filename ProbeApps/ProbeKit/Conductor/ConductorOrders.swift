import ProbeProtocol

extension ConductorCore {
  /// Hands an order list of this run to an app.
  func hand(_ request: Conductor.OrdersRequest, run: RunID) async throws -> Conductor.OrdersReply {
    do throws(OrderInboxError) {
      let list = try OrderInbox.orders(encoded: request.orders)
      guard list.run == run else {
        throw OrderInboxError.unreadable(
          .notAnOrderList("it is for run \(list.run), this session for \(run)"))
      }
    } catch {
      throw Conductor.Refusal(code: .badRequest, message: EventData.cut(error.description, to: 400))
    }
    try await refuseLocked(request.bundle)
    let pid = try await refusing(request.bundle) { try await hand(request) }
    return Conductor.OrdersReply(pid: pid)
  }

  /// Turns what the launcher throws into a refusal.
  func refusing<Result: Sendable>(
    _ bundle: String, _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch let error as LaunchError {
      throw Conductor.Refusal(error, bundle)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw Conductor.Refusal(.failed(String(describing: error)), bundle)
    }
  }

  private func hand(_ request: Conductor.OrdersRequest) async throws -> Int32 {
    let isRunning = await launcher.isRunning(bundle: request.bundle)
    if isRunning, request.delivery == .deliver {
      let url = OrderInbox.url(bundle: request.bundle, encodedOrders: request.orders)
      return try await launcher.open(bundle: request.bundle, url: url)
    }
    if isRunning { try await launcher.terminate(bundle: request.bundle) }
    return try await launcher.launch(
      bundle: request.bundle, environment: [OrderList.environmentName: request.orders])
  }
}

extension Conductor.Refusal {
  init(_ error: LaunchError, _ bundle: String) {
    let bundle = EventData.cut(bundle, to: 160)
    switch error {
    case .notInstalled: self.init(code: .notInstalled, message: "no app \(bundle) is installed")
    case .locked:
      self.init(code: .locked, message: "the phone is locked: unlock it to reach \(bundle)")
    case .failed(let words):
      self.init(code: .launchFailed, message: "\(bundle): \(EventData.cut(words, to: 400))")
    }
  }
}
