public import ProbeProtocol

/// Says what is wrong with tools, phone and probe apps, and what mends it. It only judges facts.
public struct Doctor: Sendable {
  /// Whether the machine is a Mac.
  public var isMac: Bool
  /// The probe apps that scenarios play with.
  public var wanted: [ProbeName]
  /// The digest of this checkout's phone side; nil where there is no checkout.
  public var checkout: String?
  /// Now, in seconds since 1970.
  public var now: Double
  /// With what a run starts the Conductor; nil for a phone that comes with one.
  public var runner: RunnerFiles?
  /// Programs that start it and are installed.
  public var programs: Set<String>
  /// Whether it is about a run in a Simulator, which needs Xcode and none of libimobiledevice's tools.
  public var isForSimulator: Bool

  public init(
    isMac: Bool, wanted: [ProbeName], checkout: String?, now: Double, runner: RunnerFiles? = nil,
    programs: Set<String> = [], isForSimulator: Bool = false
  ) {
    self.isForSimulator = isForSimulator
    self.isMac = isMac
    self.wanted = wanted
    self.checkout = checkout
    self.now = now
    self.runner = runner
    self.programs = programs
  }

  /// What there is to say of the programs.
  public func findings(of tools: [ToolFacts]) -> [DoctorFinding] {
    let byName = Dictionary(tools.map { ($0.name, $0) }) { first, _ in first }
    let needed = Tool.allCases.map { tool -> DoctorFinding in
      guard let facts = byName[tool.rawValue], facts.path != nil else {
        guard !isForSimulator else {
          return DoctorFinding(
            .tools, tool.rawValue, .unknown, "not installed, and needed for phones alone",
            remedy: "where that is wanted: \(tool.installCommand)")
        }
        return DoctorFinding(
          .tools, tool.rawValue, .problem, "not installed", remedy: "install it: \(tool.installCommand)")
      }
      let words = ([facts.version ?? "says no version"] + facts.abilities).joined(separator: "; ")
      return DoctorFinding(.tools, tool.rawValue, .ok, words)
    }
    let optional = OptionalTool.allCases.map { tool -> DoctorFinding in
      if let facts = byName[tool.rawValue], facts.path != nil {
        return DoctorFinding(
          .tools, tool.rawValue, .ok, ([tool.use] + facts.abilities).joined(separator: "; "))
      }
      if isForSimulator, tool == .xcrun || tool == .xcodebuild {
        return DoctorFinding(
          .tools, tool.rawValue, .problem, "not installed: Simulators come with Xcode",
          remedy: "run this on a Mac with Xcode")
      }
      guard isMac || !tool.isForMacs else {
        return DoctorFinding(
          .tools, tool.rawValue, .unknown, "not checked: this is no Mac (\(tool.use))",
          remedy: "run this on the Mac that builds the apps")
      }
      return DoctorFinding(
        .tools, tool.rawValue, .unknown, "not installed, and needed for nothing but this: \(tool.use)",
        remedy: "where that is wanted: \(tool.installing)")
    }
    return needed + optional
  }

  /// What there is to say of a phone and its probe apps; nil is no phone.
  public func findings(of phone: PhoneFacts?) -> [DoctorFinding] {
    guard let phone else {
      return [
        DoctorFinding(
          .phone, "attached", .warning,
          "no phone is attached; 'sandprobe run' would rehearse on a virtual one",
          remedy: "attach one by cable, unlock it and tap Trust")
      ]
    }
    if let refusal = phone.refusal {
      return [DoctorFinding(.phone, "answers", .problem, refusal.reason, remedy: refusal.remedy)]
    }
    return phoneFindings(phone) + probeFindings(phone)
  }
}
