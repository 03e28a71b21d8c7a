import Foundation
import Testing

@testable import ProbeKit

struct HTTPTests {
  private static let order =
    "POST /orders?x=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nContent-Length: 3\r\n\r\n{ }"

  @Test("a request is read whole, however its bytes are cut, and two in one piece are two")
  func reads() throws {
    let wanted = HTTPRequest(
      method: "POST", path: "/orders", authorization: "Bearer t", body: Data("{ }".utf8), keepsAlive: true)
    let bytes = Array(Self.order.utf8)
    for cut in 0...bytes.count {
      var reader = HTTPRequestReader()
      let read = try reader.take(Data(bytes[..<cut])) + reader.take(Data(bytes[cut...]))
      #expect(read == [wanted])
    }
    var reader = HTTPRequestReader()
    #expect(try reader.take(Data((Self.order + Self.order).utf8)) == [wanted, wanted])
  }

  @Test("a connection ends when the client says so, and with HTTP/1.0")
  func keepAlive() throws {
    for head in ["GET /status HTTP/1.0", "GET /status HTTP/1.1\r\nConnection: Close"] {
      var reader = HTTPRequestReader()
      #expect(try reader.take(Data("\(head)\r\n\r\n".utf8)).map(\.keepsAlive) == [false])
    }
  }

  @Test(
    "what is no request is refused, and stays refused",
    arguments: [
      ("nonsense\r\n\r\n", 400), ("GET status HTTP/1.1\r\n\r\n", 400), ("GET /status HTTP/2\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400), ("GET / HTTP/1.1\r\nA: b\r\n continued\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", 413),
      ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n", 413),
      ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
    ])
  func refuses(_ text: String, _ status: Int) {
    var reader = HTTPRequestReader()
    let fault = #expect(throws: HTTPFault.self) { try reader.take(Data(text.utf8)) }
    #expect(fault?.status == status)
    #expect(throws: HTTPFault.self) { try reader.take(Data(Self.order.utf8)) }
  }

  @Test("a head without end is refused, and bytes that are no text are no crash")
  func hostile() {
    var reader = HTTPRequestReader()
    #expect(throws: HTTPFault.tooLong) { try reader.take(Data(repeating: 0x41, count: 20_000)) }
    var other = HTTPRequestReader()
    #expect(throws: HTTPFault.self) { try other.take(Data([0xFF, 0xFE, 0x0D, 0x0A, 0x0D, 0x0A])) }
  }

  @Test("what came whole before a fault is answered before it")
  func answersFirst() throws {
    var reader = HTTPRequestReader()
    #expect(try reader.take(Data((Self.order + "nonsense\r\n\r\n").utf8)).count == 1)
    #expect(reader.trouble != nil)
  }

  @Test("a reply has a length, and says whether the connection stays")
  func replies() {
    let reply = String(
      decoding: HTTPReply.bytes(status: 423, body: Data("{}".utf8), keepsAlive: false), as: UTF8.self)
    #expect(
      reply
        == "HTTP/1.1 423 Locked\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
    )
  }
}
