import Foundation
import NIOCore
import NIOPosix

/// Binds the sockets on which clients look for usbmuxd.
struct SocketBinding {
  let group: MultiThreadedEventLoopGroup
  let hub: PhoneHub

  func bind(port: Int) async throws(VirtualPhoneServerError) -> any Channel {
    let address = "127.0.0.1:\(port)"
    guard (0...65_535).contains(port) else { throw .cannotListen(address, why: "there is no such port") }
    do {
      return try await bootstrap().bind(host: "127.0.0.1", port: port).get()
    } catch {
      throw Self.error(error, at: address)
    }
  }

  func bind(path: String) async throws(VirtualPhoneServerError) -> any Channel {
    let most = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
    guard path.utf8.count <= most else {
      throw .socketPathTooLong(path, bytes: path.utf8.count, most: most)
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var isDirectory = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue
    else {
      throw .socketFolderMissing(path)
    }
    try await removeStaleSocket(path)
    do {
      return try await bootstrap().bind(unixDomainSocketPath: path).get()
    } catch {
      throw Self.error(error, at: path)
    }
  }

  /// A server that was killed leaves its socket behind. It is removed only if nobody answers on it.
  private func removeStaleSocket(_ path: String) async throws(VirtualPhoneServerError) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return }
    guard attributes[.type] as? FileAttributeType == .typeSocket else { throw .notASocket(path) }
    do {
      let answer = try await ClientBootstrap(group: group).connect(unixDomainSocketPath: path).get()
      try? await answer.close().get()
    } catch {
      guard (error as? IOError)?.errnoCode == ECONNREFUSED else { throw Self.error(error, at: path) }
      Self.remove(path)
      return
    }
    throw .addressInUse(path)
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  private func bootstrap() -> ServerBootstrap {
    let hub = hub
    return ServerBootstrap(group: group)
      .serverChannelOption(ChannelOptions.backlog, value: 256)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          hub.add(client: channel)
          try channel.pipeline.syncOperations.addHandler(MuxHandler(hub: hub))
        }
      }
  }

  private static func error(_ error: any Error, at address: String) -> VirtualPhoneServerError {
    guard let failure = error as? IOError else { return .cannotListen(address, why: "\(error)") }
    return failure.errnoCode == EADDRINUSE
      ? .addressInUse(address)
      : .cannotListen(address, why: String(cString: strerror(failure.errnoCode)))
  }
}
