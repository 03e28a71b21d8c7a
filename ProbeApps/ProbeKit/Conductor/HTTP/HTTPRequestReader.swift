public import Foundation

/// A request as it came over a connection.
public struct HTTPRequest: Hashable, Sendable {
  public var method: String
  /// Without a query.
  public var path: String
  public var authorization: String?
  public var body: Data
  /// Whether the client wants to send another request over the same connection.
  public var keepsAlive: Bool
}

/// Why a connection is no use any more: its bytes are no request that is taken here.
public enum HTTPFault: Error, Hashable, Sendable {
  /// 400.
  case malformed(String)
  /// 413 or 431: longer than what is taken.
  case tooLong
  /// 411: a body without `Content-Length`.
  case noLength

  public var status: Int {
    switch self {
    case .malformed: 400
    case .tooLong: 413
    case .noLength: 411
    }
  }
}

/// Reads HTTP/1.1 requests from a connection's bytes, however they are cut.
///
/// It takes what the Conductor's interface needs and refuses the rest: no chunked bodies, no continued lines, no
/// contradicting lengths.
public struct HTTPRequestReader: Sendable {
  /// A longer head is refused.
  public static let maximumHead = 16 << 10
  /// A longer body is refused here; the Conductor refuses shorter ones in words.
  public static let maximumBody = ConductorCore.maximumBody * 2

  private var rest = Data()
  private var fault: HTTPFault?

  public init() {}

  /// Takes bytes and gives every request that is complete with them.
  /// - Throws: Once it threw, it throws the same for whatever follows.
  public mutating func take(_ bytes: Data) throws(HTTPFault) -> [HTTPRequest] {
    if let fault { throw fault }
    rest.append(bytes)
    var requests: [HTTPRequest] = []
    do throws(HTTPFault) {
      while let request = try next() { requests.append(request) }
    } catch {
      fault = error
      rest = Data()
      // What came whole before the fault is answered first; the fault comes with the next bytes or the end.
      guard !requests.isEmpty else { throw error }
    }
    return requests
  }

  /// Why the connection cannot go on; nil where it can.
  public var trouble: HTTPFault? { fault }

  private mutating func next() throws(HTTPFault) -> HTTPRequest? {
    guard let end = rest.range(of: Data("\r\n\r\n".utf8)) else {
      guard rest.count <= Self.maximumHead else { throw .tooLong }
      return nil
    }
    guard end.lowerBound - rest.startIndex <= Self.maximumHead else { throw .tooLong }
    let head = try HTTPHead(rest[rest.startIndex..<end.lowerBound])
    guard head.length <= Self.maximumBody else { throw .tooLong }
    guard rest.endIndex - end.upperBound >= head.length else { return nil }
    let bodyEnd = end.upperBound + head.length
    let body = Data(rest[end.upperBound..<bodyEnd])
    rest = Data(rest[bodyEnd...])
    return HTTPRequest(
      method: head.method, path: head.path, authorization: head.authorization, body: body,
      keepsAlive: head.keepsAlive)
  }
}

/// The lines before a body.
private struct HTTPHead {
  var method: String
  var path: String
  var authorization: String?
  var length = 0
  var keepsAlive = true

  init(_ bytes: Data) throws(HTTPFault) {
    guard let text = String(bytes: bytes, encoding: .utf8) else { throw .malformed("the head is not UTF-8") }
    var lines = text.components(separatedBy: "\r\n")[...]
    let words = (lines.popFirst() ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[1].hasPrefix("/"), words[2].hasPrefix("HTTP/1.") else {
      throw .malformed("the first line is not METHOD /path HTTP/1.1")
    }
    method = String(words[0])
    path = String(words[1].prefix { $0 != "?" })
    keepsAlive = words[2] == "HTTP/1.1"
    var lengths: Set<String> = []
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, !line.hasPrefix(" ") else {
        throw .malformed("a header has no name")
      }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      switch line[..<colon].lowercased() {
      case "authorization": authorization = value
      case "content-length": lengths.insert(value)
      case "connection": keepsAlive = keepsAlive && value.lowercased() != "close"
      case "transfer-encoding": throw .noLength
      default: break
      }
    }
    guard lengths.count <= 1 else { throw .malformed("two different lengths") }
    if let length = lengths.first {
      guard length.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(length) else {
        throw length.utf8.count > 18 ? .tooLong : .malformed("the length is no number")
      }
      self.length = number
    }
  }
}
