import DeviceProtocol
import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// What usbmuxd knows: who is plugged in, who listens for that, and which hosts the phones trust.
final class PhoneHub: Sendable {
  /// A phone that is plugged in. Every plugging in gets a number of its own.
  struct Phone: Sendable {
    var id: Int
    var device: any VirtualDevice
    /// The services of the tunnels that are open, by channel.
    var tunnels: [ObjectIdentifier: (service: String?, channel: any Channel)] = [:]

    var attached: PropertyList {
      [
        "MessageType": "Attached", "DeviceID": .integer(id),
        "Properties": [
          "ConnectionSpeed": 480_000_000, "ConnectionType": "USB", "DeviceID": .integer(id),
          "LocationID": .integer(id), "ProductID": 4_776, "SerialNumber": .string(device.udid),
        ],
      ]
    }
  }

  private struct State {
    var isStopped = false
    var lastID = 0
    var phones: [Phone] = []
    var listeners: [ObjectIdentifier: any Channel] = [:]
    var clients: [ObjectIdentifier: any Channel] = [:]
    /// Records that clients saved, or nil for deleted, by UDID.
    var pairRecords: [String: Data?] = [:]
    /// Hosts that paired by themselves.
    var hosts: Set<String> = []
  }

  let options: VirtualPhoneOptions
  let identity: PhoneIdentity
  /// Where work is done that may block.
  let pool: NIOThreadPool
  private let state = NIOLockedValueBox(State())

  init(options: VirtualPhoneOptions, identity: PhoneIdentity, pool: NIOThreadPool) {
    self.options = options
    self.identity = identity
    self.pool = pool
  }

  // MARK: Phones

  func attach(_ device: any VirtualDevice) {
    let (phone, listeners) = state.withLockedValue { state in
      state.lastID += 1
      let phone = Phone(id: state.lastID, device: device)
      state.phones.append(phone)
      return (phone, Array(state.listeners.values))
    }
    for listener in listeners { send(phone.attached, to: listener) }
  }

  func detach(udid: String) {
    let (phones, listeners) = state.withLockedValue { state in
      let phones = state.phones.filter { $0.device.udid == udid }
      state.phones.removeAll { $0.device.udid == udid }
      return (phones, Array(state.listeners.values))
    }
    for phone in phones {
      for listener in listeners {
        send(["MessageType": "Detached", "DeviceID": .integer(phone.id)], to: listener)
      }
      for tunnel in phone.tunnels.values { tunnel.channel.close(promise: nil) }
    }
  }

  /// The phones in the order they were plugged in.
  var phones: [Phone] { state.withLockedValue(\.phones) }

  func phone(id: Int) -> Phone? { phones.first { $0.id == id } }

  // MARK: Connections

  func add(client channel: any Channel) {
    let key = ObjectIdentifier(channel)
    state.withLockedValue { $0.clients[key] = channel }
    channel.closeFuture.whenComplete { [weak self] _ in
      self?.state.withLockedValue { state in
        state.clients[key] = nil
        state.listeners[key] = nil
        for index in state.phones.indices { state.phones[index].tunnels[key] = nil }
      }
    }
  }

  /// Notes a tunnel, which ends when its phone is unplugged. False if the phone is gone already.
  func add(tunnel channel: any Channel, to id: Int, service: String?) -> Bool {
    state.withLockedValue { state in
      guard let index = state.phones.firstIndex(where: { $0.id == id }) else { return false }
      state.phones[index].tunnels[ObjectIdentifier(channel)] = (service, channel)
      return true
    }
  }

  /// Takes a listener up.
  ///
  /// - Returns: the phones that are there now; the listener hears of every change after this.
  func add(listener channel: any Channel) -> [Phone] {
    state.withLockedValue { state in
      state.listeners[ObjectIdentifier(channel)] = channel
      return state.phones
    }
  }

  func closeConnections(udid: String, service: String?) {
    let tunnels = phones.filter { $0.device.udid == udid }.flatMap(\.tunnels.values)
    for tunnel in tunnels where service == nil || tunnel.service == service {
      tunnel.channel.close(promise: nil)
    }
  }

  /// Ends all connections; from now on no work is given to an event loop by ``enqueue(on:_:)``.
  func stop() {
    let clients = state.withLockedValue { state in
      state.isStopped = true
      return Array(state.clients.values)
    }
    for client in clients { client.close(promise: nil) }
  }

  /// Has an event loop do something, if the server has not stopped in the meantime: its loops take nothing up then.
  func enqueue(on loop: any EventLoop, _ work: @escaping @Sendable () -> Void) {
    state.withLockedValue { state in
      if !state.isStopped { loop.execute(work) }
    }
  }

  private func send(_ event: PropertyList, to listener: any Channel) {
    guard let packet = try? MuxPacket(tag: 0, event) else { return }
    listener.writeAndFlush(ByteBuffer(bytes: packet.encoded()), promise: nil)
  }

  // MARK: Pairing

  /// The record of the pairing with a phone; nil while the phone does not trust this host.
  func pairRecord(udid: String) -> Data? {
    if let phone = phones.first(where: { $0.device.udid == udid }) {
      switch phone.device.hostAccess {
      case .trustPending, .trustDenied: return nil
      case .granted, .locked: break
      }
    }
    if let saved = state.withLockedValue({ $0.pairRecords[udid] }) { return saved }
    return try? identity.pairRecord.xml()
  }

  func save(pairRecord: Data?, udid: String) {
    state.withLockedValue { $0.pairRecords[udid] = .some(pairRecord) }
  }

  func trust(host: String) { state.withLockedValue { _ = $0.hosts.insert(host) } }

  func trusts(host: String) -> Bool {
    host == identity.hostID || state.withLockedValue { $0.hosts.contains(host) }
  }
}
