import Foundation
import VirtualPhone

/// Serves virtual phones in this process.
func withPhones(
  _ models: [PhoneModel], _ body: @Sendable (_ variables: [String: String]) async throws -> Void
) async throws {
  try await withServer(of: models) { _, variables in try await body(variables) }
}

/// As `withPhones`, with the server at hand.
func withServer(
  of models: [PhoneModel],
  _ body: @Sendable (VirtualPhoneServer, _ variables: [String: String]) async throws -> Void
) async throws {
  let server = VirtualPhoneServer()
  let addresses = try await server.start()
  for model in models { await server.attach(model) }
  func end() async {
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
