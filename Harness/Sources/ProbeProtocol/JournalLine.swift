import Foundation

/// One line of an actor's journal: `<signature> <event as JSON>`.
///
/// The journal is written before the log line, so an event that is in the journal and not in the log was lost on the
/// way, and an event that is in the log and not in the journal shows that the journal was cut.
public enum JournalLine {
  /// The line, without its newline.
  public static func encode(_ event: Event, key: RunKey) -> String {
    let json = CanonicalJSON.encode(event)
    return "\(key.signature(of: json)) \(String(decoding: json, as: UTF8.self))"
  }

  /// The event of one line.
  /// - Throws: `JournalLineError` where the line is cut, forged or no event.
  public static func decode(_ line: some StringProtocol, key: RunKey) throws -> Event {
    guard let blank = line.firstIndex(of: " ") else { throw JournalLineError.unfinished }
    let json = Array(line[line.index(after: blank)...].utf8)
    guard key.isValid(line[..<blank], of: json) else { throw JournalLineError.notSigned }
    do {
      return try Event(json: json)
    } catch {
      throw JournalLineError.noEvent(String(describing: error))
    }
  }
}

/// Why a line of a journal is not taken for an event.
public enum JournalLineError: Error, Hashable, Sendable {
  /// There is no blank between signature and event: the line was cut.
  case unfinished
  /// The signature is not the run key's: the line was cut, altered or written by somebody else.
  case notSigned
  /// The signature holds and the JSON is no event; with what the decoder said.
  case noEvent(String)
}

/// Where journals lie on the phone.
public enum JournalPath {
  /// The folder of one run within an app's data container.
  public static func folder(run: RunID) -> String { "Documents/SandProbe/\(run)" }

  /// One actor's journal of one repetition of a scenario, within the app's data container.
  public static func file(run: RunID, scenario: ScenarioID, repetition: Int, actor: ActorName) -> String {
    "\(folder(run: run))/\(fileName(scenario: scenario, repetition: repetition, actor: actor))"
  }

  /// The Conductor's journal of the whole run, within the runner's data container.
  public static func conductor(run: RunID) -> String { "\(folder(run: run))/conductor.jsonl" }

  /// The journal's name in the phone's folder and in the run folder's `journals/`.
  public static func fileName(scenario: ScenarioID, repetition: Int, actor: ActorName) -> String {
    "\(scenario.rawValue.replacingOccurrences(of: "/", with: "."))-\(repetition)-\(actor).jsonl"
  }
}
