import DeviceProtocol
import Foundation

extension LogStreamHandler {
  /// `com.apple.syslog_relay`: text, and of the levels only Notice and above (libimobiledevice issues 1141 and 1493).
  convenience init(syslogRelayOf device: any VirtualDevice, hub: PhoneHub) {
    let host = device.lockdownValue(domain: nil, key: "DeviceName")?.stringValue ?? "iPhone"
    self.init(device: device, hub: hub, isFramed: false) { record in
      guard let level = record.level.relayWord else { return nil }
      return SyslogRelayText(
        time: record.time, host: host, process: record.process, image: record.image, pid: record.pid,
        level: level, message: record.message
      ).encoded()
    }
  }
}

extension PhoneLogRecord.Level {
  /// The level's word in syslog_relay; nil for levels that it does not carry.
  fileprivate var relayWord: String? {
    switch self {
    case .default: "Notice"
    case .error: "Error"
    case .fault: "Fault"
    case .info, .debug: nil
    }
  }
}
