public import ProbeProtocol
public import Scenario

/// Which apps have to be on a phone that holds few of them, for one group of scenarios after another.
///
/// A free team may have three apps on a phone ("The maximum number of apps for free development profiles has been
/// reached"), and the Conductor's runner is presumably one of them.
public struct AppSwapPlan: Hashable, Sendable {
  /// Scenarios that run with the same apps.
  public struct Group: Hashable, Sendable {
    public var scenarios: [ScenarioID]
    /// All that have to be there, beside the Conductor, sorted.
    public var probes: [ProbeName]
  }

  public var groups: [Group]
  /// Scenarios that need more apps than there may be.
  public var impossible: [ScenarioID: [ProbeName]]
  /// How many apps may be there beside the Conductor.
  public var limit: Int

  /// Apps that a free team may have on a phone.
  public static let freeTeamApps = 3

  /// - Parameter apps: how many apps may be on the phone, the Conductor among them.
  public init(_ scenarios: [Scenario], apps: Int = freeTeamApps) {
    limit = max(0, apps - 1)
    groups = []
    impossible = [:]
    for scenario in scenarios {
      let needed = Set(scenario.actors.map { Vocabulary.app(of: $0.probe) }.filter { $0 != .conductor })
      guard needed.count <= limit else {
        impossible[scenario.id] = needed.sorted()
        continue
      }
      // The first group that it fits into, so that apps are exchanged as seldom as can be.
      let place = groups.firstIndex { Set($0.probes).union(needed).count <= limit }
      if let place {
        groups[place].scenarios.append(scenario.id)
        groups[place].probes = Set(groups[place].probes).union(needed).sorted()
      } else {
        groups.append(Group(scenarios: [scenario.id], probes: needed.sorted()))
      }
    }
  }

  /// What is exchanged before a group.
  public struct Exchange: Hashable, Sendable {
    /// Removed first, since there may be no room otherwise.
    public var removed: [ProbeName]
    public var installed: [ProbeName]

    public init(removed: [ProbeName], installed: [ProbeName]) {
      self.removed = removed
      self.installed = installed
    }
  }

  /// - Parameter present: the probes on the phone.
  public func exchange(for group: Group, present: Set<ProbeName>) -> Exchange {
    let wanted = Set(group.probes)
    let others = present.subtracting(wanted).subtracting([.conductor])
    // What is there and does not hinder may stay.
    let room = limit - wanted.count
    return Exchange(
      removed: Array(others.sorted().dropFirst(max(0, room))), installed: wanted.subtracting(present).sorted()
    )
  }

  /// Why a scenario cannot be carried out; nil where it can.
  public func obstacle(of scenario: ScenarioID) -> String? {
    impossible[scenario].map {
      let names = $0.map(\.rawValue).joined(separator: ", ")
      return
        "it needs \($0.count) probe apps at a time (\(names)), and the phone may hold \(limit) beside the Conductor"
    }
  }

  /// The group of a scenario.
  public func group(of scenario: ScenarioID) -> Group? { groups.first { $0.scenarios.contains(scenario) } }

  /// The scenarios in the order of their groups; those that cannot be carried out come last.
  public func ordered(_ scenarios: [Scenario]) -> [Scenario] {
    let order = groups.flatMap(\.scenarios)
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return scenarios.enumerated().sorted {
      (places[$0.element.id] ?? order.count, $0.offset) < (places[$1.element.id] ?? order.count, $1.offset)
    }.map(\.element)
  }
}
