public import ProbeProtocol

/// What a verdict rests on, without what differs from run to run: two findings with equal signatures hold (or
/// fail) in the same way.
public struct EvidenceSignature: Codable, Hashable, Sendable {
  /// Each outcome and each kind of log line that the claim's assertions cite, once: by step, outcomes first.
  public var parts: [Part]

  public init(parts: [Part]) { self.parts = parts }

  /// One thing that was observed.
  public struct Part: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Where it comes from.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// How the step ended, as the actor saw it.
      case outcome
      /// A line of the device log.
      case record
    }

    public var step: StepID
    public var kind: Kind
    /// `EPERM`, `kernel denies file-read-data /var/mobile/Containers/Shared/AppGroup/<UUID>`.
    public var text: String

    public init(step: StepID, kind: Kind, text: String) {
      self.step = step
      self.kind = kind
      self.text = text
    }

    /// `intrude: EPERM`.
    public var description: String { "\(step): \(text)" }
  }

  /// How many parts a line names.
  private static let summarised = 8

  /// The parts without the names of their steps, each once, on one line.
  public var summary: String {
    var seen: [String] = []
    for part in parts where !seen.contains(part.text) { seen.append(part.text) }
    let rest = seen.count - Self.summarised
    return rest > 1
      ? (seen.prefix(Self.summarised) + ["and \(rest) more"]).joined(separator: " · ")
      : seen.joined(separator: " · ")
  }

  /// The signature of a finding. Outcomes come from the steps as carried out, the rest from the cited log
  /// lines; control steps do not count, since they say how the experiment worked and not how iOS refused.
  static func of(_ finding: Finding, scenarios: [ScenarioReading]) -> EvidenceSignature {
    var parts: Set<Part> = []
    for trial in finding.trials {
      let reading = scenarios.first { $0.scenario == trial.scenario && $0.repetition == trial.repetition }
      if trial.verdict == .recorded, let reading { parts.formUnion(told(in: reading)) }
      for check in trial.checks where check.role == .assertion {
        if let outcome = reading?.steps.first(where: { $0.step == check.step })?.outcome {
          parts.insert(Part(step: check.step, kind: .outcome, text: Normal.text(outcome.description)))
        }
        for citation in check.evidence where citation.kind == .record && citation.file == "syslog.log" {
          parts.insert(Part(step: check.step, kind: .record, text: Normal.citation(citation)))
        }
      }
    }
    return EvidenceSignature(
      parts: parts.sorted {
        ($0.step, $0.kind.rawValue, $0.text) < ($1.step, $1.kind.rawValue, $1.text)
      })
  }

  /// Of an exploring scenario the sandbox extensions, and what known daemons said and were not heard to say outside its
  /// steps; of the kernel's decisions those about its actors.
  private static func told(in reading: ScenarioReading) -> Set<Part> {
    let probes = reading.steps.compactMap { $0.probe.map { "Sandbox: \($0)(" } }
    let usual = Set(
      reading.steps.flatMap { $0.trace?.utterances ?? [] }.filter { $0.novelty == .none }
        .map { "\($0.process): \($0.shape)" })
    var parts: Set<Part> = []
    for step in reading.steps {
      for utterance in step.trace?.utterances ?? [] {
        let text = "\(utterance.process): \(utterance.shape)"
        let isSandbox = utterance.family == "sandbox"
        guard utterance.family != nil, !usual.contains(text),
          !isSandbox || probes.contains(where: utterance.shape.contains)
        else { continue }
        parts.insert(Part(step: step.step, kind: .record, text: text))
      }
      for named in step.trace?.extensions ?? [] {
        let text = "\(named.process): extension \(named.words)"
        parts.insert(Part(step: step.step, kind: .record, text: text))
      }
    }
    return parts
  }
}

/// Texts with their volatile parts replaced by what kind of thing stood there.
enum Normal {
  /// UUIDs become `<UUID>`, addresses `<address>`, numbers of three and more digits `<n>`; `/private/var`
  /// becomes `/var`, since the two name one file (FS-08).
  static func text(_ text: String) -> String {
    let uuid = /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/
    return text.replacing(uuid, with: "<UUID>")
      .replacing(/0x[0-9A-Fa-f]+/, with: "<address>")
      .replacing(/[0-9]{3,}/, with: "<n>")
      .replacing("/private/var/", with: "/var/")
  }

  /// What a cited line shows, with the paths that matched.
  static func citation(_ citation: Citation) -> String {
    let meaning = text(citation.meaning)
    let paths = citation.marks.filter { $0.hasPrefix("/") }.map { text($0) }
    let fresh = paths.enumerated().filter { index, path in
      !meaning.contains(path) && paths.firstIndex(of: path) == index
    }
    return ([meaning] + fresh.map(\.element)).joined(separator: " ")
  }
}
