import NIOCore

/// Keeps what has arrived until somebody takes it.
final class WireInbox: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  enum Failure: Error {
    case lost
    case timedOut
  }

  /// More than any frame: only a peer that talks without being asked gets there.
  private static let most = 72 << 20

  private var received = ByteBuffer()
  private var waiter: (count: Int, promise: EventLoopPromise<[UInt8]>, alarm: Scheduled<Void>)?
  private var isLost = false

  /// Takes a number of bytes as soon as they are there. One taker at a time.
  func take(_ count: Int, within time: TimeAmount, from channel: any Channel) -> EventLoopFuture<[UInt8]> {
    let loop = channel.eventLoop
    if let bytes = received.readBytes(length: count) { return loop.makeSucceededFuture(bytes) }
    guard !isLost, waiter == nil else { return loop.makeFailedFuture(Failure.lost) }
    let promise = loop.makePromise(of: [UInt8].self)
    let alarm = loop.assumeIsolated().scheduleTask(in: time) {
      self.waiter = nil
      promise.fail(Failure.timedOut)
      channel.close(promise: nil)
    }
    waiter = (count, promise, alarm)
    return promise.futureResult
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var piece = unwrapInboundIn(data)
    received.discardReadBytes()
    received.writeBuffer(&piece)
    guard received.readableBytes <= Self.most else { return context.close(promise: nil) }
    guard let waiter, let bytes = received.readBytes(length: waiter.count) else { return }
    self.waiter = nil
    waiter.alarm.cancel()
    waiter.promise.succeed(bytes)
  }

  func channelInactive(context: ChannelHandlerContext) { fail() }

  func handlerRemoved(context: ChannelHandlerContext) { fail() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func fail() {
    isLost = true
    guard let waiter else { return }
    self.waiter = nil
    waiter.alarm.cancel()
    waiter.promise.fail(Failure.lost)
  }
}
