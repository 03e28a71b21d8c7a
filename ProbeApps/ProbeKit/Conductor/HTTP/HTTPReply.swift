public import Foundation

/// A reply as its bytes go over the connection.
public enum HTTPReply {
  /// - Parameter keepsAlive: Whether the connection stays open after it.
  public static func bytes(status: Int, body: Data, keepsAlive: Bool) -> Data {
    let head = [
      "HTTP/1.1 \(status) \(reason(of: status))",
      "Content-Type: application/json",
      "Content-Length: \(body.count)",
      "Connection: \(keepsAlive ? "keep-alive" : "close")",
    ]
    return Data((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  private static func reason(of status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 404: "Not Found"
    case 409: "Conflict"
    case 411: "Length Required"
    case 413: "Content Too Large"
    case 423: "Locked"
    case 501: "Not Implemented"
    default: "Status"
    }
  }
}
