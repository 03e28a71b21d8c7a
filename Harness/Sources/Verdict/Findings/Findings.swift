public import ProbeProtocol

/// What `findings.json` holds: every finding of a run with all that a report shows.
public struct Findings: Codable, Hashable, Sendable {
  /// Version of this document, `major.minor`: a reader of the same major can read it.
  public static let currentSchema = "1.2"

  public var schema: String
  /// Version of the program whose rules judged.
  public var tool: String
  public var run: RunSummary
  public var channel: ChannelHealth
  /// How many findings have each verdict; every verdict is a key.
  public var counts: [String: Int]
  public var findings: [Finding]
  /// The scenarios as they were carried out, in that order.
  public var scenarios: [ScenarioReading]
  /// What was missing or damaged in the run folder, in sentences.
  public var problems: [String]

  public init(
    schema: String = currentSchema, tool: String, run: RunSummary, channel: ChannelHealth,
    counts: [String: Int], findings: [Finding], scenarios: [ScenarioReading], problems: [String]
  ) {
    self.schema = schema
    self.tool = tool
    self.run = run
    self.channel = channel
    self.counts = counts
    self.findings = findings
    self.scenarios = scenarios
    self.problems = problems
  }
}

/// The run in the head of a report.
public struct RunSummary: Codable, Hashable, Sendable {
  public var id: RunID
  public var parent: RunID?
  public var state: RunManifest.State
  public var started: String
  public var ended: String?
  /// When it was taken up again after it had been ended, ISO 8601, UTC; empty where it went through without a break.
  public var resumed: [String]
  public var device: DeviceDescription
  public var host: HostDescription
  public var channel: ChannelDescription
  public var probes: [InstalledProbe]
  public var settings: RunSettings
  public var rehearsal: Rehearsal?
  /// Size of `syslog.log` in bytes, and how many records it holds.
  public var logBytes: Int
  public var logRecords: Int
  /// Digest over the digests of all scenarios, in order.
  public var scenarioSet: ContentDigest

  public init(
    id: RunID, parent: RunID?, state: RunManifest.State, started: String, ended: String?,
    resumed: [String] = [], device: DeviceDescription, host: HostDescription, channel: ChannelDescription,
    probes: [InstalledProbe],
    settings: RunSettings, rehearsal: Rehearsal?, logBytes: Int, logRecords: Int, scenarioSet: ContentDigest
  ) {
    self.id = id
    self.parent = parent
    self.state = state
    self.started = started
    self.ended = ended
    self.resumed = resumed
    self.device = device
    self.host = host
    self.channel = channel
    self.probes = probes
    self.settings = settings
    self.rehearsal = rehearsal
    self.logBytes = logBytes
    self.logRecords = logRecords
    self.scenarioSet = scenarioSet
  }

  /// Documents before 1.1 have no `resumed`.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try members.decode(RunID.self, forKey: .id),
      parent: try members.decodeIfPresent(RunID.self, forKey: .parent),
      state: try members.decode(RunManifest.State.self, forKey: .state),
      started: try members.decode(String.self, forKey: .started),
      ended: try members.decodeIfPresent(String.self, forKey: .ended),
      resumed: try members.decodeIfPresent([String].self, forKey: .resumed) ?? [],
      device: try members.decode(DeviceDescription.self, forKey: .device),
      host: try members.decode(HostDescription.self, forKey: .host),
      channel: try members.decode(ChannelDescription.self, forKey: .channel),
      probes: try members.decode([InstalledProbe].self, forKey: .probes),
      settings: try members.decode(RunSettings.self, forKey: .settings),
      rehearsal: try members.decodeIfPresent(Rehearsal.self, forKey: .rehearsal),
      logBytes: try members.decode(Int.self, forKey: .logBytes),
      logRecords: try members.decode(Int.self, forKey: .logRecords),
      scenarioSet: try members.decode(ContentDigest.self, forKey: .scenarioSet))
  }
}

/// What the canaries, heartbeats and stream notices show of the log channel.
public struct ChannelHealth: Codable, Hashable, Sendable {
  /// True where a canary came back whole and no part of the stream is known to be lost.
  public var isSound: Bool
  /// One sentence.
  public var summary: String
  /// Levels at which canaries arrived.
  public var levels: [String]
  /// Longest canary that arrived whole, in bytes.
  public var longestWhole: Int
  /// Shortest canary that arrived cut, in bytes; nil where none was cut.
  public var shortestCut: Int?
  /// Whether an argument without a public format arrived redacted; nil where that canary did not arrive.
  public var redactsPrivate: Bool?
  public var heartbeatsSeen: Int
  /// Conductor events that are missing from the log by their numbers.
  public var conductorEventsLost: Int
  /// Event lines that the run's key did not sign.
  public var forgedLines: Int
  /// What happened to the stream, in order, in sentences: disconnects, stalls, drop notices.
  public var disturbances: [String]

  public init(
    isSound: Bool, summary: String, levels: [String], longestWhole: Int, shortestCut: Int?,
    redactsPrivate: Bool?, heartbeatsSeen: Int, conductorEventsLost: Int, forgedLines: Int,
    disturbances: [String]
  ) {
    self.isSound = isSound
    self.summary = summary
    self.levels = levels
    self.longestWhole = longestWhole
    self.shortestCut = shortestCut
    self.redactsPrivate = redactsPrivate
    self.heartbeatsSeen = heartbeatsSeen
    self.conductorEventsLost = conductorEventsLost
    self.forgedLines = forgedLines
    self.disturbances = disturbances
  }
}

/// A repetition of a scenario as it was carried out.
public struct ScenarioReading: Codable, Hashable, Sendable {
  public var scenario: ScenarioID
  public var repetition: Int
  public var title: String
  public var claims: [ClaimID]
  /// The scenario's source within the run folder.
  public var file: String
  public var digest: ContentDigest
  /// Worst verdict of its claims: fail, error, inconclusive, pass, recorded, skipped, in this order.
  public var verdict: Verdict
  /// Why nothing was carried out, where nothing was.
  public var skipped: String?
  public var steps: [StepReading]

  public init(
    scenario: ScenarioID, repetition: Int, title: String, claims: [ClaimID], file: String,
    digest: ContentDigest, verdict: Verdict, skipped: String?, steps: [StepReading]
  ) {
    self.scenario = scenario
    self.repetition = repetition
    self.title = title
    self.claims = claims
    self.file = file
    self.digest = digest
    self.verdict = verdict
    self.skipped = skipped
    self.steps = steps
  }
}

/// A step as it was carried out.
public struct StepReading: Codable, Hashable, Sendable {
  public var step: StepID
  public var actor: ActorName
  public var probe: ProbeName?
  public var pid: Int32?
  public var action: ActionName
  public var isControl: Bool
  /// Why an expected refusal has no control step, where the scenario says so.
  public var uncontrolled: String?
  /// `locked` where it was taken while the screen was locked; nil else, and in documents before 1.2.
  public var moment: String?
  /// Arguments with variables replaced, as `name: value`; as written where the step was not sent.
  public var arguments: [String: JSONValue]
  /// Nil where no end event is known.
  public var outcome: Outcome?
  public var data: JSONValue?
  /// Milliseconds from the scenario's first event to the begin event, by the phone's monotonic clock.
  public var begin: Int?
  /// Milliseconds between begin and end.
  public var duration: Int?
  public var window: WindowReading
  /// What the log showed during it, in exploring scenarios; nil in others, where the log shows no window, and in documents
  /// before 1.2.
  public var trace: StepTrace?

  public init(
    step: StepID, actor: ActorName, probe: ProbeName?, pid: Int32?, action: ActionName, isControl: Bool,
    uncontrolled: String? = nil, moment: String? = nil, arguments: [String: JSONValue], outcome: Outcome?,
    data: JSONValue?, begin: Int?, duration: Int?, window: WindowReading, trace: StepTrace? = nil
  ) {
    self.step = step
    self.actor = actor
    self.probe = probe
    self.pid = pid
    self.action = action
    self.isControl = isControl
    self.uncontrolled = uncontrolled
    self.moment = moment
    self.arguments = arguments
    self.outcome = outcome
    self.data = data
    self.begin = begin
    self.duration = duration
    self.window = window
    self.trace = trace
  }
}

/// The part of the log that belongs to a step.
public struct WindowReading: Codable, Hashable, Sendable {
  /// Whether absence counts in it.
  public enum State: String, Codable, Hashable, Sendable {
    case intact
    /// Records were lost, or may have been.
    case torn
    /// Its begin or end is not in the log.
    case absent
  }

  public var state: State
  /// First and last line in `syslog.log`; nil where the window is absent.
  public var firstLine: Int?
  public var lastLine: Int?
  /// Why it is torn or absent, in sentences.
  public var tears: [String]

  public init(state: State, firstLine: Int?, lastLine: Int?, tears: [String]) {
    self.state = state
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.tears = tears
  }
}
