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

  package init(host: String) { self.host = SyslogRelayText.hostName(host) }

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
    let blank = UInt8(ascii: " ")
    guard
      let host = text.withUnsafeBytes({ bytes -> Range<Int>? in
        guard bytes.count > 16, bytes[3] == blank, bytes[6] == blank, bytes[15] == blank,
          let hostEnd = place(of: blank, from: 16, in: bytes),
          let opening = place(of: UInt8(ascii: "["), from: hostEnd, in: bytes),
          let closing = place(of: UInt8(ascii: "]"), from: opening, in: bytes),
          place(of: blank, from: closing, in: bytes) != nil
        else { return nil }
        return 16..<(hostEnd + 1)
      })
    else { return text }
    var rest = text
    rest.removeSubrange((text.startIndex + host.lowerBound)..<(text.startIndex + host.upperBound))
    return rest
  }

  fileprivate static func place(of byte: UInt8, from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let hit = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(hit) - base
  }
}

/// The tool at work on pieces of the channel as they come.
package struct RelayTool: Sendable {
  private var held = Data()

  package init() {}

  /// Whether a piece without its end waits for what comes next.
  var isHolding: Bool { !held.isEmpty }

  /// Takes bytes of the channel.
  /// - Returns: what the tool prints.
  package mutating func take(_ bytes: Data) -> Data {
    var printed = Data()
    var rest = bytes[...]
    while let end = rest.withUnsafeBytes({ RelayPrint.place(of: 0, from: 0, in: $0) }) {
      let place = rest.startIndex + end
      held.append(rest[..<place])
      printed.append(RelayPrint.withoutHost(held))
      held = Data()
      rest = rest[(place + 1)...]
    }
    held.append(rest)
    return printed
  }
}
