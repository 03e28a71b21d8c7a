import Analysis
public import Foundation
import ProbeProtocol
public import Syslog

/// A record as one line of JSON: sorted keys, every key present, null for what it does not have.
///
/// `line` and `lines` count lines of the source, `byteStart` and `byteEnd` its uncompressed bytes. `content` says which of
/// `sandbox`, `daemon`, `event` and `notice` is an object; the others are null.
public enum LogRecordJSON {
  /// The line with its newline.
  /// - Parameter source: name of the file or stream that the record is from.
  public static func line(_ record: LogRecord, source: String) -> Data {
    var line = JSONLine()
    line.number("byteEnd", record.bytes.upperBound)
    line.number("byteStart", record.bytes.lowerBound)
    line.text("category", record.category)
    line.text("content", name(of: record.content))
    daemon(record, &line)
    event(record, &line)
    line.text("family", family(of: record.content)?.rawValue)
    line.text("form", record.form?.rawValue)
    line.text("image", record.image)
    line.text("level", record.level)
    line.number("line", record.line)
    line.number("lines", record.lineCount)
    line.text("message", record.message)
    notice(record, &line)
    line.number("pid", record.pid.map(Int.init))
    line.text("process", record.process)
    sandbox(record, &line)
    line.text("source", source)
    line.text("stamp", record.stamp)
    line.text("subsystem", record.subsystem)
    return line.finished
  }

  private static func name(of content: LogContent) -> String {
    switch content {
    case .sandbox: "sandbox"
    case .event: "event"
    case .canary: "canary"
    case .notice: "notice"
    case .daemon: "daemon"
    case .plain: "plain"
    case .unplaced: "unplaced"
    }
  }

  private static func family(of content: LogContent) -> LogFamily? {
    if case .family(let family) = LogKind(content) { family } else { nil }
  }

  private static func daemon(_ record: LogRecord, _ line: inout JSONLine) {
    guard case .daemon(let family) = record.content else { return line.null("daemon") }
    let daemon = DaemonMessage(family: family, process: record.process, message: record.message)
    line.object("daemon") { line in
      line.text("kind", daemon.kind)
      line.text("words", daemon.words)
    }
  }

  private static func event(_ record: LogRecord, _ line: inout JSONLine) {
    guard case .event(let event) = record.content else { return line.null("event") }
    line.object("event") { line in
      line.text("event", event.event)
      line.number("part", event.part)
      line.number("parts", event.parts)
    }
  }

  private static func notice(_ record: LogRecord, _ line: inout JSONLine) {
    guard case .notice(let notice) = record.content else { return line.null("notice") }
    var (kind, udid, times): (String, String?, Int?) = ("", nil, nil)
    switch notice {
    case .connected(let phone): (kind, udid) = ("connected", phone)
    case .disconnected(let phone): (kind, udid) = ("disconnected", phone)
    case .banner: kind = "banner"
    case .dropped: kind = "dropped"
    case .tool: kind = "tool"
    case .repeated(let count): (kind, times) = ("repeated", count)
    }
    line.object("notice") { line in
      line.text("kind", kind)
      line.number("times", times)
      line.text("udid", udid)
    }
  }

  private static func sandbox(_ record: LogRecord, _ line: inout JSONLine) {
    guard case .sandbox(let violation) = record.content else { return line.null("sandbox") }
    line.object("sandbox") { line in
      line.number("code", violation.code)
      line.number("duplicates", violation.duplicates)
      line.text("operation", violation.operation)
      line.number("pid", violation.subject?.pid.map(Int.init))
      line.text("subject", violation.subject?.name)
      line.text("target", violation.target)
      line.text("verdict", violation.isDeny ? "deny" : "allow")
    }
  }
}

/// Builds an object of JSON on one line; the caller sees to the keys' order.
struct JSONLine {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  mutating func null(_ key: String) { member(key, "null") }

  mutating func number(_ key: String, _ value: Int?) { member(key, value.map(String.init) ?? "null") }

  mutating func text(_ key: String, _ value: String?) {
    guard let value else { return null(key) }
    name(key)
    string(value)
  }

  mutating func object(_ key: String, _ members: (inout JSONLine) -> Void) {
    name(key)
    bytes.append(UInt8(ascii: "{"))
    members(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  /// The whole line.
  var finished: Data { Data(bytes + Array("}\n".utf8)) }

  private mutating func member(_ key: String, _ value: String) {
    name(key)
    bytes += Array(value.utf8)
  }

  private mutating func name(_ key: String) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    string(key)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += Array("\\\"".utf8)
      case "\\": bytes += Array("\\\\".utf8)
      case "\n": bytes += Array("\\n".utf8)
      case "\t": bytes += Array("\\t".utf8)
      case "\r": bytes += Array("\\r".utf8)
      case "\u{0}"..<" ": SafeJSON.append(escape: UInt16(scalar.value), to: &bytes)
      case " "..<"\u{7F}": bytes.append(UInt8(scalar.value))
      default: SafeJSON.append(scalar, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
