import DeviceProtocol
package import Foundation
package import VirtualPhone

/// The bytes that idevicesyslog 1.3.0 prints of what `com.apple.syslog_relay` sends.
///
/// It prints what stands before each NUL, without the host's name where the header has the usual form, and keeps what
/// came without a NUL for the next record (measured: device-protocols, sections 5 and 6; the virtual phone's services
/// are tested against the real tool).
package struct RelayPrint: Sendable {
  package static let connected = "[connected]\n"
  package static let disconnected = "[disconnected]\n"

  /// The phone's name as the relay sends it.
  package var host: String

  package init(host: String) { self.host = host }

  /// What the relay sends for a record, with the NUL that ends it; nil for levels that it does not carry
  /// (libimobiledevice issues 1141 and 1493).
  package func sent(_ record: PhoneLogRecord) -> Data? {
    let level: String
    switch record.level {
    case .default: level = "Notice"
    case .error: level = "Error"
    case .fault: level = "Fault"
    case .info, .debug: return nil
    }
    return SyslogRelayText(
      time: record.time, host: host, process: record.process, image: record.image, pid: record.pid,
      level: level, message: record.message
    ).encoded()
  }

  /// What the tool prints of a record that arrives whole.
  package func printed(_ record: PhoneLogRecord) -> Data {
    guard let sent = sent(record) else { return Data() }
    return Self.withoutHost(sent.dropLast())
  }

  /// The host goes where bytes 3, 6 and 15 are blanks and a `[`, a `]` and a blank follow; else all stays as it is.
  package static func withoutHost(_ text: Data) -> Data {
    let bytes = [UInt8](text)
    let blank = UInt8(ascii: " ")
    guard bytes.count > 16, bytes[3] == blank, bytes[6] == blank, bytes[15] == blank,
      let hostEnd = bytes[16...].firstIndex(of: blank),
      let opening = bytes[hostEnd...].firstIndex(of: UInt8(ascii: "[")),
      let closing = bytes[opening...].firstIndex(of: UInt8(ascii: "]")),
      bytes[closing...].contains(blank)
    else { return text }
    return Data(bytes[..<16]) + Data(bytes[(hostEnd + 1)...])
  }
}

/// The tool at work on pieces of the channel as they come.
package struct RelayTool: Sendable {
  private var held = Data()

  package init() {}

  /// Takes bytes of the channel.
  /// - Returns: what the tool prints.
  package mutating func take(_ bytes: Data) -> Data {
    var printed = Data()
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0) {
      held.append(rest[..<end])
      printed.append(RelayPrint.withoutHost(held))
      held = Data()
      rest = rest[rest.index(after: end)...]
    }
    held.append(rest)
    return printed
  }
}
