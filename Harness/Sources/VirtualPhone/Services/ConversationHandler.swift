import DeviceProtocol
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Cuts what arrives into frames and has a conversation answer them one by one on the pool.
///
/// While an answer is being made nothing more is read, so that a client cannot pile requests up. A malformed frame
/// or an error ends the connection.
final class ConversationHandler<Conversation: ServiceConversation>: ChannelDuplexHandler,
  RemovableChannelHandler
{
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let conversation: Conversation
  private let hub: PhoneHub
  private var frames = FrameStream<Conversation.Frame>()
  private var isBusy = false
  private var wantsRead = false
  private var isOver = false

  init(_ conversation: Conversation, hub: PhoneHub) {
    self.conversation = conversation
    self.hub = hub
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return context.fireChannelRead(data) }
    frames.append(unwrapInboundIn(data).readableBytesView)
    takeUp(context)
  }

  func read(context: ChannelHandlerContext) {
    if isBusy { wantsRead = true } else { context.read() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { finish() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func finish() {
    guard !isOver else { return }
    isOver = true
    let conversation = conversation
    hub.pool.submit { _ in conversation.end() }
  }

  private func takeUp(_ context: ChannelHandlerContext) {
    guard !isBusy, !isOver else { return }
    do {
      guard let frame = try frames.next() else { return resumeReading(context) }
      isBusy = true
      let conversation = conversation
      hub.pool.runIfActive(eventLoop: context.eventLoop) { try conversation.answer(frame) }
        .assumeIsolated().whenComplete { self.answered($0, context) }
    } catch {
      context.close(promise: nil)
    }
  }

  private func resumeReading(_ context: ChannelHandlerContext) {
    guard wantsRead else { return }
    wantsRead = false
    context.read()
  }

  /// Sends the replies, and goes on when they have left: a client that does not read gets no further.
  private func answered(_ result: Result<ServiceStep, any Error>, _ context: ChannelHandlerContext) {
    guard !isOver else { return }
    guard case .success(let step) = result else { return context.close(promise: nil) }
    guard let last = step.replies.last else { return proceed(step.next, context) }
    for reply in step.replies.dropLast() {
      context.write(wrapOutboundOut(ByteBuffer(bytes: reply)), promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: last))).assumeIsolated()
      .whenComplete { _ in self.proceed(step.next, context) }
  }

  private func proceed(_ next: ServiceStep.Next, _ context: ChannelHandlerContext) {
    guard !isOver else { return }
    isBusy = false
    do {
      switch next {
      case .goOn: takeUp(context)
      case .close: context.close(promise: nil)
      case .startTLS:
        let tls = NIOSSLServerHandler(context: hub.identity.tls)
        try context.pipeline.syncOperations.addHandler(tls, position: .first)
        takeUp(context)
      case .handOver(let successor): try handOver(to: successor(hub), context)
      }
    } catch {
      context.close(promise: nil)
    }
  }

  private func handOver(to successor: any ChannelHandler, _ context: ChannelHandlerContext) throws {
    try context.pipeline.syncOperations.addHandler(successor, position: .after(self))
    let rest = frames.rest
    finish()
    if !rest.isEmpty { context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: rest))) }
    resumeReading(context)
    context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
  }
}
