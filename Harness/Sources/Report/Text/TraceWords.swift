import ProbeProtocol
import Verdict

/// Traces of exploring scenarios in words.
enum TraceWords {
  /// `new process`; nothing for what was heard before.
  static func word(_ novelty: Utterance.Novelty) -> String {
    switch novelty {
    case .process: "new process"
    case .message: "new message"
    case .none: "heard before"
    }
  }

  /// `12 processes said 40 kinds of messages in 311 records; 9 kinds were heard before, outside the steps`.
  static func summary(_ trace: StepTrace) -> String {
    let processes = Set(trace.utterances.map(\.process)).count
    let known = trace.utterances.count { $0.novelty == .none }
    guard !trace.utterances.isEmpty else { return "nobody but the probes said anything" }
    return "\(counted(processes, "process", "processes")) said "
      + "\(counted(trace.utterances.count, "kind of message", "kinds of messages")) in "
      + counted(trace.records, "record")
      + (known > 0 ? "; \(known) of them \(known == 1 ? "was" : "were") heard before, outside the steps" : "")
  }

  /// `new`, `gone`, `moved`, `count`, and where else it stands.
  static func word(_ difference: TraceComparison.Difference) -> String {
    let elsewhere = difference.elsewhere.map { step in
      difference.before == nil ? ", was in \(step)" : ", now in \(step)"
    }
    return difference.kind.rawValue + (elsewhere ?? "")
  }

  /// `place 3, 2 to 9 times, line 118`.
  static func words(_ sighting: TraceComparison.Sighting?) -> String {
    guard let sighting else { return "–" }
    return "place \(sighting.place), \(times(sighting.count)), line \(sighting.firstLine)"
  }

  static func times(_ count: Int) -> String {
    let words = Utterance.countClass(count)
    return words == "once" ? words : "\(words) times"
  }

  /// `3 new, 1 gone, 1 moved`.
  static func counts(_ differences: [TraceComparison.Difference]) -> String {
    let parts = TraceComparison.Difference.Kind.allCases.compactMap { kind -> String? in
      let count = differences.count { $0.kind == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    return parts.isEmpty ? "nothing differs" : parts.joined(separator: ", ")
  }

  /// What is not compared, and what is cut.
  static func notes(_ step: TraceComparison.Step) -> [String] {
    let noise =
      step.noise == 0
      ? []
      : [
        "\(counted(step.noise, "kind of message", "kinds of messages")) heard outside the steps or in many of them, not compared"
      ]
    return noise + step.cuts
  }
}
