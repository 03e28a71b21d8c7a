import DeviceProtocol
import Foundation
import NIOCore

/// Sends a client everything that its phone logs from now on.
///
/// Records go out in pieces of at most 16 KiB, one TLS record each, and within 5 ms. Nothing is dropped: a client that
/// reads too slowly is cut off when too much waits for it.
final class LogStreamHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let piece = 16 << 10
  private static let window = 256 << 10
  private static let pause = TimeAmount.milliseconds(5)

  private let device: any VirtualDevice
  private let hub: PhoneHub
  private let encode: @Sendable (PhoneLogRecord) -> [ChannelPiece]
  private let outbox: LogOutbox
  private var observation: PhoneLogObservation?
  private var outgoing = ByteBuffer()
  private var inFlight = 0
  private var lastFlush = NIODeadline.uptimeNanoseconds(0)
  private var isOver = false

  /// - Parameters:
  ///   - isFramed: whether the bytes are frames that say how long they are.
  ///   - encode: the bytes for a record; nil leaves it out.
  init(
    device: any VirtualDevice, hub: PhoneHub, isFramed: Bool,
    encode: @escaping @Sendable (PhoneLogRecord) -> Data?
  ) {
    self.device = device
    self.hub = hub
    let disturb = device.channel?.connect(isFramed: isFramed)
    self.encode = { record in
      guard let bytes = encode(record) else { return [] }
      return disturb?(bytes) ?? [.bytes(bytes)]
    }
    outbox = LogOutbox(limit: hub.options.unreadLogLimit)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let loop = context.eventLoop
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: loop)
    let (outbox, encode, hub, channel) = (outbox, encode, hub, context.channel)
    observation = device.observeLog { record in
      for piece in encode(record) {
        let need =
          switch piece {
          case .bytes(let bytes): outbox.append(bytes)
          case .cut: outbox.end()
          }
        switch need {
        case .nothing: break
        case .flush: hub.enqueue(on: loop) { bound.value.handler.flushSoon(bound.value.context) }
        case .close: channel.close(promise: nil)
        }
      }
    }
  }

  /// A client of a log has nothing to say.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

  func channelInactive(context: ChannelHandlerContext) {
    finish()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { finish() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func finish() {
    isOver = true
    outbox.close()
    observation?.cancel()
    observation = nil
    outgoing = ByteBuffer()
  }

  private func flushSoon(_ context: ChannelHandlerContext) {
    guard !isOver else { return }
    let next = lastFlush + Self.pause
    if next <= .now() { return flush(context) }
    context.eventLoop.assumeIsolated().scheduleTask(deadline: next) { self.flush(context) }
  }

  private func flush(_ context: ChannelHandlerContext) {
    guard !isOver else { return }
    lastFlush = .now()
    var hasWritten = false
    while inFlight < Self.window {
      if outgoing.readableBytes == 0 { outgoing = outbox.take() }
      let count = min(Self.piece, outgoing.readableBytes)
      guard count > 0, let piece = outgoing.readSlice(length: count) else { break }
      inFlight += count
      hasWritten = true
      context.write(wrapOutboundOut(piece)).assumeIsolated().whenComplete { _ in
        self.wrote(count, context)
      }
    }
    if hasWritten { context.flush() }
    if outbox.isDone { context.close(promise: nil) }
  }

  private func wrote(_ count: Int, _ context: ChannelHandlerContext) {
    outbox.wrote(count)
    let wasFull = inFlight >= Self.window
    inFlight -= count
    if wasFull, inFlight < Self.window { flush(context) }
    if outbox.isDone, !isOver { context.close(promise: nil) }
  }
}
