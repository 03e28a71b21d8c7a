/// What fileproviderd logs.
public enum FileProviderMessage: Hashable, Sendable {
  /// `Received state update for 22858 (xpcservice<SERVICE([app<HOST…`, then the state: a client of it, such as the
  /// document picker, comes to the front or goes (simulator of iOS 26.2).
  case clientState(pid: Int32?, client: String, state: String)
  /// `[spotlight] adding 2 and deleting 0 items state:<private> …`, and `added` when it is done.
  case indexing(added: Int, deleted: Int, isDone: Bool)
  /// `CSInlineDonation:<private>: Skipping donation (feature flag disabled)`.
  case donationSkipped(reason: String)
  /// The name alone of an activity: `index-items`.
  case activity(String)
  /// `FileProvider: /path/to/fileproviderd starting.`
  case started
  /// `plugin com.apple.ServerDocuments.ServerFileProvider invalidated`: the extension that provides files is gone.
  case pluginInvalidated(String)
}

extension FileProviderMessage: MessageReading {
  var kind: String {
    switch self {
    case .clientState: "client-state"
    case .indexing(_, _, let isDone): isDone ? "indexed" : "indexing"
    case .donationSkipped: "donation-skipped"
    case .activity: "activity"
    case .started: "started"
    case .pluginInvalidated: "plugin-invalidated"
    }
  }

  var words: String {
    switch self {
    case .clientState(_, let client, let state): "was told that its client \(client) is \(state)"
    case .indexing(let added, let deleted, let isDone):
      "\(isDone ? "added" : "began to add") \(added) items to Spotlight's index and \(isDone ? "deleted" : "delete") \(deleted)"
    case .donationSkipped(let reason): "skipped a donation to Spotlight: \(reason)"
    case .activity(let name): "entered the activity \(name)"
    case .started: "started"
    case .pluginInvalidated(let plugin): "lost its connection to the plug-in \(plugin)"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    if reader.skip("Received state update for ") {
      let pid = reader.pid()
      guard reader.skip(" (") else { return nil }
      reader.skip("xpcservice<")
      let client = reader.text { $0 > Ascii.blank && $0 != Ascii.opening && $0 != UInt8(ascii: "{") }
      guard reader.text(toLast: ", ") != nil else { return nil }
      self = .clientState(pid: pid, client: client, state: reader.line())
    } else if let indexing = Self.indexing(reader) {
      self = indexing
    } else if reader.skip("CSInlineDonation:"), reader.skip(past: ": Skipping donation (") {
      self = .donationSkipped(reason: reader.text(toLast: ")") ?? reader.line())
    } else if reader.skip("FileProvider: "), reader.lineHolds("fileproviderd starting") {
      self = .started
    } else if reader.skip("plugin "), let plugin = reader.text(toLast: " invalidated") {
      self = .pluginInvalidated(plugin)
    } else if let name = Self.activity(message) {
      self = .activity(name)
    } else {
      return nil
    }
  }

  private static func indexing(_ message: WordReader) -> FileProviderMessage? {
    var reader = message
    let isDone = reader.begins("added ")
    guard reader.skip("added ") || reader.skip("adding "), let added = reader.number(),
      reader.skip(isDone ? " and deleted " : " and deleting "), let deleted = reader.number()
    else { return nil }
    return .indexing(added: added, deleted: deleted, isDone: isDone)
  }

  /// One word of small letters and at least one dash, which does not begin it, and nothing else.
  private static func activity(_ message: WordReader) -> String? {
    var reader = message
    let name = reader.text { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
    guard reader.isAtEnd, name.utf8.count <= 64, name.utf8.first != UInt8(ascii: "-"),
      name.utf8.contains(UInt8(ascii: "-"))
    else { return nil }
    return name
  }
}
