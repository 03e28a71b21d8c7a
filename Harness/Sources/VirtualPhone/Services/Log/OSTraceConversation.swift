import DeviceProtocol
import Foundation

/// `com.apple.os_trace_relay`: every level of the unified log, and the list of processes.
final class OSTraceConversation: ServiceConversation {
  private let device: any VirtualDevice

  init(device: any VirtualDevice) { self.device = device }

  func answer(_ frame: LockdownFrame) throws -> ServiceStep {
    let request = try frame.message()
    let succeeded: PropertyList = ["Status": "RequestSuccessful"]
    switch request["Request"]?.stringValue {
    case "StartActivity":
      let stream = stream(of: request["Pid"]?.integerValue ?? -1)
      return ServiceStep(replies: [try OSTraceFrame.reply(succeeded).encoded()], next: .handOver(stream))
    case "PidList":
      let names = device.processes().map { ("\($0)", PropertyList.dictionary(["ProcessName": .string($1)])) }
      let payload = PropertyList.dictionary(Dictionary(names) { first, _ in first })
      let reply = OSTraceFrame.reply(["Status": "RequestSuccessful", "Payload": payload])
      return ServiceStep(replies: [try reply.encoded()])
    default:
      let reply = OSTraceFrame.reply(["Status": "RequestFailed"])
      return ServiceStep(replies: [try reply.encoded()], next: .close)
    }
  }

  /// - Parameter pid: -1, also as the unsigned number with the same bits, stands for all processes.
  private func stream(of pid: Int) -> @Sendable (PhoneHub) -> LogStreamHandler {
    let device = device
    let only = pid == -1 || pid == Int(UInt32.max) ? nil : Int32(exactly: pid) ?? -1
    return { hub in
      LogStreamHandler(device: device, hub: hub, isFramed: true) { record in
        guard only == nil || record.pid == only else { return nil }
        return try? OSTraceFrame.record(OSTraceRecord(record)).encoded()
      }
    }
  }
}

extension OSTraceRecord {
  init(_ record: PhoneLogRecord) {
    let microseconds = (max(0, record.time.timeIntervalSince1970) * 1_000_000).rounded(.down)
    let time = UInt64(exactly: microseconds) ?? 0
    self.init(
      pid: UInt32(bitPattern: record.pid), threadID: UInt32(bitPattern: record.pid),
      seconds: time / 1_000_000, microseconds: UInt32(time % 1_000_000), level: Level(record.level),
      processPath: record.processPath, imagePath: record.image ?? record.processPath,
      message: record.message, subsystem: record.subsystem, category: record.category)
  }
}

extension OSTraceRecord.Level {
  init(_ level: PhoneLogRecord.Level) {
    switch level {
    case .default: self = .notice
    case .info: self = .info
    case .debug: self = .debug
    case .error: self = .error
    case .fault: self = .fault
    }
  }
}
