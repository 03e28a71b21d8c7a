/// The services that lockdownd starts, with the device port that each has for good.
enum ServiceName: String, CaseIterable, Sendable {
  case syslogRelay = "com.apple.syslog_relay"
  case osTraceRelay = "com.apple.os_trace_relay"
  case installationProxy = "com.apple.mobile.installation_proxy"
  case houseArrest = "com.apple.mobile.house_arrest"
  case afc = "com.apple.afc"

  /// Where lockdownd listens on every iOS device.
  static let lockdownPort: UInt16 = 62_078

  var port: UInt16 {
    switch self {
    case .syslogRelay: 49_201
    case .osTraceRelay: 49_202
    case .installationProxy: 49_203
    case .houseArrest: 49_204
    case .afc: 49_205
    }
  }

  init?(port: UInt16) {
    guard let service = Self.allCases.first(where: { $0.port == port }) else { return nil }
    self = service
  }
}
