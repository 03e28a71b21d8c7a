import Foundation

/// One log line of an event: a numbered chunk of its JSON, signed.
///
/// The form is `SPE1 <event> <part>/<parts> <base64url> <signature>`. Everything is ASCII without blanks inside a
/// field, and the line stays within ``maximumLength`` bytes: the unified log cuts a default-level message at 1,024
/// (os/log.h of the iOS 16.5 SDK), and relays mangle backslashes, non-ASCII bytes and newlines.
public struct EventLine: Hashable, Sendable {
  /// Which event: the same for all its parts, `<pid>.<sequence>.<actor>`.
  public var event: String
  /// This part's number, from 1.
  public var part: Int
  public var parts: Int
  /// A piece of the event's JSON in base64url.
  public var payload: String
  public var signature: String

  /// No line is longer than this many bytes.
  public static let maximumLength = 800
  /// What every line begins with.
  public static let marker = "SPE1"
  /// More parts than any honest event has; a line that claims more is refused.
  public static let maximumParts = 4_096

  private static let payloadLength = 600

  /// The lines that carry an event, in order.
  public static func lines(for event: Event, key: RunKey) -> [EventLine] {
    let text = Array(Base64URL.encode(CanonicalJSON.encode(event)).utf8)
    let parts = max(1, (text.count + payloadLength - 1) / payloadLength)
    let id = "\(event.pid).\(event.sequence).\(event.actor)"
    return (0..<parts).map { index in
      let range = index * payloadLength..<min((index + 1) * payloadLength, text.count)
      var line = EventLine(
        event: id, part: index + 1, parts: parts, payload: String(decoding: text[range], as: UTF8.self),
        signature: "")
      line.signature = key.signature(of: line.signedBytes)
      return line
    }
  }

  /// The line's text, as it is logged.
  public var text: String { "\(unsignedText) \(signature)" }

  /// Whether the holder of the key wrote this line.
  public func isAuthentic(under key: RunKey) -> Bool { key.isValid(signature, of: signedBytes) }

  /// Reads a log message. Nil where it does not have the form; an altered signature is still read, since only
  /// ``isAuthentic(under:)`` judges it.
  public init?(message: some StringProtocol) {
    var fields: [Substring] = []
    fields.reserveCapacity(5)
    let message = Substring(message)
    let bytes = message.utf8
    guard bytes.starts(with: Self.marker.utf8) else { return nil }
    var start = bytes.startIndex
    while let blank = bytes[start...].firstIndex(of: UInt8(ascii: " ")) {
      guard fields.count < 4 else { return nil }
      fields.append(message[start..<blank])
      start = bytes.index(after: blank)
    }
    fields.append(message[start...])
    guard fields.count == 5, fields[0] == Self.marker, !fields[1].isEmpty,
      let numbers = Self.numbers(fields[2])
    else { return nil }
    self.init(
      event: String(fields[1]), part: numbers.part, parts: numbers.parts, payload: String(fields[3]),
      signature: String(fields[4]))
  }

  /// `1/3`
  private static func numbers(_ field: Substring) -> (part: Int, parts: Int)? {
    guard let slash = field.utf8.firstIndex(of: UInt8(ascii: "/")),
      let part = Int(field[..<slash]), let parts = Int(field[field.utf8.index(after: slash)...]),
      (1...maximumParts).contains(parts), (1...parts).contains(part)
    else { return nil }
    return (part, parts)
  }

  public init(event: String, part: Int, parts: Int, payload: String, signature: String) {
    self.event = event
    self.part = part
    self.parts = parts
    self.payload = payload
    self.signature = signature
  }

  /// Joins the payloads of all parts, in order.
  /// - Throws: `EventLineError` where they are not the JSON of an event.
  public static func event(joining payloads: some Sequence<String>) throws -> Event {
    var text: [UInt8] = []
    for payload in payloads { text.append(contentsOf: payload.utf8) }
    guard let json = Base64URL.bytes(of: text) else { throw EventLineError.payloadIsNotBase64URL }
    do {
      return try Event(json: json)
    } catch {
      throw EventLineError.payloadIsNoEvent(String(describing: error))
    }
  }

  private var unsignedText: String { "\(Self.marker) \(event) \(part)/\(parts) \(payload)" }
  private var signedBytes: Data { Data(unsignedText.utf8) }
}

/// Why the parts of an event line do not make an event.
public enum EventLineError: Error, Hashable, Sendable {
  /// The joined payloads hold characters outside the alphabet.
  case payloadIsNotBase64URL
  /// The payload decodes to something else than an event; with what the decoder said.
  case payloadIsNoEvent(String)
}
