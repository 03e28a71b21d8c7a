import Foundation

/// One log line of an event: a numbered chunk of its JSON, signed.
///
/// The form is `SPE1 <event> <part>/<parts> <base64url> <signature>`. Everything is ASCII without blanks inside a
/// field, and the line stays within ``maximumLength`` bytes: the unified log cuts a default-level message at 1,024
/// (os/log.h of the iOS 16.5 SDK), and relays mangle backslashes, non-ASCII bytes and newlines.
public struct EventLine: Hashable, Sendable {
  /// Which event: the same for all its parts, `<pid>.<sequence>.<actor>.<performance>`. One process can act in several
  /// performances, each of which counts its events from 1.
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
    let id = "\(event.pid).\(event.sequence).\(event.actor)\(performance(of: event))"
    return (0..<parts).map { index in
      let range = index * payloadLength..<min((index + 1) * payloadLength, text.count)
      var line = EventLine(
        event: id, part: index + 1, parts: parts, payload: String(decoding: text[range], as: UTF8.self),
        signature: "")
      line.signature = key.signature(of: line.signedBytes)
      return line
    }
  }

  /// Who acted, as the name of the event says.
  public var actor: Substring {
    let parts = event.utf8.split(
      separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
    return Substring(parts.count > 2 ? parts[2] : parts.last ?? Substring().utf8)
  }

  /// A short word for scenario and repetition; nothing for what belongs to none.
  private static func performance(of event: Event) -> String {
    guard let scenario = event.scenario else { return "" }
    let name = Array("\(scenario) \(event.repetition ?? 0)".utf8)
    return "." + ContentDigest(of: name).rawValue.prefix(8)
  }

  /// The line's text, as it is logged.
  public var text: String { "\(unsignedText) \(signature)" }

  /// Whether the holder of the key wrote this line.
  public func isAuthentic(under key: RunKey) -> Bool { key.isValid(signature, of: signedBytes) }

  /// Reads a log message. Nil where it does not have the form; an altered signature is still read, since only
  /// ``isAuthentic(under:)`` judges it.
  public init?(message: some StringProtocol) {
    var message = String(message)
    guard let line = message.withUTF8({ Self(message: $0) }) else { return nil }
    self = line
  }

  /// A dense log has such a line among every hundred, so that it is read in bytes, and text is made of fields alone.
  private init?(message: UnsafeBufferPointer<UInt8>) {
    guard message.starts(with: Self.marker.utf8) else { return nil }
    var blanks: [Int] = []
    blanks.reserveCapacity(4)
    while let blank = message[((blanks.last ?? -1) + 1)...].first(UInt8(ascii: " ")) {
      guard blanks.count < 4 else { return nil }
      blanks.append(blank)
    }
    guard blanks.count == 4, blanks[0] == Self.marker.utf8.count, blanks[1] > blanks[0] + 1,
      let numbers = Self.numbers(message[(blanks[1] + 1)..<blanks[2]])
    else { return nil }
    func text(_ range: Range<Int>) -> String { String(decoding: message[range], as: UTF8.self) }
    self.init(
      event: text((blanks[0] + 1)..<blanks[1]), part: numbers.part, parts: numbers.parts,
      payload: text((blanks[2] + 1)..<blanks[3]), signature: text((blanks[3] + 1)..<message.count))
  }

  /// `1/3`
  private static func numbers(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> (part: Int, parts: Int)? {
    guard let slash = field.first(UInt8(ascii: "/")),
      let part = Int(String(decoding: field[..<slash], as: UTF8.self)),
      let parts = Int(String(decoding: field[(slash + 1)...], as: UTF8.self)),
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

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The first place of the byte.
  fileprivate func first(_ byte: UInt8) -> Int? {
    guard let start = base.baseAddress, !isEmpty, let hit = memchr(start + startIndex, Int32(byte), count)
    else { return nil }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(start)
  }
}
