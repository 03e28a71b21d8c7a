import Foundation
import VirtualPhone

/// Serves virtual phones in this process.
func withPhones(
  _ models: [PhoneModel], _ body: @Sendable (_ variables: [String: String]) async throws -> Void
) async throws {
  try await withServer(of: models) { _, variables in try await body(variables) }
}

/// As `withPhones`, with the server at hand.
/// - Parameter hand: holds the phones from their first order on; it lets go when the body is done.
func withServer(
  of models: [PhoneModel], heldBy hand: Hand? = nil,
  _ body: @Sendable (VirtualPhoneServer, _ variables: [String: String]) async throws -> Void
) async throws {
  let server = VirtualPhoneServer()
  let addresses = try await server.start()
  for model in models {
    if let hand {
      await server.attach(HeldPhone(device: model, hand: hand))
    } else {
      await server.attach(model)
    }
  }
  func end() async {
    hand?.letGo()
    await server.stop()
    for model in models { model.shutdown() }
  }
  do {
    try await body(server, ["USBMUXD_SOCKET_ADDRESS": addresses.environmentValue])
    await end()
  } catch {
    await end()
    throw error
  }
}

/// Holds a phone in the middle of its first scenario, so that a test can pull the cable there however slow it is itself.
final class Hand: @unchecked Sendable {
  private let lock = NSLock()
  private var isHolding = false
  private var hasLetGo = false

  struct NeverAsked: Error {}

  /// Waits until the phone is held: its first order has come. The limit is for a program that hangs, not a measure of
  /// speed.
  func waitUntilItHolds() async throws {
    for _ in 0..<12_000 {
      if lock.withLock({ isHolding }) { return }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw NeverAsked()
  }

  func letGo() { lock.withLock { hasLetGo = true } }

  fileprivate func hold() async {
    lock.withLock { isHolding = true }
    while !lock.withLock({ hasLetGo }) { try? await Task.sleep(for: .milliseconds(5)) }
  }
}

/// A phone whose Conductor takes an order and never answers, for as long as a hand holds it.
private struct HeldPhone: DisguisedDevice {
  var device: any VirtualDevice
  var hand: Hand

  func conductor(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    if path == "/orders" {
      await hand.hold()
      return (status: 0, body: Data())
    }
    return await device.conductor(method: method, path: path, authorization: authorization, body: body)
  }
}

/// Marks a program and its children, to see whether any is left.
struct Mark {
  private static let name = "SANDPROBE_TEST_MARK"
  private let value = UUID().uuidString

  var variables: [String: String] { [Self.name: value] }

  /// Waits until none of them is left. The limit is for those that would stay, not a measure of speed.
  func isGone() async throws -> Bool {
    for _ in 0..<3_000 {
      if processes.isEmpty { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  /// The processes that inherited the mark and still run.
  var processes: [pid_t] {
    #if os(Linux)
      let marked = Data("\(Self.name)=\(value)\0".utf8)
      return URL(fileURLWithPath: "/proc").names.compactMap { pid_t($0) }.filter { pid in
        (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/environ")))?.range(of: marked) != nil
      }
    #else
      return []
    #endif
  }
}
