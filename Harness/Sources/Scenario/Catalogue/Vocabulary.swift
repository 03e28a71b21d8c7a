public import ProbeProtocol

/// The words that scenario files may use besides those of ``ActionCatalogue``.
public enum Vocabulary {
  /// The probe apps, as the project for them names them.
  public static let probes: [ProbeName] = [
    "IsolatedA", "IsolatedB", "GroupMemberA", "GroupMemberB", "Outsider",
    "Sender", "Receiver", "ShareHost", "ActionHost", "ProviderHost", "ReplicaHost", "PickerClient",
    "DocumentBrowser", "DocumentInPlace", "DocumentHidden", "ProtectionOn", "ProtectionOff",
    "PrivacyNone", "PrivacyAll",
    "ATSDefault", "ATSOpen", "ATSExceptions", "ATSLocal", "ATSMedia", "ATSWeb", "ATSTransparency",
  ]

  /// The extensions that can be actors, with the app that contains each: nobody can hand an extension orders but that
  /// app, through the App Group that the two share.
  public static let extensions: [ProbeName: ProbeName] = [
    "ShareProbe": "ShareHost", "ActionProbe": "ActionHost",
  ]

  /// Whoever can play a role, in the order in which help lists them.
  public static let actors: [ProbeName] = probes + extensions.keys.sorted()

  /// The app that is installed, launched and asked on a probe's behalf: the app that contains an extension, or the app
  /// itself.
  public static func app(of probe: ProbeName) -> ProbeName { extensions[probe] ?? probe }

  /// Short names of the App Groups: `${groups.shared}`.
  public static let groups = ["shared"]

  /// Variables that every scenario has, in alphabetical order.
  public static let builtInVariables: [String] =
    (groups.map { "groups.\($0)" } + probes.map { "probes.\($0).bundle" } + ["run.id", "run.nonce"]
    + CanaryText.names.map { "canary.\($0)" }).sorted()

  /// The families of log records, by the words of Syslog's `LogFamily`.
  public static let logFamilies = [
    "sandbox", "transitd", "sharing", "sandbox-extension", "file-provider", "file-coordination",
    "container-manager", "installation", "privacy", "network", "data-protection", "code-signing", "crash",
  ]

  /// What stands among the families where a text is looked for in the records of any family.
  public static let shownText = "shows"

  /// What the host may see during a step, by the words of Verdict's `HostRecord.Kind`.
  public static let hostKinds = [
    "capture-started", "capture-stopped", "capture-stalled", "capture-complained", "disconnected",
    "reconnected",
    "order-sent", "step-ended", "step-timed-out", "host-step", "failed",
  ]

  /// How a phone can show a claim.
  static let verifications = ["probe", "syslog", "host", "ui", "lock", "operator"]

  /// Forms of names, as regular expressions for the whole text.
  static let scenarioIDForm = "^[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$"
  static let wordForm = "^[a-z][a-z0-9-]*$"
  static let variableForm = "^[A-Za-z][A-Za-z0-9_-]*$"
  static let claimForm = "^[A-Z]+-Q?[0-9]+$"
  static let durationForm = "^[1-9][0-9]{0,6}(ms|s)$"
  static let versionTermForm = "(>=|<)[0-9]+([.][0-9]+)*"
}
