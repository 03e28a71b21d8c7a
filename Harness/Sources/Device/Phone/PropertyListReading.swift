import DeviceProtocol
import Foundation
import ProbeProtocol

/// What the tools print with `-x`, `-o xml` and `--xml`.
enum PropertyListReading {
  /// The property list in what a tool printed.
  /// - Throws: ``ToolError/unreadable(command:why:)``.
  static func read(_ bytes: Data, command: String) throws -> PropertyList {
    guard !bytes.allSatisfy({ $0 <= 0x20 }) else {
      throw ToolError.unreadable(command: command, why: "it wrote nothing")
    }
    do {
      return try PropertyList(xmlOrBinary: bytes)
    } catch {
      let start = String(decoding: bytes.prefix(80), as: UTF8.self)
      throw ToolError.unreadable(
        command: command, why: "it is no property list (\(error)): \(start.debugDescription)")
    }
  }
}

extension JSONValue {
  /// The value in JSON: data as base64url text, dates as ISO 8601 in UTC.
  init(_ value: PropertyList) {
    switch value {
    case .string(let text): self = .string(text)
    case .integer(let number): self = .int(number)
    case .real(let number): self = number.isFinite ? .double(number) : .string("\(number)")
    case .bool(let truth): self = .bool(truth)
    case .data(let bytes): self = .string(Base64URL.encode(bytes))
    case .date(let date): self = .string(date.formatted(.iso8601))
    case .array(let values): self = .array(values.map { JSONValue($0) })
    case .dictionary(let members): self = .object(members.mapValues { JSONValue($0) })
    }
  }
}
