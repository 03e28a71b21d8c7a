public import ProbeProtocol

/// A message on its way to the log.
public struct LogMessage: Hashable, Sendable {
  /// Logged publicly.
  public var head: String
  /// Logged as a private argument; nil where there is none.
  public var filler: String?
  /// Logged publicly.
  public var tail: String
  public var level: Canary.Level

  public init(head: String, filler: String? = nil, tail: String = "", level: Canary.Level) {
    self.head = head
    self.filler = filler
    self.tail = tail
    self.level = level
  }

  /// The message as it reads where private arguments are redacted.
  public var redactedText: String { head + (filler == nil ? "" : "<private>") + tail }
}

/// The names under which probes log.
public enum ProbeLog {
  /// The subsystem of a probe, its own; its Info.plist names it in `OSLogPreferences`, which the default subsystem does
  /// not obey (os_log(5)).
  public static func subsystem(of probe: ProbeName) -> String { "sandprobe.\(probe)" }
  public static let category = "events"
}
