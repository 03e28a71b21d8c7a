/// What CFNetwork logs, in whatever process loads something.
public enum NetworkMessage: Hashable, Sendable {
  /// `App Transport Security has blocked a cleartext HTTP (http://) resource load since it is insecure.`; later systems
  /// leave `(http://)` out.
  case cleartextBlocked
  /// `CFNetwork SSLHandshake failed (-9824)`.
  case handshakeFailed(code: Int?)
  /// `NSURLSession/NSURLConnection HTTP load failed (kCFStreamErrorDomainSSL, -9824)`,
  /// `Task <…>.<7> HTTP load failed (error code: -1003 [12:8])`,
  /// `Task 1 for client … completed with error - code: -999`.
  case loadFailed(domain: String?, code: Int?)
  /// `TIC TLS Event [8:0x13dd4e0c0]: 2, Pending(0)`; what the numbers stand for is not published.
  case tlsEvent(connection: String, event: Int?)
  /// `TIC Enabling TLS [373:0x110f6f940]`.
  case tlsEnabled(connection: String)
  /// `TIC TCP Conn Cancel [1:0x13dd17990]`, with the word for what became of the connection.
  case connection(String, event: String)
}

extension NetworkMessage: MessageReading {
  var kind: String {
    switch self {
    case .cleartextBlocked: "cleartext-blocked"
    case .handshakeFailed: "handshake-failed"
    case .loadFailed: "load-failed"
    case .tlsEvent: "tls-event"
    case .tlsEnabled: "tls-enabled"
    case .connection(_, let event): "connection-\(event.lowercased())"
    }
  }

  var words: String {
    func coded(_ code: Int?) -> String { code.map { " with the error \($0)" } ?? "" }
    return switch self {
    case .cleartextBlocked: "had a load in cleartext HTTP blocked by App Transport Security"
    case .handshakeFailed(let code): "failed in a TLS handshake\(coded(code))"
    case .loadFailed(let domain, let code):
      "failed to load something\(coded(code))" + (domain.map { " of \($0)" } ?? "")
    case .tlsEvent(let connection, let event):
      "had the TLS event \(event.map(String.init) ?? "without a number") on the connection \(connection)"
    case .tlsEnabled(let connection): "turned TLS on for the connection \(connection)"
    case .connection(let connection, let event): "logged \(event) for the connection \(connection)"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    if reader.begins("App Transport Security has blocked a cleartext HTTP ") {
      self = .cleartextBlocked
    } else if reader.skip("CFNetwork SSLHandshake failed") {
      self = .handshakeFailed(code: reader.skip(" (") ? reader.number() : nil)
    } else if reader.skip("TIC ") {
      guard let event = Self.transport(reader) else { return nil }
      self = event
    } else if let failure = Self.failure(reader) {
      self = failure
    } else {
      return nil
    }
  }

  private static func failure(_ message: WordReader) -> NetworkMessage? {
    var reader = message
    guard
      reader.begins("Task ") || reader.begins("NSURLSession/NSURLConnection ")
        || reader.begins("HTTP load failed (")
    else { return nil }
    if reader.skip(past: "HTTP load failed (") {
      if reader.skip("error code: ") { return .loadFailed(domain: nil, code: reader.number()) }
      let domain = reader.text { $0.isLetter || $0.isDigit }
      return .loadFailed(
        domain: domain.isEmpty ? nil : domain, code: reader.skip(", ") ? reader.number() : nil)
    }
    guard reader.skip(past: "ed with error - code: ") else { return nil }
    return .loadFailed(domain: nil, code: reader.number())
  }

  private static func transport(_ message: WordReader) -> NetworkMessage? {
    var reader = message
    if reader.skip("TLS Event [") {
      guard let connection = reader.text(to: "]") else { return nil }
      return .tlsEvent(connection: connection, event: reader.skip(": ") ? reader.number() : nil)
    }
    if reader.skip("Enabling TLS [") { return reader.text(to: "]").map { .tlsEnabled(connection: $0) } }
    guard reader.skip("TCP Conn ") else { return nil }
    let event = reader.text(while: \.isLetter)
    guard (1...32).contains(event.utf8.count), reader.skip(" ["), let connection = reader.text(to: "]") else {
      return nil
    }
    return .connection(connection, event: event)
  }
}
