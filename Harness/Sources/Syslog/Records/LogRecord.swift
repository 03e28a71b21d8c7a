public import ProbeProtocol

/// One record of a device log: its place in the raw bytes, its header's fields and what its message was found to be.
public struct LogRecord: Hashable, Sendable {
  /// Number of the record's first line in the log, from 1.
  public var line: Int
  /// How many lines it takes, continuation lines included.
  public var lineCount: Int
  /// Its bytes in the raw log, with its newline and with NULs that followed it. The ranges of all records and of the
  /// unplaced text between them tile the log without gap or overlap.
  public var bytes: Range<Int>
  /// The stamp as printed: `Feb 10 21:01:13`, without year and zone, or `2020-10-11 08:53:58.628667+0700`; empty where
  /// the record has none.
  public var stamp: String
  /// Name of the process that logged it, without the path that some headers have. It may be cut to 16 bytes and hold
  /// blanks; empty where the record does not say.
  public var process: String
  /// The library inside the process that logged it, where the header names one.
  public var image: String?
  /// Nil where the header has none.
  public var pid: Int32?
  /// The level's word as printed, `Notice`.
  public var level: String?
  /// The message with log escapes undone and invalid UTF-8 replaced, continuation lines joined by newlines.
  public var message: String
  public var content: LogContent
  /// How its header is written; nil for what has none: notices of the capturing tool and unplaced text.
  public var form: LogForm?
  /// Subsystem and category of the unified log, in forms that print them.
  public var subsystem: String?
  public var category: String?

  public init(
    line: Int, lineCount: Int, bytes: Range<Int>, stamp: String, process: String, image: String?, pid: Int32?,
    level: String?, message: String, content: LogContent, form: LogForm? = nil, subsystem: String? = nil,
    category: String? = nil
  ) {
    self.line = line
    self.lineCount = lineCount
    self.bytes = bytes
    self.stamp = stamp
    self.process = process
    self.image = image
    self.pid = pid
    self.level = level
    self.message = message
    self.content = content
    self.form = form
    self.subsystem = subsystem
    self.category = category
  }
}

/// What a message was found to be.
public enum LogContent: Hashable, Sendable {
  /// The kernel or a daemon reports a sandbox decision.
  case sandbox(SandboxViolation)
  /// A line in the form of a probe's event; only ``EventLine/isAuthentic(under:)`` tells whether it is one.
  case event(EventLine)
  /// A line in the form of a ``Canary``: its text from the marker on.
  case canary(String)
  /// A word of the capturing tool or of the relay about the stream itself.
  case notice(StreamNotice)
  /// A message of a daemon that takes part in file sharing or sandboxing; the family names it.
  case daemon(LogFamily)
  /// Any other record.
  case plain
  /// Bytes that belong to no record: no header stands before them.
  case unplaced
}

/// A sandbox decision as logged.
public struct SandboxViolation: Hashable, Sendable {
  /// Who was refused. Kernel records of some versions lack it when they fold duplicates.
  public struct Subject: Hashable, Sendable {
    /// May be cut to 16 bytes.
    public var name: String
    /// Nil in folded records of older systems.
    public var pid: Int32?

    public init(name: String, pid: Int32?) {
      self.name = name
      self.pid = pid
    }
  }

  public var subject: Subject?
  /// True for `deny`, false for `allow`.
  public var isDeny: Bool
  /// The number in `deny(1)`, where there is one.
  public var code: Int?
  /// `file-read-data`.
  public var operation: String
  /// All that follows the operation, escapes undone; empty for operations without a target.
  public var target: String
  /// How many further decisions the record stands for: 0 for a full record, n for `n duplicate reports for …`.
  public var duplicates: Int
  /// The policy that decided, where the record names one: `System Policy`, as macOS and iOS 26 log.
  public var policy: String?
  /// What stood in parentheses behind a service's name and is not part of ``target``: `per-pid`.
  public var note: String?

  public init(
    subject: Subject?, isDeny: Bool, code: Int?, operation: String, target: String, duplicates: Int = 0,
    policy: String? = nil, note: String? = nil
  ) {
    self.subject = subject
    self.isDeny = isDeny
    self.code = code
    self.operation = operation
    self.target = target
    self.duplicates = duplicates
    self.policy = policy
    self.note = note
  }
}

/// What the capturing tool or the relay says about the stream.
public enum StreamNotice: Hashable, Sendable {
  /// `[connected]` or `[connected:UDID]` of idevicesyslog.
  case connected(udid: String?)
  /// `[disconnected]` or `[disconnected:UDID]` of idevicesyslog.
  case disconnected(udid: String?)
  /// The relay's banner.
  case banner
  /// The system says that messages were dropped or a process was quarantined; with its words.
  case dropped(String)
  /// `--- last message repeated N times ---`.
  case repeated(Int)
  /// Words of the tool that took or showed the log, of which nothing follows for the stream: `Waiting for device to
  /// become available...`, a line at the debugger's prompt.
  case tool(String)
}

/// Families of messages that are told apart by who logs them, or by words that any process can log.
public enum LogFamily: String, Hashable, Sendable, Codable, CaseIterable {
  case sandbox, transitd, sharing, sandboxExtension = "sandbox-extension", fileProvider = "file-provider"
  case fileCoordination = "file-coordination", containerManager = "container-manager", installation, privacy
  case network, dataProtection = "data-protection", codeSigning = "code-signing", crash

  /// How many there are.
  package static let count = 13

  /// Its place in ``allCases``.
  package var index: Int {
    switch self {
    case .sandbox: 0
    case .transitd: 1
    case .sharing: 2
    case .sandboxExtension: 3
    case .fileProvider: 4
    case .fileCoordination: 5
    case .containerManager: 6
    case .installation: 7
    case .privacy: 8
    case .network: 9
    case .dataProtection: 10
    case .codeSigning: 11
    case .crash: 12
    }
  }
}
