public import ProbeProtocol

/// A claim's verdict on one phone with its evidence.
public struct Finding: Codable, Hashable, Sendable {
  public var claim: ClaimID
  public var topic: String
  /// The claim in words.
  public var text: String
  public var source: Source
  public var verdict: Verdict
  /// The verdict as a sentence that begins with the claim's id.
  public var sentence: String
  /// True where repetitions, or scenarios of the same kind, disagree; `tally` then counts them.
  public var isUnstable: Bool
  /// How many trials gave each verdict; every verdict is a key.
  public var tally: [String: Int]
  /// One for each scenario and repetition that tests the claim, in the order in which they were carried out.
  public var trials: [Trial]

  /// Where the claim was published.
  public struct Source: Codable, Hashable, Sendable {
    public var id: String
    public var title: String
    public var device: String?
    public var version: String

    public init(id: String, title: String, device: String?, version: String) {
      self.id = id
      self.title = title
      self.device = device
      self.version = version
    }
  }

  public init(
    claim: ClaimID, topic: String, text: String, source: Source, verdict: Verdict, sentence: String,
    isUnstable: Bool, tally: [String: Int], trials: [Trial]
  ) {
    self.claim = claim
    self.topic = topic
    self.text = text
    self.source = source
    self.verdict = verdict
    self.sentence = sentence
    self.isUnstable = isUnstable
    self.tally = tally
    self.trials = trials
  }
}

/// What one repetition of one scenario says of a claim.
public struct Trial: Codable, Hashable, Sendable {
  public var scenario: ScenarioID
  public var repetition: Int
  public var verdict: Verdict
  /// Why, in a sentence without the claim's id.
  public var reason: String
  /// The rule that decided, as named in the document on verdicts.
  public var rule: String
  /// What was checked for this claim, controls included, in the order of the steps.
  public var checks: [Check]

  public init(
    scenario: ScenarioID, repetition: Int, verdict: Verdict, reason: String, rule: String, checks: [Check]
  ) {
    self.scenario = scenario
    self.repetition = repetition
    self.verdict = verdict
    self.reason = reason
    self.rule = rule
    self.checks = checks
  }
}

/// One thing that an expectation asked for, and what was found.
public struct Check: Codable, Hashable, Sendable {
  /// What the check is for.
  public enum Role: String, Codable, Hashable, Sendable {
    case assertion, control
  }

  /// What was found.
  public enum Result: String, Codable, Hashable, Sendable {
    case met, unmet, unknown
  }

  public var step: StepID
  public var role: Role
  public var result: Result
  /// The rule that decided, as named in the document on verdicts.
  public var rule: String
  /// `outcome EPERM`.
  public var expected: String
  /// `outcome EPERM`, `no such record in lines 12 to 40`.
  public var observed: String
  /// Why the result is what it is, as a sentence.
  public var why: String
  public var evidence: [Citation]

  public init(
    step: StepID, role: Role, result: Result, rule: String, expected: String, observed: String, why: String,
    evidence: [Citation]
  ) {
    self.step = step
    self.role = role
    self.result = result
    self.rule = rule
    self.expected = expected
    self.observed = observed
    self.why = why
    self.evidence = evidence
  }
}

/// A place in a raw file that a verdict rests on.
public struct Citation: Codable, Hashable, Sendable {
  /// Whose words they are.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// A probe's signed report, in its journal or in the log.
    case event
    /// What the system logged.
    case record
  }

  public var kind: Kind
  /// Path within the run folder, `syslog.log`.
  public var file: String
  /// First line, from 1.
  public var line: Int
  public var lineCount: Int
  /// First byte and the byte after the last, in the file.
  public var byteStart: Int
  public var byteEnd: Int
  /// The cited text, as it stands in the file, cut at 4,000 bytes.
  public var text: String
  /// What the text shows, in a few words: `kernel denies file-read-data`.
  public var meaning: String
  /// The parts of `text` that matched, to be marked.
  public var marks: [String]

  public init(
    kind: Kind = .record, file: String, line: Int, lineCount: Int, byteStart: Int, byteEnd: Int, text: String,
    meaning: String, marks: [String]
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.lineCount = lineCount
    self.byteStart = byteStart
    self.byteEnd = byteEnd
    self.text = text
    self.meaning = meaning
    self.marks = marks
  }
}
