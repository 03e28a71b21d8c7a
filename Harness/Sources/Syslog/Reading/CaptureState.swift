/// What the lines so far tell about the capture; some headers can only be read in this light.
struct CaptureState: Sendable {
  /// Whether relay headers carry the phone's name. idevicesyslog up to 1.2 prints it, later versions cut it out.
  private enum HostName { case unknown, present, absent }

  /// How far the reader is from a place where the connection was lost.
  enum Tear {
    case none
    /// A marker was the last thing that was read.
    case marked
    /// In the first record, or the text, that follows a marker.
    case first
  }

  private var hostName = HostName.unknown
  /// The host that was seen last, and the process that it was first seen with.
  private var host: [UInt8] = []
  private var firstProcess: [UInt8] = []
  /// Whether the host was seen with two processes, as the first word of an app's name hardly is.
  private var isHostCertain = false
  /// True until a stamped header, a marker or a banner shows that this is a capture. Before that it may be a paste,
  /// where headers without a stamp and sandbox decisions without a header count. In a capture they are message text.
  private(set) var mayBePaste = true
  var tear = Tear.none

  /// Takes note of a marker of the capturing tool.
  mutating func note(_ notice: StreamNotice) {
    mayBePaste = false
    switch notice {
    case .connected(let udid), .disconnected(let udid):
      tear = .marked
      // Tools that print the UDID cut the host name out.
      if udid != nil, hostName == .unknown { hostName = .absent }
    case .banner, .dropped, .repeated: break
    }
  }

  /// Takes note of a header at the start of a line and decides whether its name begins with the phone's.
  ///
  /// A name without a blank has none, and from then on blanks belong to process names (`Field Kit (R2)`), unless
  /// the first word is a host that was seen before with several processes. In a log whose every name has a blank, each begins with a host.
  mutating func note(_ header: inout HeaderSpan, in bytes: Span<UInt8>) {
    switch header.form {
    case .bare, .pasted: return
    case .repetition, .trace: break
    case .relay:
      if let host = Self.firstWord(of: header, in: bytes) {
        let isKnown = Self.equal(bytes.extracting(host), self.host)
        if hostName != .absent || isKnown && isHostCertain {
          hostName = .present
          Self.cut(host, from: &header)
          remember(host, isKnown: isKnown, process: header.process, in: bytes)
        }
      } else {
        hostName = .absent
      }
    }
    mayBePaste = false
    tear = tear == .marked ? .first : .none
  }

  /// The first full header inside a line, host name included, that can only be there because the connection broke.
  ///
  /// When the connection is lost in the middle of a record, idevicesyslog keeps the unfinished text and prints the
  /// first record after reconnecting behind it on the same line, and that record keeps its host name (measured with
  /// 1.3.0 and 1.4.0). Messages quote headers too. So a header inside a line counts only in the first record after
  /// a marker, and only with a host name and a level.
  func tornHeader(in line: Span<UInt8>) -> (offset: Int, header: HeaderSpan)? {
    guard tear != .none else { return nil }
    for offset in 1..<max(line.count, 2) {
      guard Stamp(line, at: offset) != nil else { continue }
      let rest = line.extracting(offset..<line.count)
      guard var header = StampedHeader.parse(rest, at: 0), header.form == .relay, header.level != nil,
        let host = Self.firstWord(of: header, in: rest)
      else { continue }
      Self.cut(host, from: &header)
      return (offset, header)
    }
    return nil
  }

  private mutating func remember(
    _ host: Range<Int>, isKnown: Bool, process: Range<Int>, in bytes: Span<UInt8>
  ) {
    if !isKnown {
      self.host = bytes.array(host)
      firstProcess = bytes.array(process)
      isHostCertain = false
    } else if !isHostCertain {
      isHostCertain = !Self.equal(bytes.extracting(process), firstProcess)
    }
  }

  private static func equal(_ bytes: Span<UInt8>, _ other: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { $0.elementsEqual(other) }
  }

  /// The name's first word, where it has more than one.
  private static func firstWord(of header: HeaderSpan, in bytes: Span<UInt8>) -> Range<Int>? {
    guard let blank = bytes.first(Ascii.blank, in: header.process), blank > header.process.lowerBound else {
      return nil
    }
    return header.process.lowerBound..<blank
  }

  private static func cut(_ host: Range<Int>, from header: inout HeaderSpan) {
    header.host = host
    header.process = (host.upperBound + 1)..<header.process.upperBound
  }
}
