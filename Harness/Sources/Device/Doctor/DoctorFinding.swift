/// One line of what the doctor says.
public struct DoctorFinding: Codable, Hashable, Sendable {
  /// How it stands.
  public enum State: String, Codable, Hashable, Sendable, CaseIterable {
    case ok
    /// A run works, and something will be skipped or may go wrong.
    case warning
    /// A run cannot work.
    case problem
    /// Nobody can tell from here.
    case unknown
  }

  /// What it belongs to.
  public enum Group: String, Codable, Hashable, Sendable, CaseIterable {
    case tools, phone, probes, signing
  }

  public var group: Group
  /// `idevicesyslog`, `passcode`.
  public var subject: String
  public var state: State
  /// What was found.
  public var found: String
  /// What mends it, as something to tap or type; nil where nothing has to be mended.
  public var remedy: String?

  public init(_ group: Group, _ subject: String, _ state: State, _ found: String, remedy: String? = nil) {
    self.group = group
    self.subject = subject
    self.state = state
    self.found = found
    self.remedy = remedy
  }
}

extension [DoctorFinding] {
  /// Whether a run could work.
  public var allowRun: Bool { !contains { $0.state == .problem } }
}
