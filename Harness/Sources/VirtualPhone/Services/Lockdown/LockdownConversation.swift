import DeviceProtocol
import Foundation
import NIOConcurrencyHelpers

/// lockdownd: tells what the phone is, lets paired hosts in and says where services listen.
///
/// Every reply names its request: libimobiledevice rejects one that does not.
final class LockdownConversation: ServiceConversation {
  private let device: any VirtualDevice
  private let hub: PhoneHub
  private let session = NIOLockedValueBox<String?>(nil)

  init(device: any VirtualDevice, hub: PhoneHub) {
    self.device = device
    self.hub = hub
  }

  func answer(_ frame: LockdownFrame) throws -> ServiceStep {
    let request = try frame.message()
    guard let name = request["Request"]?.stringValue else { return ServiceStep(next: .close) }
    var reply: [String: PropertyList] = ["Request": .string(name)]
    var next = ServiceStep.Next.goOn
    do throws(LockdownRefusal) {
      switch name {
      case "QueryType": reply["Type"] = "com.apple.mobile.lockdown"
      case "GetValue": try value(request, &reply)
      case "SetValue", "RemoveValue": echo(["Domain", "Key", "Value"], of: request, &reply)
      case "Pair": reply["EscrowBag"] = .data(try pair(request))
      case "ValidatePair", "Unpair": try requireTrust()
      case "StartSession": next = try startSession(request, &reply)
      case "StartService": try startService(request, &reply)
      case "StopSession": session.withLockedValue { $0 = nil }
      case "Goodbye": next = .close
      default: throw .invalidRequest
      }
    } catch {
      reply["Error"] = .string(error.rawValue)
    }
    return try .reply(.dictionary(reply), next: next)
  }

  private func value(_ request: PropertyList, _ reply: inout [String: PropertyList]) throws(LockdownRefusal) {
    echo(["Domain", "Key"], of: request, &reply)
    let (domain, key) = (request["Domain"]?.stringValue, request["Key"]?.stringValue)
    if domain == nil, key == "DevicePublicKey" {
      reply["Value"] = .data(PhoneIdentity.devicePublicKey)
      return
    }
    guard let value = device.lockdownValue(domain: domain, key: key) else { throw .missingValue }
    reply["Value"] = value
  }

  private func echo(_ keys: [String], of request: PropertyList, _ reply: inout [String: PropertyList]) {
    for key in keys { reply[key] = request[key] }
  }

  private func requireTrust() throws(LockdownRefusal) {
    switch device.hostAccess {
    case .granted, .locked: break
    case .trustPending: throw .pairingDialogResponsePending
    case .trustDenied: throw .userDeniedPairing
    }
  }

  private func pair(_ request: PropertyList) throws(LockdownRefusal) -> Data {
    try requireTrust()
    if device.hostAccess == .locked { throw .passwordProtected }
    guard let host = request["PairRecord"]?["HostID"]?.stringValue else { throw .missingHostID }
    hub.trust(host: host)
    return Data(count: 32)
  }

  private func startSession(
    _ request: PropertyList, _ reply: inout [String: PropertyList]
  ) throws(LockdownRefusal) -> ServiceStep.Next {
    guard let host = request["HostID"]?.stringValue else { throw .missingHostID }
    let access = device.hostAccess
    guard access == .granted || access == .locked, hub.trusts(host: host) else { throw .invalidHostID }
    let id = UUID().uuidString
    let isFirst = session.withLockedValue { session in
      defer { session = session ?? id }
      return session == nil
    }
    guard isFirst else { throw .sessionActive }
    reply["SessionID"] = .string(id)
    reply["EnableSessionSSL"] = .bool(hub.options.sessionTLS)
    return hub.options.sessionTLS ? .startTLS : .goOn
  }

  private func startService(
    _ request: PropertyList, _ reply: inout [String: PropertyList]
  ) throws(LockdownRefusal) {
    echo(["Service"], of: request, &reply)
    guard session.withLockedValue({ $0 }) != nil else { throw .sessionInactive }
    if device.hostAccess == .locked { throw .passwordProtected }
    guard let service = ServiceName(rawValue: request["Service"]?.stringValue ?? "") else {
      throw .invalidService
    }
    reply["Port"] = .integer(Int(service.port))
    reply["EnableServiceSSL"] = .bool(hub.options.serviceTLS && device.speaksTLS)
  }
}

/// lockdownd's errors, by their names on the wire (libimobiledevice 1.3.0 src/lockdown.c).
enum LockdownRefusal: String, Error {
  case missingValue = "MissingValue"
  case missingHostID = "MissingHostID"
  case invalidHostID = "InvalidHostID"
  case invalidService = "InvalidService"
  case invalidRequest = "InvalidRequest"
  case sessionActive = "SessionActive"
  case sessionInactive = "SessionInactive"
  case passwordProtected = "PasswordProtected"
  case pairingDialogResponsePending = "PairingDialogResponsePending"
  case userDeniedPairing = "UserDeniedPairing"
}
