public import ProbeProtocol

/// One published statement and where it was published.
public struct Claim: Hashable, Sendable {
  public var id: ClaimID
  public var topic: String
  /// The statement in our words.
  public var text: String
  public var source: ClaimSource
  /// How a phone shows it: probe, syslog, host, ui, lock, operator.
  public var verification: [String]
  /// `simulator` where the claim is about the Simulator, `any` where it speaks of both; nil for physical phones.
  public var device: String?
  /// True where the source leaves a question open: to explore and compare, with no answer to judge by.
  public var isExploratory: Bool

  public init(
    id: ClaimID, topic: String, text: String, source: ClaimSource, verification: [String],
    device: String? = nil, isExploratory: Bool = false
  ) {
    self.id = id
    self.topic = topic
    self.text = text
    self.source = source
    self.verification = verification
    self.device = device
    self.isExploratory = isExploratory
  }
}

/// A document that claims come from.
public struct ClaimSource: Hashable, Sendable {
  /// The prefix of its claims' ids, `FS`.
  public var id: String
  public var title: String
  /// The device that the source used, where it says.
  public var device: String?
  /// The iOS version that the source speaks of.
  public var version: String

  public init(id: String, title: String, device: String? = nil, version: String) {
    self.id = id
    self.title = title
    self.device = device
    self.version = version
  }
}

/// All claims, in the order of their file.
public struct ClaimCatalogue: Hashable, Sendable {
  public var claims: [Claim]

  public init(claims: [Claim]) { self.claims = claims }

  /// The claim of that id.
  public subscript(id: ClaimID) -> Claim? { claims.first { $0.id == id } }
}
