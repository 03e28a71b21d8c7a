/// What a checkout has to start the Conductor's runner with.
public struct RunnerFiles: Hashable, Sendable {
  public var isMac: Bool
  /// What `make apps` left of the kind `xctestrun`, by path.
  public var xctestruns: [String]

  public init(isMac: Bool, xctestruns: [String]) {
    self.isMac = isMac
    self.xctestruns = xctestruns
  }
}

/// What there is to start the Conductor's runner with.
public struct RunnerMeans: Hashable, Sendable {
  public var isMac: Bool
  /// Names of the programs that are installed.
  public var programs: Set<String>
  /// What `make apps` left of the kind `xctestrun`, by path.
  public var xctestruns: [String]
  /// The bundle identifier of the runner on the phone; nil where it is not installed.
  public var runner: String?
  /// iOS's version, `17.5`.
  public var systemVersion: String?
  /// A Simulator's runner is started by xcodebuild alone.
  public var isSimulator: Bool

  public init(
    isMac: Bool, programs: Set<String>, xctestruns: [String], runner: String?, systemVersion: String?,
    isSimulator: Bool = false
  ) {
    self.isSimulator = isSimulator
    self.isMac = isMac
    self.programs = programs
    self.xctestruns = xctestruns
    self.runner = runner
    self.systemVersion = systemVersion
  }

  public init(
    _ files: RunnerFiles, programs: Set<String>, runner: String?, systemVersion: String?,
    isSimulator: Bool = false
  ) {
    self.init(
      isMac: files.isMac, programs: programs, xctestruns: files.xctestruns, runner: runner,
      systemVersion: systemVersion, isSimulator: isSimulator)
  }

  /// Programs that start it.
  static let programs = ["xcodebuild", "pymobiledevice3", "ios"]

  /// The ways that are open, the best first.
  public var ways: [RunnerWay] {
    var ways: [RunnerWay] = []
    if isMac, programs.contains("xcodebuild"), xctestruns.count == 1 {
      ways.append(isSimulator ? .simulator(xctestrun: xctestruns[0]) : .xcodebuild(xctestrun: xctestruns[0]))
    }
    guard let runner, !isSimulator else { return ways }
    if programs.contains("pymobiledevice3") {
      ways.append(.pymobiledevice(runner: runner, tunnels: needsTunnel))
    }
    if programs.contains("ios") { ways.append(.goIOS(runner: runner)) }
    return ways
  }

  /// From iOS 17 on the services behind a UI test are reached through a tunnel alone (go-ios, pymobiledevice3).
  private var needsTunnel: Bool {
    (systemVersion?.split(separator: ".").first.flatMap { Int($0) } ?? 0) >= 17
  }

  /// What is missing for each way that is not open, as something to do.
  public var remedies: [String] {
    var remedies: [String] = []
    if isMac || isSimulator {
      let build = isSimulator ? "make simulator-apps" : "make apps TEAM=ABCDE12345"
      if !programs.contains("xcodebuild") { remedies.append("install Xcode") }
      if xctestruns.isEmpty { remedies.append("build the probe apps: \(build)") }
      if xctestruns.count > 1 { remedies.append("build the probe apps again, so that one xctestrun is left") }
    } else {
      if runner == nil { remedies.append("install the Conductor's runner: sandprobe install Conductor") }
      if programs.isDisjoint(with: ["pymobiledevice3", "ios"]) {
        remedies.append("install pymobiledevice3 (python3 -m pip install pymobiledevice3) or go-ios")
      }
    }
    return remedies
  }
}

/// A way to start the Conductor's runner.
public enum RunnerWay: Hashable, Sendable {
  case xcodebuild(xctestrun: String)
  /// xcodebuild, in a Simulator.
  case simulator(xctestrun: String)
  case pymobiledevice(runner: String, tunnels: Bool)
  case goIOS(runner: String)

  /// The program's name.
  public var program: String {
    switch self {
    case .xcodebuild, .simulator: "xcodebuild"
    case .pymobiledevice: "pymobiledevice3"
    case .goIOS: "ios"
    }
  }

  /// Whether it leaves a result bundle.
  public var leavesResults: Bool {
    switch self {
    case .xcodebuild, .simulator: true
    case .pymobiledevice, .goIOS: false
    }
  }

  /// The command line.
  /// - Parameters:
  ///   - results: where the result bundle goes; nothing may be there yet.
  ///   - environment: what the runner gets.
  public func command(udid: String, results: String, environment: [String: String]) -> ToolCommand {
    switch self {
    case .xcodebuild(let xctestrun):
      RunnerRoute.xcodebuild(
        xctestrun: xctestrun, udid: udid, results: results, environment: environment)
    case .simulator(let xctestrun):
      RunnerRoute.xcodebuild(
        xctestrun: xctestrun, udid: udid, platform: "iOS Simulator", results: results,
        environment: environment)
    case .pymobiledevice(let runner, let tunnels):
      RunnerRoute.pymobiledevice(runner: runner, udid: udid, environment: environment, tunnels: tunnels)
    case .goIOS(let runner): RunnerRoute.goIOS(runner: runner, udid: udid, environment: environment)
    }
  }
}

extension ToolEnvironment {
  /// Those programs that start the runner and are installed.
  var runnerPrograms: Set<String> { Set(RunnerMeans.programs.filter { path(named: $0) != nil }) }
}
