import Foundation
import NIOCore

/// Where usbmuxd listens.
public enum UsbmuxAddress: Hashable, Sendable {
  case unix(path: String)
  case tcp(host: String, port: Int)

  /// Where usbmuxd listens on macOS and Linux unless told otherwise.
  public static let standard = UsbmuxAddress.unix(path: "/var/run/usbmuxd")

  /// Reads the forms that clients take in `USBMUXD_SOCKET_ADDRESS`: `UNIX:/path`, `UNIX:///path`, `/path`,
  /// `127.0.0.1:PORT`, `[::1]:PORT`. Nil or nothing is the ``standard`` one.
  ///
  /// - Throws: ``HouseArrestError/badAddress(_:)`` for any other text.
  public init(_ text: String?) throws(HouseArrestError) {
    guard let text, !text.isEmpty else {
      self = .standard
      return
    }
    if text.uppercased().hasPrefix("UNIX:") || text.hasPrefix("/") {
      let path = text.hasPrefix("/") ? text : String(text.dropFirst(5))
      guard path.hasPrefix("/") else { throw .badAddress(text) }
      self = .unix(path: "/" + path.drop { $0 == "/" })
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0
    else {
      throw .badAddress(text)
    }
    let host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    guard !host.isEmpty else { throw .badAddress(text) }
    self = .tcp(host: host, port: Int(port))
  }

  func resolved() throws -> SocketAddress {
    switch self {
    case .unix(let path): try SocketAddress(unixDomainSocketPath: path)
    case .tcp(let host, let port): try SocketAddress.makeAddressResolvingHost(host, port: port)
    }
  }
}

extension UsbmuxAddress: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unix(let path): "UNIX:\(path)"
    case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
  }
}
