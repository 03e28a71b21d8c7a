import DeviceProtocol
import Foundation

/// A plain port of a probe: what a client sends comes back as the listener turns it.
final class ListenerConversation: ServiceConversation {
  private let listener: @Sendable (Data) -> Data

  init(_ listener: @escaping @Sendable (Data) -> Data) { self.listener = listener }

  func answer(_ frame: UnframedBytes) -> ServiceStep {
    let reply = listener(frame.bytes)
    return ServiceStep(replies: reply.isEmpty ? [] : [reply])
  }
}

/// Bytes without frames: whatever has arrived.
struct UnframedBytes: WireFrame {
  var bytes: Data

  static let prefixLength = 1

  static func length(prefix: ArraySlice<UInt8>) -> Int { prefix.count }

  init(frame: ArraySlice<UInt8>) { bytes = Data(frame) }

  func encoded() -> Data { bytes }
}
