import NIOCore
import NIOPosix

/// Speaks usbmuxd and, behind it, lockdownd and the services of any number of virtual phones, so that the real,
/// unmodified tools talk to them.
///
/// A server that was started has to be stopped: it owns threads and sockets.
package actor VirtualPhoneServer {
  private struct Running {
    var group: MultiThreadedEventLoopGroup
    var pool: NIOThreadPool
    var hub: PhoneHub
    var listeners: [any Channel]
    var socket: String?
  }

  private let options: VirtualPhoneOptions
  private var running: Running?
  private var wasStarted = false

  package init(options: VirtualPhoneOptions = VirtualPhoneOptions()) { self.options = options }

  /// Begins to listen.
  package func start() async throws(VirtualPhoneServerError) -> VirtualPhoneAddresses {
    guard !wasStarted else { throw .alreadyStarted }
    wasStarted = true
    let identity = try PhoneIdentity()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let pool = NIOThreadPool(numberOfThreads: 4)
    pool.start()
    let hub = PhoneHub(options: options, identity: identity, pool: pool)
    var running = Running(group: group, pool: pool, hub: hub, listeners: [], socket: nil)
    do throws(VirtualPhoneServerError) {
      let binding = SocketBinding(group: group, hub: hub)
      let tcp = try await binding.bind(port: options.tcpPort)
      running.listeners.append(tcp)
      if let path = options.unixSocketPath {
        running.listeners.append(try await binding.bind(path: path))
        running.socket = path
      }
      self.running = running
      return VirtualPhoneAddresses(
        unixSocketPath: options.unixSocketPath, tcpPort: tcp.localAddress?.port ?? options.tcpPort)
    } catch {
      await Self.end(running)
      throw error
    }
  }

  /// Plugs a phone in; one that is already there with the same UDID is unplugged first. Nothing happens while the
  /// server does not run.
  package func attach(_ device: any VirtualDevice) async {
    guard let hub = running?.hub else { return }
    hub.detach(udid: device.udid)
    hub.attach(device)
  }

  /// Plugs in a model with all its faults; its twin first, so that whoever takes the first phone takes the wrong one.
  package func attach(_ model: PhoneModel, _ twin: PhoneModel?) async {
    if let twin { await attach(twin) }
    await attach(model.disturbed())
  }

  /// Unplugs a phone: its connections end, and what their clients had not read yet is lost, as with a real one.
  package func detach(udid: String) async { running?.hub.detach(udid: udid) }

  /// Ends a phone's connections to one service (`com.apple.syslog_relay`), or to all, while the phone stays
  /// plugged in: the stream that dies without a word.
  package func closeConnections(udid: String, service: String? = nil) async {
    running?.hub.closeConnections(udid: udid, service: service)
  }

  /// Stops listening, ends every connection and removes the socket.
  package func stop() async {
    guard let running else { return }
    self.running = nil
    await Self.end(running)
  }

  private static func end(_ running: Running) async {
    for listener in running.listeners { try? await listener.close().get() }
    running.hub.stop()
    if let socket = running.socket { SocketBinding.remove(socket) }
    // The pool first: what is still being worked on answers to an event loop.
    try? await running.pool.shutdownGracefully()
    try? await running.group.shutdownGracefully()
  }
}
