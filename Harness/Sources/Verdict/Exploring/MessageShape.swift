import Foundation
import Syslog

/// A message without what differs from run to run: identifiers, numbers, addresses, quoted text and paths are replaced by
/// what kind of thing stood there. Messages of one shape are of one kind.
struct MessageShape: Sendable {
  var paths: PathKinds
  /// Texts of the run with what stands for them: bundle ids, whose team differs, canaries, the run's own names.
  private let names: [(text: [UInt8], word: String)]
  private let finder: PhraseFinder

  /// No more of a message is looked at, in bytes.
  static let limit = 2_048
  /// No shape is longer, in characters.
  static let longest = 300

  init(paths: PathKinds, names: [String: String]) {
    self.paths = paths
    // The longest first, so that one name's beginning is not taken for another.
    self.names = names.filter { $0.key.utf8.count >= 4 }
      .sorted { ($1.key.utf8.count, $0.key) < ($0.key.utf8.count, $1.key) }
      .map { (Array($0.key.utf8), $0.value) }
    finder = PhraseFinder(self.names.map(\.text))
  }

  /// The shape of a message.
  func shape(of message: String) -> String {
    var reader = Reader(bytes: Array(message.utf8.prefix(Self.limit)), shape: self)
    reader.named = reader.bytes.withUnsafeBytes { finder.places(in: $0) }
    let shape = reader.read()
    return shape.count > Self.longest ? shape.prefix(Self.longest) + "…" : shape
  }

  fileprivate func name(at place: Int, in bytes: [UInt8]) -> (length: Int, word: String)? {
    names.first { bytes[place...].starts(with: $0.text) }.map { ($0.text.count, $0.word) }
  }
}

extension MessageShape {
  /// Goes over a message once.
  fileprivate struct Reader {
    var bytes: [UInt8]
    var shape: MessageShape
    /// Where names of the run stand, in order.
    var named: [Int] = []
    private var out: [UInt8] = []
    private var at = 0

    init(bytes: [UInt8], shape: MessageShape) { (self.bytes, self.shape) = (bytes, shape) }

    mutating func read() -> String {
      while at < bytes.count {
        if takeName() || takeQuoted() || takePath() || takeWord() { continue }
        out.append(bytes[at] < 0x20 ? 0x20 : bytes[at])
        at += 1
      }
      return String(decoding: out, as: UTF8.self)
    }

    private mutating func put(_ word: String, to end: Int) -> Bool {
      out += Array(word.utf8)
      at = end
      return true
    }

    // MARK: Parts

    private mutating func takeName() -> Bool {
      while let first = named.first, first < at { named.removeFirst() }
      guard named.first == at, let name = shape.name(at: at, in: bytes) else { return false }
      return put(name.word, to: at + name.length)
    }

    /// Text in quotes is what somebody named; a path in them stays a path.
    private mutating func takeQuoted() -> Bool {
      guard let close = Self.closing[bytes[at]], !isBehindWord else { return false }
      guard let end = bytes[(at + 1)...].firstIndex(of: close), end > at + 1 else { return false }
      let text = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
      let inner = path(in: text) ?? "<text>"
      return put(
        "\(Character(UnicodeScalar(bytes[at])))\(inner)\(Character(UnicodeScalar(close)))", to: end + 1)
    }

    /// `/private/var/…`, `file:///…`, and other URLs.
    private mutating func takePath() -> Bool {
      let isPath = bytes[at] == UInt8(ascii: "/") && !isBehindWord
      let isURL = !isPath && !isBehindWord && isScheme
      guard isPath || isURL else { return false }
      var end = bytes[at...].firstIndex(where: Self.endsPath) ?? bytes.count
      // The one folder of iOS with blanks in its name that shared files lie in.
      let storage = Array("File Provider Storage".utf8)
      if let blank = bytes[at...].firstIndex(of: 0x20), blank == end, end >= at + 4,
        bytes[(end - 4)...].starts(with: storage)
      {
        end = bytes[(end - 4 + storage.count)...].firstIndex(where: Self.endsPath) ?? bytes.count
      }
      while end > at + 1, [UInt8(ascii: "."), UInt8(ascii: ":")].contains(bytes[end - 1]) { end -= 1 }
      guard end > at + 1, let kind = path(in: String(decoding: bytes[at..<end], as: UTF8.self)) else {
        return false
      }
      return put(kind, to: end)
    }

    private func path(in text: String) -> String? {
      if text.hasPrefix("/") { return shape.paths.kind(of: text) }
      guard let colon = text.range(of: "://") else { return nil }
      let scheme = text[..<colon.lowerBound]
      guard !scheme.isEmpty, scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-" || $0 == ".") })
      else {
        return nil
      }
      return scheme == "file" ? shape.paths.kind(of: String(text[colon.upperBound...])) : "<\(scheme) URL>"
    }

    /// Whether letters and `://` stand here.
    private var isScheme: Bool {
      guard Self.isLetter(bytes[at]) else { return false }
      let end = bytes[at...].firstIndex { !Self.isLetter($0) && $0 != 0x2D && $0 != 0x2E } ?? bytes.count
      return end - at <= 40 && bytes[end...].starts(with: Array("://".utf8))
    }

    /// A run of letters and digits: a UUID, an address, a number, a token, or a word.
    private mutating func takeWord() -> Bool {
      guard Self.isWordByte(bytes[at]) else { return false }
      if let end = WordShapes.uuid(bytes, at: at) { return put("<UUID>", to: end) }
      let end = bytes[at...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
      out += WordShapes.shape(of: bytes[at..<end])
      at = end
      return true
    }

    private var isBehindWord: Bool { at > 0 && Self.isWordByte(bytes[at - 1]) }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private static func isWordByte(_ byte: UInt8) -> Bool {
      isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "_") || byte >= 0x80
    }
    private static func endsPath(_ byte: UInt8) -> Bool {
      byte <= 0x20 || "\"'<>,;()[]{}".utf8.contains(byte)
    }
    private static let closing: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
    ]
  }
}
