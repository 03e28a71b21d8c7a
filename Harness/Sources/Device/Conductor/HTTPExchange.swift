import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One HTTP/1.1 request to a port on this machine, on a connection of its own.
///
/// Not URLSession: on Linux it sends requests to 127.0.0.1, and with them the token, to whatever `http_proxy` names
/// (measured with Swift 6.3, an empty `connectionProxyDictionary` does not change it).
enum HTTPExchange {
  struct Request: Sendable {
    var method: String
    var path: String
    var authorization: String
    var body: Data
  }

  struct Reply: Sendable {
    var status: Int
    var body: Data
  }

  /// A reply longer than this is refused. A refusal may carry a screenshot.
  static let maximumReply = 16 << 20

  /// - Throws: `ConductorError`, `CancellationError`.
  static func perform(_ request: Request, port: Int, timeLimit: Duration) async throws -> Reply {
    try await withThrowingTaskGroup(of: Reply?.self) { group in
      group.addTask { try await exchange(request, port: port) }
      group.addTask {
        try await Task.sleep(for: timeLimit)
        return nil
      }
      defer { group.cancelAll() }
      guard let reply = try await group.next() ?? nil else {
        throw ConductorError.timedOut(path: request.path, seconds: timeLimit.seconds)
      }
      return reply
    }
  }

  private typealias Channel = NIOAsyncChannel<HTTPClientResponsePart, HTTPPart<HTTPRequestHead, ByteBuffer>>

  private static func exchange(_ request: Request, port: Int) async throws -> Reply {
    let answer = Answer()
    do {
      let channel = try await connect(port: port)
      try await channel.executeThenClose { inbound, outbound in
        // A server may answer and close before it has read all; what it said still counts.
        for part in parts(of: request, port: port) { try? await outbound.write(part) }
        try await read(inbound, into: answer, path: request.path)
      }
    } catch let error as ConductorError {
      throw error
    } catch {
      try Task.checkCancellation()
      if let reply = await answer.whole { return reply }
      throw ConductorError.unreachable("\(error)")
    }
    guard let reply = await answer.whole else {
      throw ConductorError.unreachable("the connection closed before the answer to \(request.path)")
    }
    return reply
  }

  /// An answer as it arrives.
  private actor Answer {
    private var reply = Reply(status: 0, body: Data())
    private var isWhole = false

    var whole: Reply? { isWhole ? reply : nil }

    func begin(status: Int) { reply.status = status }

    /// False where the answer is longer than it may be.
    func add(_ bytes: ByteBufferView) -> Bool {
      reply.body.append(contentsOf: bytes)
      return reply.body.count <= maximumReply
    }

    func end() { isWhole = true }
  }

  private static func connect(port: Int) async throws -> Channel {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(5))
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          try channel.pipeline.syncOperations.addHandler(HTTPClientPartConverter())
          return try Channel(wrappingChannelSynchronously: channel)
        }
      }
  }

  private static func parts(of request: Request, port: Int) -> [HTTPPart<HTTPRequestHead, ByteBuffer>] {
    var head = HTTPRequestHead(
      version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: request.path)
    head.headers.add(name: "Host", value: "127.0.0.1:\(port)")
    head.headers.add(name: "Authorization", value: request.authorization)
    head.headers.add(name: "Content-Type", value: "application/json")
    head.headers.add(name: "Content-Length", value: "\(request.body.count)")
    head.headers.add(name: "Connection", value: "close")
    return [.head(head), .body(ByteBuffer(bytes: request.body)), .end(nil)]
  }

  /// Reads to the end of the stream, not only of the answer: the stream ends when the other side has closed, and the
  /// next connection must not come before (see RequestTurn).
  private static func read(
    _ inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>, into answer: Answer, path: String
  ) async throws {
    for try await part in inbound {
      switch part {
      case .head(let head): await answer.begin(status: Int(head.status.code))
      case .body(let bytes):
        guard await answer.add(bytes.readableBytesView) else {
          throw ConductorError.badReply(path: path, why: "it is longer than \(maximumReply) bytes")
        }
      case .end: await answer.end()
      }
    }
  }
}

/// Lets bodies be plain byte buffers on the way out.
private final class HTTPClientPartConverter: ChannelOutboundHandler {
  typealias OutboundIn = HTTPPart<HTTPRequestHead, ByteBuffer>
  typealias OutboundOut = HTTPClientRequestPart

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let part: HTTPClientRequestPart =
      switch unwrapOutboundIn(data) {
      case .head(let head): .head(head)
      case .body(let bytes): .body(.byteBuffer(bytes))
      case .end(let trailers): .end(trailers)
      }
    context.write(wrapOutboundOut(part), promise: promise)
  }
}
