public import Device
public import Foundation
public import ProbeProtocol
public import Scenario
public import Verdict

/// A run that did not get to its end, and what is left of it to do.
public struct Resumption: Sendable {
  /// One repetition of a scenario.
  public struct Performance: Hashable, Sendable {
    public var scenario: ScenarioID
    public var repetition: Int
  }

  /// The run folder, which is filled further.
  public let folder: URL
  public let manifest: RunManifest
  /// The scenarios as the run folder holds them.
  public let scenarios: [Scenario]
  /// What was ended or skipped, and is not repeated.
  public let done: Set<Performance>

  /// - Parameter evidence: what the run left behind.
  /// - Throws: ``ResumeError`` where it cannot be built upon.
  public init(of evidence: Evidence, in folder: URL) throws(ResumeError) {
    let altered = evidence.alterations.keys.sorted().compactMap { file in
      evidence.alterations[file].map { "\(file) \($0.words)" }
    }
    guard altered.isEmpty else { throw .altered(altered) }
    let known = Set(evidence.scenarios.map(\.id))
    let lost = evidence.manifest.scenarios.filter { !known.contains($0.id) }.map(\.file)
    guard lost.isEmpty else { throw .unusableScenarios(lost) }
    self.folder = folder
    manifest = evidence.manifest
    scenarios = evidence.scenarios
    done = Set(
      evidence.host.compactMap { record in
        guard [.scenarioEnded, .scenarioSkipped].contains(record.kind), let scenario = record.scenario,
          let repetition = record.repetition
        else { return nil }
        return Performance(scenario: scenario, repetition: repetition)
      })
  }

  /// All performances of the run.
  public var total: Int { scenarios.count * max(1, manifest.settings.repetitions) }

  /// Performances that are to be carried out, those that were begun before from their start.
  public var remaining: Int { max(0, total - done.count) }

  /// What the session is known by in `host.jsonl`, where it is not the same as before.
  func description(of current: RunManifest) -> [String: JSONValue] {
    [
      "before": .string(manifest.state.rawValue), "tool": .string(current.tool),
      "service": .string(current.channel.service), "command": .string(current.channel.command),
      "system": .string(current.host.system), "zone": .int(current.host.zone),
      "tools": .object(current.host.tools.mapValues { .string($0) }),
    ]
  }

  /// - Throws: ``ResumeError/differs(_:)`` where the phone is not in the state that the run's first part was made in.
  func check(_ current: RunManifest) throws(ResumeError) {
    var differences: [String] = []
    func compare(_ what: String, _ before: String, _ now: String) {
      if before != now { differences.append("\(what) was \(before) and is now \(now)") }
    }
    let (old, new) = (manifest.device, current.device)
    compare("the phone's udid", old.udid, new.udid)
    compare("its kind", old.kind.rawValue, new.kind.rawValue)
    compare(
      "its iOS", "\(old.productVersion) (\(old.buildVersion))", "\(new.productVersion) (\(new.buildVersion))")
    compare("its passcode", Self.words(old.isPasscodeSet), Self.words(new.isPasscodeSet))
    compare("the virtual phone", Self.words(manifest.rehearsal), Self.words(current.rehearsal))
    differences += Self.differences(manifest.probes, current.probes)
    guard differences.isEmpty else { throw .differs(differences) }
  }

  /// Whether what a phone says of itself is what the virtual phone of a run said.
  public static func isSamePhone(_ values: LockdownValues, _ manifest: RunManifest) -> Bool {
    ManifestMaking.rehearsal(values) == manifest.rehearsal
  }

  private static func differences(_ old: [InstalledProbe], _ new: [InstalledProbe]) -> [String] {
    let now = Dictionary(new.map { ($0.probe, $0) }) { first, _ in first }
    let before = Dictionary(old.map { ($0.probe, $0) }) { first, _ in first }
    return Set(now.keys).union(before.keys).sorted().compactMap { probe in
      switch (before[probe], now[probe]) {
      case (let before?, let now?) where before.version != now.version:
        "\(probe) was version \(before.version) and is now \(now.version)"
      case (let before?, let now?):
        before == now ? nil : "\(probe) has another bundle, entitlements or groups now"
      case (nil, _): "\(probe) was not installed and is now"
      default: "\(probe) was installed and is not any more"
      }
    }
  }

  private static func words(_ isSet: Bool?) -> String {
    isSet.map { $0 ? "set" : "not set" } ?? "unknown"
  }

  private static func words(_ rehearsal: Rehearsal?) -> String {
    guard let rehearsal else { return "none" }
    let parts = rehearsal.mutants + rehearsal.faults
    return "\(rehearsal.profile), seed \(rehearsal.seed)"
      + (parts.isEmpty ? "" : " with \(parts.joined(separator: ", "))")
  }
}

/// Why a run cannot be resumed.
public enum ResumeError: Error, Hashable, Sendable {
  /// Raw files are not what they were, in sentences: what is added would rest on what nobody can vouch for.
  case altered([String])
  /// Scenarios of the run whose copies cannot be used.
  case unusableScenarios([String])
  /// The phone or its apps are not what they were, in sentences.
  case differs([String])
}

extension ResumeError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .altered(let sentences):
      "the run cannot be resumed, since its files were altered: \(sentences.joined(separator: "; "))"
    case .unusableScenarios(let files):
      "the run cannot be resumed, since its scenarios cannot be used: \(files.joined(separator: ", "))"
    case .differs(let sentences):
      "the run cannot be resumed, since its parts would not be of one kind: \(sentences.joined(separator: "; "))"
    }
  }

  /// What to do next.
  public var remedy: String {
    switch self {
    case .altered, .unusableScenarios: "'sandprobe run --rerun' does what is missing as a new run."
    case .differs:
      "Attach the same phone in the same state, or let 'sandprobe run --rerun' do what is missing as a new run."
    }
  }
}
