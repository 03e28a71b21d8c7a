import DeviceProtocol
import Foundation
import NIOCore

/// A service that answers requests one after another.
///
/// It is called on a thread that may block, never twice at once.
protocol ServiceConversation: AnyObject, Sendable {
  associatedtype Frame: WireFrame

  func answer(_ frame: Frame) throws -> ServiceStep

  /// The connection is gone; called once.
  func end()
}

extension ServiceConversation {
  func end() {}
}

/// What a service does with a request.
struct ServiceStep: Sendable {
  enum Next: Sendable {
    case goOn
    case close
    /// TLS begins behind the replies.
    case startTLS
    /// Another handler takes the connection over behind the replies.
    case handOver(@Sendable (PhoneHub) -> any ChannelHandler)
  }

  var replies: [Data] = []
  var next = Next.goOn

  /// Replies in lockdownd's form.
  static func reply(_ messages: PropertyList..., next: Next = .goOn) throws(WireError) -> ServiceStep {
    var replies: [Data] = []
    for message in messages { replies.append(try LockdownFrame(message).encoded()) }
    return ServiceStep(replies: replies, next: next)
  }
}
