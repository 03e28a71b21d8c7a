/// What sharingd and the processes of AirDrop log.
public enum SharingMessage: Hashable, Sendable {
  /// `Determining if conversion required for XXX.txt`, with what is shared on the lines behind it (iOS 15.2). The
  /// text content of the file is among it.
  case conversion(Shared)
  /// `Starting AirDrop server for user 501 on wake` (macOS 10.12).
  case serverStarted(user: Int?)
  /// `Scanning mode Contacts Only` (macOS 10.12): by whom this device can be found.
  case discovery(mode: String)
  /// `Whitelisted Downloads directory is <private>` (SharingXPCHelper, macOS 26).
  case folderAllowed(String)
  /// `Failed to accees downloads directory, falling back` (the slip is the system's) and the like.
  case failed(String)

  /// What is shared.
  public struct Shared: Hashable, Sendable {
    /// Name of the file.
    public var name: String
    public var url: String?
    /// The text that `contentText: ` gives away; nil where there is none or it is `(null)`.
    public var contentText: String?
  }
}

extension SharingMessage: MessageReading {
  var kind: String {
    switch self {
    case .conversion(let shared): shared.contentText == nil ? "conversion-checked" : "content-logged"
    case .serverStarted: "server-started"
    case .discovery: "discovery"
    case .folderAllowed: "folder-allowed"
    case .failed: "failed"
    }
  }

  var words: String {
    switch self {
    case .conversion(let shared):
      shared.contentText.map { "logged the text content of \(shared.name): \($0)" }
        ?? "checked whether \(shared.name) must be converted"
    case .serverStarted(let user):
      "started the AirDrop server" + (user.map { " for user \($0)" } ?? "")
    case .discovery(let mode): "scanned for AirDrop in the mode \(mode)"
    case .folderAllowed(let folder): "allowed the downloads folder \(folder)"
    case .failed(let what): "failed to \(what)"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    reader.skipClock()
    if reader.skip("Determining if conversion required for ") {
      self = .conversion(Shared(reader))
    } else if reader.skip("Starting AirDrop server") {
      self = .serverStarted(user: reader.skip(" for user ") ? reader.number() : nil)
    } else if reader.skip("Scanning mode ") {
      self = .discovery(mode: reader.line())
    } else if reader.skip("Whitelisted Downloads directory is ") {
      self = .folderAllowed(reader.line())
    } else if reader.skip("Failed to ") {
      self = .failed(reader.line())
    } else {
      return nil
    }
  }
}

extension SharingMessage.Shared {
  init(_ message: WordReader) {
    var reader = message
    name = reader.line()
    var first = reader
    url = first.skip(past: "\"file://") ? first.text(to: "\"").map { "file://\($0)" } : nil
    guard reader.skip(past: ", contentText: ") else { return }
    // It goes to the end of the record, newlines of the text included; a quote closes the description.
    var text = reader.rest
    if text.utf8.last == UInt8(ascii: "\"") { text.unicodeScalars.removeLast() }
    contentText = text == "(null)" ? nil : text
  }
}

extension WordReader {
  /// Goes past the time of day that sharingd of macOS puts in front: `17:13:03.545 : `.
  fileprivate mutating func skipClock() {
    var clock = self
    let time = clock.text { $0.isDigit || $0 == Ascii.colon || $0 == UInt8(ascii: ".") }
    if time.utf8.count >= 8, time.utf8.first?.isDigit == true, clock.skip(" : ") { self = clock }
  }
}
