public import ProbeProtocol

/// What `run.json` holds: all that must be known of a run besides its raw files to judge it again.
public struct RunManifest: Codable, Hashable, Sendable {
  /// Version of the run folder's form: `major.minor`. Readers refuse a higher major and read every lower one.
  public static let currentSchema = "1.0"

  /// How far a run came.
  public enum State: String, Codable, Hashable, Sendable {
    /// Also what a killed harness leaves behind.
    case running
    case finished
    case interrupted
    /// The harness could not go on; `failure` says why.
    case failed
  }

  public var schema: String
  public var tool: String
  public var id: RunID
  public var key: RunKey
  public var state: State
  /// ISO 8601, UTC.
  public var started: String
  public var ended: String?
  public var failure: String?
  /// The run that this one repeats in part.
  public var parent: RunID?
  public var device: DeviceDescription
  public var host: HostDescription
  public var channel: ChannelDescription
  public var probes: [InstalledProbe]
  public var scenarios: [ScenarioEntry]
  public var settings: RunSettings
  /// Set when the phone was a virtual one; the run is then a rehearsal and says nothing about iOS.
  public var rehearsal: Rehearsal?
  /// Digests of the raw files at the end of the run, by path within the run folder.
  public var digests: [String: ContentDigest]

  public init(
    schema: String = currentSchema, tool: String, id: RunID, key: RunKey, state: State, started: String,
    ended: String? = nil, failure: String? = nil, parent: RunID? = nil, device: DeviceDescription,
    host: HostDescription, channel: ChannelDescription, probes: [InstalledProbe], scenarios: [ScenarioEntry],
    settings: RunSettings, rehearsal: Rehearsal? = nil, digests: [String: ContentDigest] = [:]
  ) {
    self.schema = schema
    self.tool = tool
    self.id = id
    self.key = key
    self.state = state
    self.started = started
    self.ended = ended
    self.failure = failure
    self.parent = parent
    self.device = device
    self.host = host
    self.channel = channel
    self.probes = probes
    self.scenarios = scenarios
    self.settings = settings
    self.rehearsal = rehearsal
    self.digests = digests
  }
}

/// The phone, as lockdownd describes it.
public struct DeviceDescription: Codable, Hashable, Sendable {
  /// What kind of thing it is.
  public enum Kind: String, Codable, Hashable, Sendable {
    case physical, simulator
  }

  public var udid: String
  public var name: String
  /// `iPhone10,3`.
  public var productType: String
  /// `15.2`.
  public var productVersion: String
  /// `19C56`.
  public var buildVersion: String
  public var kind: Kind
  /// Nil where it could not be learnt.
  public var isPasscodeSet: Bool?

  public init(
    udid: String, name: String, productType: String, productVersion: String, buildVersion: String, kind: Kind,
    isPasscodeSet: Bool? = nil
  ) {
    self.udid = udid
    self.name = name
    self.productType = productType
    self.productVersion = productVersion
    self.buildVersion = buildVersion
    self.kind = kind
    self.isPasscodeSet = isPasscodeSet
  }
}

/// The machine that drove the phone.
public struct HostDescription: Codable, Hashable, Sendable {
  /// `Linux x86_64`.
  public var system: String
  /// Time zone at the start, seconds east of UTC: os_trace_relay stamps are in the host's zone.
  public var zone: Int
  /// External tools by name with the version that each prints.
  public var tools: [String: String]

  public init(system: String, zone: Int, tools: [String: String]) {
    self.system = system
    self.zone = zone
    self.tools = tools
  }
}

/// How the log reached the harness.
public struct ChannelDescription: Codable, Hashable, Sendable {
  /// `syslog_relay` or `os_trace_relay`.
  public var service: String
  /// The capturing tool with its arguments, without the phone's udid.
  public var command: String

  public init(service: String, command: String) {
    self.service = service
    self.command = command
  }
}

/// A probe app as it is installed.
public struct InstalledProbe: Codable, Hashable, Sendable {
  public var probe: ProbeName
  public var bundle: String
  public var version: String
  /// Effective entitlements of the installed build.
  public var entitlements: [String: JSONValue]
  /// App Groups that its Info.plist names, by the short name that scenarios use: `shared` → `group.…`.
  public var groups: [String: String]

  public init(
    probe: ProbeName, bundle: String, version: String, entitlements: [String: JSONValue],
    groups: [String: String]
  ) {
    self.probe = probe
    self.bundle = bundle
    self.version = version
    self.entitlements = entitlements
    self.groups = groups
  }
}

/// A scenario that belongs to the run.
public struct ScenarioEntry: Codable, Hashable, Sendable {
  public var id: ScenarioID
  public var digest: ContentDigest
  /// Where its source lies within the run folder, so that findings can be made again from the folder alone.
  public var file: String
  /// The claims that it tests, so that they are not forgotten when the source cannot be used; nil in older runs.
  public var claims: [ClaimID]?

  public init(id: ScenarioID, digest: ContentDigest, file: String, claims: [ClaimID]? = nil) {
    self.id = id
    self.digest = digest
    self.file = file
    self.claims = claims
  }
}

/// What the command line set.
public struct RunSettings: Codable, Hashable, Sendable {
  /// How often each scenario is carried out.
  public var repetitions: Int
  public var seed: UInt64?
  /// Milliseconds between a step's end event and its fence.
  public var grace: Int
  /// Milliseconds between two heartbeats.
  public var heartbeatInterval: Int
  /// `conductor` or `operator`.
  public var driver: String

  public init(repetitions: Int, seed: UInt64?, grace: Int, heartbeatInterval: Int, driver: String) {
    self.repetitions = repetitions
    self.seed = seed
    self.grace = grace
    self.heartbeatInterval = heartbeatInterval
    self.driver = driver
  }
}

/// The virtual phone behind a rehearsal.
public struct Rehearsal: Codable, Hashable, Sendable {
  public var profile: String
  /// Policy rules that were turned over.
  public var mutants: [String]
  public var faults: [String]
  public var seed: UInt64

  public init(profile: String, mutants: [String], faults: [String], seed: UInt64) {
    self.profile = profile
    self.mutants = mutants
    self.faults = faults
    self.seed = seed
  }
}
