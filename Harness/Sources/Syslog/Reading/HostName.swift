/// Whether the headers of one form carry the phone's name, and which it is. idevicesyslog up to 1.2 prints it, later
/// versions cut it out; ASL files have the Mac's.
struct HostName: Hashable, Sendable {
  private enum Presence { case unknown, present, absent }

  private var presence = Presence.unknown
  /// The name that was seen last, and the process that it was first seen with.
  private var name: [UInt8] = []
  private var firstProcess: [UInt8] = []
  /// Whether the name was seen with two processes, as the first word of an app's name hardly is.
  private var isCertain = false

  /// The tool cuts the name out; what was seen before tells more.
  mutating func presumeAbsent() {
    if presence == .unknown { presence = .absent }
  }

  /// Decides whether a header's name begins with the phone's, and takes it out.
  ///
  /// A name without a blank has none, and from then on blanks belong to process names (`Field Kit (R2)`), unless
  /// the first word is a host that was seen before with several processes. In a log whose every name has a blank, each
  /// begins with a host.
  mutating func cut(from header: inout HeaderSpan, in bytes: Span<UInt8>) {
    guard let word = Self.firstWord(of: header, in: bytes) else {
      presence = .absent
      return
    }
    let isKnown = bytes.extracting(word).reads(name)
    guard presence != .absent || isKnown && isCertain else { return }
    presence = .present
    Self.cut(word, from: &header)
    let process = bytes.extracting(header.process)
    if !isKnown {
      name = bytes.array(word)
      firstProcess = bytes.array(header.process)
      isCertain = false
    } else if !isCertain, !process.reads(firstProcess) {
      isCertain = true
    }
  }

  /// How the phone's name stands in headers that tell nothing new about it.
  struct Quick: Sendable {
    /// Bytes of the name and the blank behind it; 0 where there is none.
    var length: Int
    var name: NameKey
    /// Whether a first word could still be a name.
    var refusesBlanks: Bool

    /// No name stands there.
    static let none = Quick(length: 0, name: NameKey(head: 0, tail: 0, length: 0), refusesBlanks: false)
  }

  /// Nil where the next header may tell something new.
  var quick: Quick? {
    switch presence {
    case .unknown: return nil
    case .absent:
      var quick = Quick.none
      quick.refusesBlanks = isCertain
      return quick
    case .present:
      guard isCertain, name.count <= NameKey.whole else { return nil }
      return Quick(
        length: name.count + 1, name: NameKey(name.span, name.indices), refusesBlanks: false)
    }
  }

  /// The first word of the header's name, where it has more than one.
  static func firstWord(of header: HeaderSpan, in bytes: Span<UInt8>) -> Range<Int>? {
    guard !header.process.isEmpty, bytes[header.process.lowerBound] != Ascii.slash,
      let blank = bytes.first(Ascii.blank, in: header.process), blank > header.process.lowerBound
    else {
      return nil
    }
    return header.process.lowerBound..<blank
  }

  /// Takes a host out of a header's name.
  static func cut(_ host: Range<Int>, from header: inout HeaderSpan) {
    header.host = host
    header.process = (host.upperBound + 1)..<header.process.upperBound
  }
}

extension Span<UInt8> {
  /// Whether these are the bytes.
  fileprivate func reads(_ other: [UInt8]) -> Bool { other.withUnsafeBufferPointer { equals($0) } }
}
