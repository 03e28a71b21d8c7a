/// What the log showed during one step of an exploring scenario, in the order in which it first showed. Nothing in it is
/// judged.
public struct StepTrace: Codable, Hashable, Sendable {
  /// Who said what, each kind of message once.
  public var utterances: [Utterance]
  /// The sandbox extensions that messages name, each kind once.
  public var extensions: [NamedExtension]
  /// Records of the window that were looked at, without those of the probes and of the harness.
  public var records: Int
  /// What is not listed, and why, in sentences.
  public var cuts: [String]

  public init(
    utterances: [Utterance] = [], extensions: [NamedExtension] = [], records: Int = 0, cuts: [String] = []
  ) {
    self.utterances = utterances
    self.extensions = extensions
    self.records = records
    self.cuts = cuts
  }
}

/// A kind of message of one process.
public struct Utterance: Codable, Hashable, Sendable {
  /// Whether the like of it was heard outside the windows of the run, before the step: a process that speaks all the time
  /// says little about the step.
  public enum Novelty: String, Codable, Hashable, Sendable, CaseIterable {
    /// The process was not heard before.
    case process
    /// The process was, but not with such a message.
    case message
    /// Such a message of the process was.
    case none
  }

  public var process: String
  /// The message with what differs from run to run replaced: `Copying <own container>/Documents/<name>.txt`.
  public var shape: String
  /// The family of daemons that the message belongs to, where it belongs to one.
  public var family: String?
  public var novelty: Novelty
  public var count: Int
  /// Line of the first one in `syslog.log`, and of the last one.
  public var firstLine: Int
  public var lastLine: Int

  public init(
    process: String, shape: String, family: String?, novelty: Novelty, count: Int, firstLine: Int,
    lastLine: Int
  ) {
    self.process = process
    self.shape = shape
    self.family = family
    self.novelty = novelty
    self.count = count
    self.firstLine = firstLine
    self.lastLine = lastLine
  }
}

/// A sandbox extension as messages of one process speak of it.
public struct NamedExtension: Codable, Hashable, Sendable {
  /// Who speaks of it.
  public var process: String
  /// `attempted`, `issued`, `consumed`, `released`, `refused`; `named` where the message says no more than its class.
  public var deed: String
  /// `com.apple.app-sandbox.read-write`; nil where the message names none.
  public var extensionClass: String?
  /// What it is for, by kind: `<own container>/Documents/<name>.txt`; nil where the message does not say.
  public var target: String?
  public var count: Int
  public var firstLine: Int

  public init(
    process: String, deed: String, extensionClass: String?, target: String?, count: Int, firstLine: Int
  ) {
    self.process = process
    self.deed = deed
    self.extensionClass = extensionClass
    self.target = target
    self.count = count
    self.firstLine = firstLine
  }
}

extension Utterance {
  /// A number by its size, so that small differences are none: 1, 2 to 9, 10 to 99, and so on.
  public static func countClass(_ count: Int) -> String {
    if count <= 1 { return "once" }
    var upper = 9
    while upper < count, upper < 999_999 { upper = upper * 10 + 9 }
    return count > upper ? "more than \(upper)" : "\(upper == 9 ? 2 : (upper + 1) / 10) to \(upper)"
  }
}
