import DeviceProtocol
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import ProbeProtocol

/// What stands behind a port of a phone.
enum DevicePort {
  case lockdown
  case service(ServiceName)
  case conductor
  case listener(@Sendable (Data) -> Data)

  /// Nil where nothing listens.
  init?(_ port: UInt16, of device: any VirtualDevice) {
    if port == ServiceName.lockdownPort {
      self = .lockdown
    } else if let service = ServiceName(port: port) {
      self = .service(service)
    } else if Int(port) == Conductor.port {
      self = .conductor
    } else if let listener = device.listener(port: port) {
      self = .listener(listener)
    } else {
      return nil
    }
  }

  var service: ServiceName? { if case .service(let service) = self { service } else { nil } }

  func addHandlers(
    to pipeline: ChannelPipeline.SynchronousOperations, device: any VirtualDevice, hub: PhoneHub
  ) throws {
    switch self {
    case .lockdown:
      try pipeline.addHandler(ConversationHandler(LockdownConversation(device: device, hub: hub), hub: hub))
    case .service(let service):
      if hub.options.serviceTLS, device.speaksTLS {
        try pipeline.addHandler(NIOSSLServerHandler(context: hub.identity.tls))
      }
      try pipeline.addHandler(Self.handler(of: service, device: device, hub: hub))
    case .conductor:
      try pipeline.configureHTTPServerPipeline()
      try pipeline.addHandler(ConductorHandler(device: device, hub: hub))
    case .listener(let listener):
      try pipeline.addHandler(ConversationHandler(ListenerConversation(listener), hub: hub))
    }
  }

  private static func handler(
    of service: ServiceName, device: any VirtualDevice, hub: PhoneHub
  ) -> any ChannelHandler {
    switch service {
    case .syslogRelay: LogStreamHandler(syslogRelayOf: device, hub: hub)
    case .osTraceRelay: ConversationHandler(OSTraceConversation(device: device), hub: hub)
    case .installationProxy: ConversationHandler(InstallationConversation(device: device), hub: hub)
    case .houseArrest: ConversationHandler(HouseArrestConversation(device: device), hub: hub)
    case .afc: ConversationHandler(AFCConversation(store: device.mediaFolder), hub: hub)
    }
  }
}
