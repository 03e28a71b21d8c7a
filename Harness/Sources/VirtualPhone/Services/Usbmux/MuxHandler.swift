import DeviceProtocol
import Foundation
import NIOCore
import ProbeProtocol

/// Answers a client of usbmuxd until it asks for a tunnel.
final class MuxHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let hub: PhoneHub
  private var packets = FrameStream<MuxPacket>()
  private var isOver = false

  init(hub: PhoneHub) { self.hub = hub }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return context.fireChannelRead(data) }
    packets.append(unwrapInboundIn(data).readableBytesView)
    do {
      while !isOver, let packet = try packets.next() { try answer(packet, context) }
    } catch {
      context.close(promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer(_ packet: MuxPacket, _ context: ChannelHandlerContext) throws {
    guard packet.type == MuxPacket.propertyListType else {
      try reply(.badVersion, to: packet, context)
      return context.close(promise: nil)
    }
    let request = try packet.message()
    switch request["MessageType"]?.stringValue {
    case "Connect": try connect(request, packet, context)
    case "Listen":
      try reply(.ok, to: packet, context)
      for phone in hub.add(listener: context.channel) {
        try write(try MuxPacket(tag: 0, phone.attached), context)
      }
    default:
      try write(try MuxPacket(tag: packet.tag, MuxReplies(hub: hub).reply(to: request)), context)
    }
  }

  private func connect(_ request: PropertyList, _ packet: MuxPacket, _ context: ChannelHandlerContext) throws
  {
    guard let phone = hub.phone(id: request["DeviceID"]?.integerValue ?? 0) else {
      return try reply(.badDevice, to: packet, context)
    }
    guard let swapped = UInt16(exactly: request["PortNumber"]?.integerValue ?? -1),
      let port = DevicePort(MuxPacket.swapped(port: swapped), of: phone.device),
      hub.add(tunnel: context.channel, to: phone.id, service: port.service?.rawValue)
    else { return try reply(.connectionRefused, to: packet, context) }
    try reply(.ok, to: packet, context)
    isOver = true
    try port.addHandlers(to: context.pipeline.syncOperations, device: phone.device, hub: hub)
    let rest = packets.rest
    if !rest.isEmpty { context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: rest))) }
    context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
  }

  private func reply(_ result: MuxResult, to packet: MuxPacket, _ context: ChannelHandlerContext) throws {
    try write(try MuxPacket(tag: packet.tag, MuxReplies.result(result)), context)
  }

  private func write(_ packet: MuxPacket, _ context: ChannelHandlerContext) throws {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: packet.encoded())), promise: nil)
  }
}
