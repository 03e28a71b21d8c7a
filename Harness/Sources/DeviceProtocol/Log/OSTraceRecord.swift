public import Foundation

/// A record as `com.apple.os_trace_relay` sends it: 129 bytes of packed little-endian header and five texts.
///
/// The layout is what idevicesyslog 1.4.0 and pymobiledevice3 11.45.0 read.
public struct OSTraceRecord: Hashable, Sendable {
  /// Levels by their numbers on the wire.
  public enum Level: UInt8, Sendable {
    case notice = 0
    case info = 1
    case debug = 2
    case error = 0x10
    case fault = 0x11
  }

  public var pid: UInt32
  public var threadID: UInt32
  /// Since 1970.
  public var seconds: UInt64
  /// 0 to 999,999.
  public var microseconds: UInt32
  /// A ``Level`` by its number; one that is not known prints as `<Unknown>`.
  public var level: UInt8
  public var processPath: String
  public var imagePath: String
  public var message: String
  public var subsystem: String
  public var category: String

  public init(
    pid: UInt32, threadID: UInt32 = 0, seconds: UInt64, microseconds: UInt32, level: Level,
    processPath: String, imagePath: String, message: String, subsystem: String = "", category: String = ""
  ) {
    self.pid = pid
    self.threadID = threadID
    self.seconds = seconds
    self.microseconds = microseconds
    self.level = level.rawValue
    self.processPath = processPath
    self.imagePath = imagePath
    self.message = message
    self.subsystem = subsystem
    self.category = category
  }

  /// Length of the header.
  public static let headerLength = 129

  /// The record's bytes. Texts end at their first NUL, and are cut where their length does not fit its field.
  public func encoded() -> Data {
    let process = Self.terminated(processPath, most: Int(UInt16.max))
    let image = Self.terminated(imagePath, most: Int(UInt16.max))
    let text = Self.terminated(message, most: 16 << 20)
    let system = Self.terminated(subsystem, most: Int(UInt16.max))
    let kind = Self.terminated(category, most: Int(UInt16.max))
    var bytes = Data(capacity: Self.headerLength + process.count + image.count + text.count + 64)
    bytes.append(little: UInt8(2))
    bytes.append(little: UInt32(8))
    bytes.append(little: UInt32(Self.headerLength))
    bytes.append(little: pid)
    bytes.append(little: UInt64(pid))
    bytes.append(Data(count: 16))
    bytes.append(little: UInt16(process.count))
    bytes.append(Data(count: 16))
    bytes.append(little: seconds)
    bytes.append(little: microseconds)
    bytes.append(little: UInt8(0))
    bytes.append(little: level)
    bytes.append(Data(count: 6))
    bytes.append(little: seconds &* 1_000_000 &+ UInt64(microseconds))
    bytes.append(little: threadID)
    bytes.append(Data(count: 4 + 16))
    bytes.append(little: UInt16(image.count))
    bytes.append(little: UInt32(text.count))
    bytes.append(Data(count: 4))
    bytes.append(little: UInt16(system.count))
    bytes.append(Data(count: 2))
    bytes.append(little: UInt16(kind.count))
    bytes.append(Data(count: 6))
    for part in [process, image, text, system, kind] { bytes.append(contentsOf: part) }
    return bytes
  }

  /// Reads a record.
  public init(_ bytes: Data) throws(WireError) {
    var reader = ByteReader(bytes)
    let marker = try reader.little(UInt8.self, of: "log record marker")
    guard marker == 2 else { throw .badField("log record marker", value: UInt64(marker)) }
    _ = try reader.bytes(4, of: "log record type")
    let headerLength = try reader.little(UInt32.self, of: "log record header length")
    guard headerLength == Self.headerLength else {
      throw .badField("log record header length", value: UInt64(headerLength))
    }
    pid = try reader.little(UInt32.self, of: "log record pid")
    _ = try reader.bytes(24, of: "log record process")
    let process = try reader.little(UInt16.self, of: "log record process path length")
    _ = try reader.bytes(16, of: "log record activities")
    seconds = try reader.little(UInt64.self, of: "log record time")
    microseconds = try reader.little(UInt32.self, of: "log record time")
    _ = try reader.bytes(1, of: "log record")
    level = try reader.little(UInt8.self, of: "log record level")
    _ = try reader.bytes(14, of: "log record")
    threadID = try reader.little(UInt32.self, of: "log record thread")
    _ = try reader.bytes(20, of: "log record")
    let image = try reader.little(UInt16.self, of: "log record image path length")
    let text = try reader.little(UInt32.self, of: "log record message length")
    _ = try reader.bytes(4, of: "log record")
    let system = try reader.little(UInt16.self, of: "log record subsystem length")
    _ = try reader.bytes(2, of: "log record")
    let kind = try reader.little(UInt16.self, of: "log record category length")
    _ = try reader.bytes(6, of: "log record")
    processPath = try Self.text(&reader, Int(process))
    imagePath = try Self.text(&reader, Int(image))
    message = try Self.text(&reader, Int(text))
    subsystem = try Self.text(&reader, Int(system))
    category = try Self.text(&reader, Int(kind))
  }

  private static func terminated(_ text: String, most: Int) -> [UInt8] {
    Array(text.utf8.prefix { $0 != 0 }.prefix(most - 1)) + [0]
  }

  private static func text(_ reader: inout ByteReader, _ length: Int) throws(WireError) -> String {
    String(decoding: try reader.bytes(length, of: "log record text").prefix { $0 != 0 }, as: UTF8.self)
  }
}
