public import ProbeProtocol

/// A stretch of a run without interruption: the first begins with the run, each further one where somebody resumed it.
///
/// On the phone every session goes by a name of its own. So journals, numbers and whatever else an attempt that died
/// left there cannot be taken for those of a later one.
public struct Session: Hashable, Sendable {
  /// From 1.
  public var number: Int
  /// What orders and events call the run during the session.
  public var run: RunID
  /// The session's bytes of `syslog.log`.
  public var log: Range<Int>
  /// Its records in `host.jsonl`, as indices.
  public var host: Range<Int>
  /// Whether its last line of the log was cut, and ended by whoever resumed the run.
  public var isLogCut: Bool

  /// The run's name on the phone: its id, with the session's number from the second on.
  public static func name(of run: RunID, session number: Int) -> RunID {
    number > 1 ? RunID("\(run)-\(number)") : run
  }

  /// The name of a journal in the run folder: as on the phone, with the session's number from the second on, since
  /// nothing is overwritten.
  public static func journal(_ name: String, session number: Int) -> String {
    guard number > 1 else { return name }
    let suffix = ".jsonl"
    let stem = name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    return "\(stem)+\(number)\(suffix)"
  }

  /// How many sessions these records show.
  public static func count(in host: [HostRecord]) -> Int { 1 + host.count { $0.kind == .runResumed } }

  /// The sessions that the host's records show, the first always among them.
  /// - Parameter size: of the log in bytes. Offsets beyond it, or that go back, are cut to it.
  public static func all(of run: RunID, host: [HostRecord], logSize size: Int) -> [Session] {
    var sessions = [Session(number: 1, run: run, log: 0..<size, host: 0..<host.count, isLogCut: false)]
    for (index, record) in host.enumerated() where record.kind == .runResumed {
      let last = sessions.count - 1
      let offset = min(size, max(sessions[last].log.lowerBound, record.logOffset))
      let number = sessions.count + 1
      sessions[last].log = sessions[last].log.lowerBound..<offset
      sessions[last].host = sessions[last].host.lowerBound..<index
      sessions[last].isLogCut = record.data?.value(at: "cut")?.arrayValue?.contains("syslog.log") ?? false
      sessions.append(
        Session(
          number: number, run: name(of: run, session: number), log: offset..<size, host: index..<host.count,
          isLogCut: false))
    }
    return sessions
  }
}

extension [Session] {
  /// The number of the session to which a byte of the log belongs.
  func number(at byte: Int) -> Int { last { $0.log.lowerBound <= byte }?.number ?? 1 }

  /// The session that counts for one repetition of a scenario: the last in which it was begun or skipped, since an attempt
  /// that did not get to its end is repeated from its start; the last of all where there is none.
  func session(of scenario: ScenarioID, repetition: Int, host: [HostRecord]) -> Session? {
    let opening = host.lastIndex {
      [.scenarioBegan, .scenarioSkipped].contains($0.kind) && $0.scenario == scenario
        && $0.repetition == repetition
    }
    guard let opening else { return last }
    return first { $0.host.contains(opening) } ?? last
  }
}
