public import ProbeProtocol

/// What is known of a phone. Nil is not known.
public struct PhoneFacts: Hashable, Sendable {
  public var udid: String
  /// Why it does not answer, with what mends it.
  public var refusal: Refusal?
  public var name: String?
  public var productType: String?
  public var systemVersion: String?
  public var isVirtual = false
  public var isSimulator = false
  /// As devicectl knows it; nil where it does not, or where there is none.
  public var devicectl: DevicectlAnswer.Device?
  /// Whether it asks for its passcode now, as devicectl says.
  public var isPasscodeRequired: Bool?
  public var isPasscodeSet: Bool?
  public var isDeveloperModeOn: Bool?
  public var language: String?
  public var freeBytes: Int?
  public var probes: [InstalledApplication]?
  public var conductor: ConductorState?

  public init(udid: String) { self.udid = udid }

  /// Words for people.
  public struct Refusal: Hashable, Sendable {
    public var reason: String
    public var remedy: String

    public init(reason: String, remedy: String) {
      self.reason = reason
      self.remedy = remedy
    }
  }

  /// How the Conductor stands.
  public enum ConductorState: Hashable, Sendable {
    case answers(Conductor.Status)
    /// It serves another token.
    case strange
    case silent(String)
  }

  /// iOS's major version.
  public var major: Int? { systemVersion?.split(separator: ".").first.flatMap { Int($0) } }
}
