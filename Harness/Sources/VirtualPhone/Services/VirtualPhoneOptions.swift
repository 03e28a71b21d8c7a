/// How a ``VirtualPhoneServer`` listens and what it encrypts.
package struct VirtualPhoneOptions: Hashable, Sendable {
  /// Where to make a UNIX socket; nil makes none. At most 103 bytes of path on macOS, 107 on Linux.
  package var unixSocketPath: String?
  /// The loopback port; 0 takes any free one.
  package var tcpPort: Int
  /// Whether StartSession turns TLS on, as real phones do. It costs idevicesyslog 1.3.0 another 100 ms.
  package var sessionTLS: Bool
  /// Whether services speak TLS. Without it idevicesyslog reads byte by byte and is 20 to 40 times slower.
  package var serviceTLS: Bool
  /// A client of the log that is behind by more bytes than this is cut off.
  package var unreadLogLimit: Int

  package init(
    unixSocketPath: String? = nil, tcpPort: Int = 0, sessionTLS: Bool = false, serviceTLS: Bool = true,
    unreadLogLimit: Int = 64 << 20
  ) {
    self.unixSocketPath = unixSocketPath
    self.tcpPort = tcpPort
    self.sessionTLS = sessionTLS
    self.serviceTLS = serviceTLS
    self.unreadLogLimit = unreadLogLimit
  }
}

/// Where a started ``VirtualPhoneServer`` is reached.
package struct VirtualPhoneAddresses: Hashable, Sendable {
  package var unixSocketPath: String?
  package var tcpPort: Int

  package init(unixSocketPath: String?, tcpPort: Int) {
    self.unixSocketPath = unixSocketPath
    self.tcpPort = tcpPort
  }

  /// For `USBMUXD_SOCKET_ADDRESS`, in the one form that libimobiledevice, pymobiledevice3 and go-ios all take.
  package var environmentValue: String { "127.0.0.1:\(tcpPort)" }
}

/// Why a ``VirtualPhoneServer`` could not start.
package enum VirtualPhoneServerError: Error, Hashable, Sendable, CustomStringConvertible {
  case alreadyStarted
  case socketPathTooLong(String, bytes: Int, most: Int)
  case socketFolderMissing(String)
  /// There is a file at the path, and it is not a socket.
  case notASocket(String)
  /// Somebody answers on that path or port.
  case addressInUse(String)
  case cannotListen(String, why: String)
  /// No certificate could be made.
  case noIdentity(why: String)

  package var description: String {
    switch self {
    case .alreadyStarted:
      "the virtual phone was already started; make another server for another phone's socket"
    case .socketPathTooLong(let path, let bytes, let most):
      "\(path): a socket's path has at most \(most) bytes here and this one has \(bytes); choose a shorter folder"
    case .socketFolderMissing(let path): "\(path): its folder does not exist; make it first"
    case .notASocket(let path): "\(path): a file that is not a socket stands there; choose another path"
    case .addressInUse(let address):
      "\(address): another program answers there; stop it or choose another path or port"
    case .cannotListen(let address, let why): "\(address): cannot listen there: \(why)"
    case .noIdentity(let why): "no certificate for the virtual phone could be made: \(why)"
    }
  }
}
