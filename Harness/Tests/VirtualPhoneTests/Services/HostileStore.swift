import DeviceProtocol
import Foundation
import NIOCore
import NIOPosix
import VirtualPhone

/// A folder tree that is made to do harm. Unless told otherwise every name is an empty file.
struct HostileStore: VirtualFileStore {
  var names: @Sendable (_ folder: String) -> [String] = { _ in [] }
  var isFolder: @Sendable (_ path: String) -> Bool = { $0 == "/Documents" }
  var isLink: @Sendable (_ path: String) -> Bool = { _ in false }
  /// What the attributes say, whatever the content is.
  var size: @Sendable (_ path: String) -> Int = { _ in 0 }
  var content: @Sendable (_ path: String) -> Data = { _ in Data() }

  func list(_ path: String) throws(VirtualDeviceError) -> [String] { names(path) }

  func attributes(_ path: String) throws(VirtualDeviceError) -> VirtualFileAttributes {
    VirtualFileAttributes(
      isDirectory: isFolder(path), isLink: isLink(path), size: size(path),
      modified: Date(timeIntervalSince1970: 0))
  }

  func read(_ path: String) throws(VirtualDeviceError) -> Data { content(path) }
  func write(_ path: String, _ content: Data) throws(VirtualDeviceError) { throw .permissionDenied }
  func makeDirectory(_ path: String) throws(VirtualDeviceError) { throw .permissionDenied }
  func remove(_ path: String, recursively: Bool) throws(VirtualDeviceError) { throw .permissionDenied }
}

/// Answers each AFC request as a closure says: what no honest server would do.
final class ScriptedFiles: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var frames = FrameStream<AFCPacket>()
  private let answer: @Sendable (AFCPacket) -> AFCPacket

  init(_ answer: @escaping @Sendable (AFCPacket) -> AFCPacket) { self.answer = answer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    frames.append(unwrapInboundIn(data).readableBytesView)
    while let packet = try? frames.next() {
      context.writeAndFlush(NIOAny(ByteBuffer(bytes: answer(packet).encoded())), promise: nil)
    }
  }

  /// Serves it on a loopback port.
  static func with<Result: Sendable>(
    _ answer: @escaping @Sendable (AFCPacket) -> AFCPacket, _ body: (Int) async throws -> Result
  ) async throws -> Result {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ScriptedFiles(answer))
        }
      }.bind(host: "127.0.0.1", port: 0).get()
    do {
      let result = try await body(server.localAddress?.port ?? 0)
      try await server.close().get()
      return result
    } catch {
      try? await server.close().get()
      throw error
    }
  }
}
