import DeviceProtocol
import Foundation

/// The way to a phone's services: usbmuxd, lockdownd, then the service's own port.
struct PhoneDoor: Sendable {
  let udid: String
  let address: UsbmuxAddress
  let wait: Duration

  /// Starts a service and connects to it, with TLS where the phone asks for it.
  func open(service: String) async throws(HouseArrestError) -> WireConnection {
    let id = try await deviceID()
    let record = try await pairRecord()
    let (port, usesTLS) = try await start(service: service, on: id, record)
    let connection = try await tunnel(to: port, on: id)
    do throws(HouseArrestError) {
      if usesTLS { try await connection.startTLS(with: record, during: "connecting to \(service)") }
      return connection
    } catch {
      connection.close()
      throw error
    }
  }

  // MARK: usbmuxd

  private func deviceID() async throws(HouseArrestError) -> Int {
    let reply = try await askUsbmuxd(["MessageType": "ListDevices"], during: "listing phones")
    let properties = reply["DeviceList"]?.arrayValue?.compactMap { $0["Properties"] } ?? []
    let usb = properties.filter { $0["ConnectionType"]?.stringValue != "Network" }
    let match = usb.first { Self.normal($0["SerialNumber"]?.stringValue ?? "") == Self.normal(udid) }
    guard let id = match?["DeviceID"]?.integerValue else {
      throw .noSuchPhone(udid: udid, attached: usb.compactMap { $0["SerialNumber"]?.stringValue })
    }
    return id
  }

  /// usbmuxd may give the modern UDID without its hyphen (libusbmuxd 2.0.2).
  private static func normal(_ udid: String) -> String { udid.filter { $0 != "-" } }

  private func pairRecord() async throws(HouseArrestError) -> PropertyList {
    let request: PropertyList = ["MessageType": "ReadPairRecord", "PairRecordID": .string(udid)]
    let reply = try await askUsbmuxd(request, during: "reading the pair record")
    guard let data = reply["PairRecordData"]?.dataValue else { throw .notPaired(udid: udid) }
    return try keeping(to: "reading the pair record") { () throws(WireError) in
      try PropertyList(xmlOrBinary: data)
    }
  }

  private func askUsbmuxd(
    _ request: PropertyList, during what: String
  ) async throws(HouseArrestError) -> PropertyList {
    let connection = try await WireConnection.connect(to: address, wait: wait)
    defer { connection.close() }
    return try await connection.ask(usbmuxd: request, during: what)
  }

  private func tunnel(to port: UInt16, on id: Int) async throws(HouseArrestError) -> WireConnection {
    let what = "connecting to port \(port) of \(udid)"
    let connection = try await WireConnection.connect(to: address, wait: wait)
    do throws(HouseArrestError) {
      let request: PropertyList = [
        "MessageType": "Connect", "DeviceID": .integer(id),
        "PortNumber": .integer(Int(MuxPacket.swapped(port: port))),
      ]
      switch try await connection.ask(usbmuxd: request, during: what)["Number"]?.integerValue {
      case MuxResult.ok.rawValue: return connection
      case MuxResult.badDevice.rawValue: throw .noSuchPhone(udid: udid, attached: [])
      case MuxResult.connectionRefused.rawValue: throw .refused(what: what, error: "connection refused")
      case let number: throw .refused(what: what, error: "result \(number.map { "\($0)" } ?? "unknown")")
      }
    } catch {
      connection.close()
      throw error
    }
  }

  // MARK: lockdownd

  private func start(
    service: String, on id: Int, _ record: PropertyList
  ) async throws(HouseArrestError) -> (port: UInt16, usesTLS: Bool) {
    let lockdown = try await tunnel(to: 62_078, on: id)
    defer { lockdown.close() }
    _ = try await ask(lockdown, "QueryType")
    let session = try await ask(
      lockdown, "StartSession", ["HostID": record["HostID"], "SystemBUID": record["SystemBUID"]])
    if session["EnableSessionSSL"]?.boolValue == true {
      try await lockdown.startTLS(with: record, during: "starting a session")
    }
    let reply = try await ask(lockdown, "StartService", ["Service": .string(service)])
    guard let port = UInt16(exactly: reply["Port"]?.integerValue ?? 0), port > 0 else {
      throw .protocolBroken(during: "starting \(service)", why: "the reply has no port")
    }
    _ = try? await ask(lockdown, "StopSession", ["SessionID": session["SessionID"]])
    return (port, reply["EnableServiceSSL"]?.boolValue ?? false)
  }

  private func ask(
    _ lockdown: WireConnection, _ name: String, _ arguments: [String: PropertyList?] = [:]
  ) async throws(HouseArrestError) -> PropertyList {
    var request = arguments.compactMapValues { $0 }
    request["Label"] = "sandprobe"
    request["ProtocolVersion"] = "2"
    request["Request"] = .string(name)
    let reply = try await lockdown.ask(.dictionary(request), during: "asking lockdownd for \(name)")
    switch reply["Error"]?.stringValue {
    case nil: return reply
    case "PasswordProtected": throw .locked(udid: udid)
    case "PairingDialogResponsePending": throw .trustPending(udid: udid)
    case "UserDeniedPairing": throw .trustDenied(udid: udid)
    case "InvalidHostID", "MissingHostID", "InvalidPairRecord": throw .notPaired(udid: udid)
    case let error?:
      let service = request["Service"]?.stringValue ?? "lockdownd"
      throw .refused(what: "\(name) of \(service)", error: error)
    }
  }
}

extension WireConnection {
  /// Sends a property list in lockdownd's form and waits for the reply.
  func ask(_ request: PropertyList, during what: String) async throws(HouseArrestError) -> PropertyList {
    try send(try keeping(to: what) { () throws(WireError) in try LockdownFrame(request) }, during: what)
    let reply = try await receive(LockdownFrame.self, during: what)
    return try keeping(to: what) { () throws(WireError) in try reply.message() }
  }

  /// Sends a request to usbmuxd and waits for the reply.
  func ask(
    usbmuxd request: PropertyList, during what: String
  ) async throws(HouseArrestError) -> PropertyList {
    var members = request.dictionaryValue ?? [:]
    members["ClientVersionString"] = "sandprobe"
    members["ProgName"] = "sandprobe"
    members["kLibUSBMuxVersion"] = 3
    let message = PropertyList.dictionary(members)
    try send(try keeping(to: what) { () throws(WireError) in try MuxPacket(tag: 1, message) }, during: what)
    let reply = try await receive(MuxPacket.self, during: what)
    return try keeping(to: what) { () throws(WireError) in try reply.message() }
  }
}
