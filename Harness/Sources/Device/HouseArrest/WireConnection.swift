import DeviceProtocol
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A connection on which one side asks and the other answers. Every wait has a limit.
struct WireConnection: Sendable {
  private let channel: any Channel
  private let inbox: NIOLoopBound<WireInbox>
  private let wait: Duration

  /// Connects to usbmuxd.
  static func connect(to address: UsbmuxAddress, wait: Duration) async throws(HouseArrestError)
    -> WireConnection
  {
    do {
      let (channel, inbox) = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connectTimeout(TimeAmount(wait))
        .connect(to: try address.resolved()) { channel in
          channel.eventLoop.makeCompletedFuture {
            let inbox = WireInbox()
            try channel.pipeline.syncOperations.addHandler(inbox)
            return (channel, NIOLoopBound(inbox, eventLoop: channel.eventLoop))
          }
        }
      return WireConnection(channel: channel, inbox: inbox, wait: wait)
    } catch {
      throw .noUsbmuxd(address: address.description, why: Self.words(for: error))
    }
  }

  private static func words(for error: any Error) -> String {
    (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }

  func close() { channel.close(promise: nil) }

  func send(_ frame: some WireFrame, during what: String) throws(HouseArrestError) {
    let bytes = try keeping(to: what) { () throws(WireError) in try frame.encoded() }
    channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
  }

  /// The next whole frame.
  func receive<Frame: WireFrame>(
    _ type: Frame.Type, during what: String
  ) async throws(HouseArrestError) -> Frame {
    let prefix = try await receive(Frame.prefixLength, during: what)
    let length = try keeping(to: what) { () throws(WireError) in try Frame.length(prefix: prefix[...]) }
    let rest = try await receive(length - prefix.count, during: what)
    return try keeping(to: what) { () throws(WireError) in try Frame(frame: (prefix + rest)[...]) }
  }

  private func receive(_ count: Int, during what: String) async throws(HouseArrestError) -> [UInt8] {
    guard count > 0 else { return [] }
    let (channel, inbox, wait) = (channel, inbox, TimeAmount(wait))
    do {
      return try await withTaskCancellationHandler {
        try await channel.eventLoop.flatSubmit { inbox.value.take(count, within: wait, from: channel) }.get()
      } onCancel: {
        channel.close(promise: nil)
      }
    } catch WireInbox.Failure.timedOut {
      throw .timedOut(during: what, seconds: Double(wait.nanoseconds) / 1e9)
    } catch {
      throw .connectionLost(during: what)
    }
  }

  /// Begins TLS as the client of a paired host. Neither chain, name nor dates are verified: the phone's certificate is
  /// one that this computer made itself when it was paired.
  func startTLS(with record: PropertyList, during what: String) async throws(HouseArrestError) {
    do {
      var configuration = TLSConfiguration.makeClientConfiguration()
      configuration.certificateVerification = .none
      configuration.minimumTLSVersion = .tlsv1
      configuration.shutdownTimeout = .seconds(1)
      if let certificate = record["HostCertificate"]?.dataValue, let key = record["HostPrivateKey"]?.dataValue
      {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate))
        configuration.certificateChain = chain.map { .certificate($0) }
        configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key), format: .pem))
      }
      let (channel, context) = (channel, try NIOSSLContext(configuration: configuration))
      try await channel.eventLoop.submit {
        let tls = try NIOSSLClientHandler(context: context, serverHostname: nil)
        try channel.pipeline.syncOperations.addHandler(tls, position: .first)
      }.get()
    } catch {
      throw .protocolBroken(during: what, why: "TLS cannot begin with this pair record: \(error)")
    }
  }
}

/// Reads or makes a message; one that is malformed breaks the protocol of what is being done.
func keeping<Value>(
  to what: String, _ body: () throws(WireError) -> Value
) throws(HouseArrestError) -> Value {
  do throws(WireError) { return try body() } catch {
    throw .protocolBroken(during: what, why: error.description)
  }
}
