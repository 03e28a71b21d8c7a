import Verdict

/// What must be known of a run before its findings are believed: how it went, what became of its files, and what its log
/// channel lost or was lied to. Every form of a report shows it as one block at its head.
struct RunHealth: Hashable, Sendable, Encodable {
  /// What a note is about.
  enum Subject: String, Hashable, Sendable, Encodable, CaseIterable {
    /// How far the run came, and which run it goes on with.
    case run
    /// The raw files: missing, cut, changed since.
    case files
    /// The device log on its way to the harness.
    case log
  }

  /// One thing to know.
  struct Note: Hashable, Sendable, Encodable {
    var about: Subject
    var sentence: String
  }

  /// True where the run came to its end, all raw files are as they were written and the log channel is sound.
  var isSound: Bool
  /// In the order of the subjects; also what is no fault, as that the run repeats another one.
  var notes: [Note]

  init(_ findings: Findings) {
    let channel = findings.channel
    isSound = findings.run.state == .finished && findings.problems.isEmpty && channel.isSound
    let files = findings.problems.map { Note(about: .files, sentence: $0) }
    var log = [Note(about: .log, sentence: channel.summary)]
    // The summary tells a single disturbance itself.
    log += channel.disturbances.filter { !channel.summary.contains($0) }.map {
      Note(about: .log, sentence: $0)
    }
    notes = FindingFacts.history(findings).map { Note(about: .run, sentence: $0) } + files + log
  }

  /// `sound`, `not sound`.
  var word: String { isSound ? "sound" : "not sound" }
}
