/// What the lines so far tell about the capture; some headers can only be read in this light.
struct CaptureState: Hashable, Sendable {
  /// How far the reader is from a place where the connection was lost.
  enum Tear {
    case none
    /// A marker was the last thing that was read.
    case marked
    /// In the first record, or the text, that follows a marker.
    case first
  }

  /// Two captures can be interleaved of which only one has names.
  private var relayHost = HostName()
  private var fileHost = HostName()
  /// True until a stamped header, a marker or a banner shows that this is a capture. Before that it may be a paste,
  /// where headers without a stamp and sandbox decisions without a header count. In a capture they are message text.
  private(set) var mayBePaste = true
  var tear = Tear.none
  /// Whether a message was pasted behind `process - `; then any word may stand there.
  private var hasDashes = false
  /// Whether a marker named the device, as the tools do that read os_trace_relay.
  private var namesDevice = false
  private var json = PrettyJSON()

  /// Whether nothing but headers and their text is to be expected.
  var isSteady: Bool { !mayBePaste && tear == .none && !json.isActive }

  /// How headers of that form can be read quickly; nil where they cannot.
  func host(of form: LogForm) -> HostName.Quick? {
    guard isSteady else { return nil }
    return switch form {
    case .relay: relayHost.quick
    case .asl: fileHost.quick
    case .trace: HostName.Quick.none
    default: nil
    }
  }

  /// Takes note of a marker of the capturing tool.
  mutating func note(_ notice: StreamNotice) {
    if case .tool = notice { return }
    mayBePaste = false
    switch notice {
    case .connected(let udid), .disconnected(let udid):
      tear = .marked
      namesDevice = namesDevice || udid != nil
      // Tools that print the UDID cut the host name out.
      if udid != nil { relayHost.presumeAbsent() }
    case .banner, .dropped, .repeated, .tool: break
    }
  }

  /// Takes note of a header at the start of a line, and takes the phone's name out of it.
  mutating func note(_ header: inout HeaderSpan, in bytes: Span<UInt8>) {
    json.leave(forFragment: header.isFragment)
    if header.isFragment { return }
    switch header.form {
    case .relay where header.isPending: break
    case .relay where namesDevice && StampedHeader.isUnpadded(header.stamp, in: bytes):
      header.form = .trace
    case .relay: relayHost.cut(from: &header, in: bytes)
    case .asl: fileHost.cut(from: &header, in: bytes)
    default: break
    }
    header.cutPath(in: bytes)
    mayBePaste = false
    tear = tear == .marked ? .first : .none
  }

  /// What a line without a header begins in JSON that is printed over many lines.
  mutating func object(_ line: Span<UInt8>) -> SpanContent? {
    let content = json.content(of: line, mayBePaste: mayBePaste)
    if case .record = content { mayBePaste = false }
    return content
  }

  /// What a line without a header may be in a paste: a sandbox decision, or a message behind its sender's name.
  mutating func pasted(_ line: Span<UInt8>) -> HeaderSpan? {
    guard mayBePaste else { return nil }
    if let header = PastedViolation.parse(line) {
      hasDashes = hasDashes || !header.process.isEmpty && line.holds(" - ", at: header.process.upperBound)
      return header
    }
    return PastedMessage.parse(line, afterDashes: hasDashes) ?? PastedNotice.parse(line)
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
        let host = HostName.firstWord(of: header, in: rest)
      else { continue }
      HostName.cut(host, from: &header)
      return (offset, header)
    }
    return nil
  }
}
