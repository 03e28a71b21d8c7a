import Syslog

/// Which records of a log are asked for. Each part that is set narrows the choice; within a part one match is enough.
public struct LogFilter: Sendable, Hashable {
  /// Processes that log, or that a sandbox decision is about.
  public var processes: [NamePattern]
  public var kinds: Set<LogKind>
  /// Both ends belong to what is asked for. A record without a stamp goes with the one before it.
  public var since: LogTime?
  public var until: LogTime?
  /// Matched on the message.
  public var text: TextPattern?

  public init(
    processes: [NamePattern] = [], kinds: Set<LogKind> = [], since: LogTime? = nil, until: LogTime? = nil,
    text: TextPattern? = nil
  ) {
    self.processes = processes
    self.kinds = kinds
    self.since = since
    self.until = until
    self.text = text
  }

  /// Whether every record passes.
  public var isEmpty: Bool { !choosesByContent && !choosesByTime }

  /// Whether process, kind or message decide.
  var choosesByContent: Bool { !processes.isEmpty || !kinds.isEmpty || text != nil }

  /// Whether the stamp decides.
  var choosesByTime: Bool { since != nil || until != nil }

  /// Whether a record with that stamp lies in the time that is asked for.
  ///
  /// With times of the day that begin later than they end, the part of the night between them is meant.
  func includes(_ stamp: LogStamp) -> Bool {
    let isReached = since.map { $0.isReached(by: stamp) } ?? true
    let isOver = until.map { $0.isOver(at: stamp) } ?? false
    if let since, let until, !since.hasDay, !until.hasDay, since.begins(after: until) {
      return isReached || !isOver
    }
    return isReached && !isOver
  }

  /// Whether a record passes, its time aside.
  func includes(_ record: LogRecord, text matcher: TextMatcher?) -> Bool {
    if !kinds.isEmpty, !kinds.contains(LogKind(record.content)) { return false }
    if !processes.isEmpty, !processes.contains(where: { $0.matches(record) }) { return false }
    return matcher?.matches(record.message) ?? true
  }

  /// What is asked for, a sentence for each part.
  public var words: [String] {
    var words: [String] = []
    if !processes.isEmpty { words.append("process " + processes.map(\.text).joined(separator: " or ")) }
    if !kinds.isEmpty { words.append("family " + kinds.map(\.word).sorted().joined(separator: " or ")) }
    if let since { words.append("since \(since.text)") }
    if let until { words.append("until \(until.text)") }
    if let text { words.append("message with \(text.text)") }
    return words
  }
}
