import Foundation
import NIOCore
import NIOHTTP1

/// The Conductor's HTTP server, inside a tunnel.
final class ConductorHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// No honest request is longer: orders travel in it, files do not.
  private static let longestBody = 4 << 20

  private let device: any VirtualDevice
  private let hub: PhoneHub
  private var head: HTTPRequestHead?
  private var body = Data()

  init(device: any VirtualDevice, hub: PhoneHub) {
    self.device = device
    self.hub = hub
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = Data()
    case .body(let piece):
      guard head != nil else { return }
      body.append(contentsOf: piece.readableBytesView)
      if body.count > Self.longestBody { refuse(context) }
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func refuse(_ context: ChannelHandlerContext) {
    guard let head else { return }
    self.head = nil
    body = Data()
    respond(413, Data(), to: head, keepsAlive: false, context)
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let (device, hub, loop, body) = (device, hub, context.eventLoop, body)
    self.body = Data()
    let path = String(head.uri.prefix { $0 != "?" })
    let authorization = head.headers.first(name: "Authorization")
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: loop)
    Task {
      let reply = await device.conductor(
        method: head.method.rawValue, path: path, authorization: authorization, body: body)
      hub.enqueue(on: loop) {
        let (handler, context) = bound.value
        handler.respond(reply.status, reply.body, to: head, keepsAlive: head.isKeepAlive, context)
      }
    }
  }

  private func respond(
    _ status: Int, _ body: Data, to request: HTTPRequestHead, keepsAlive: Bool,
    _ context: ChannelHandlerContext
  ) {
    guard context.channel.isActive else { return }
    guard status != 0 else { return context.close(promise: nil) }
    var headers: HTTPHeaders = ["Content-Type": "application/json", "Content-Length": "\(body.count)"]
    if !keepsAlive { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
    }
    let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !keepsAlive { end.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
  }
}
