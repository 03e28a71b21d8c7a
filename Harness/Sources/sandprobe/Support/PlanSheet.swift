import ProbeProtocol
import Scenario

/// A plan as `run --plan` prints it.
struct PlanSheet {
  var plan: RunPlan
  var scenarios: [Scenario]
  var estimate: PlanEstimate

  /// The plan for programs.
  struct Entries: Encodable {
    struct Turn: Encodable {
      /// `alone`, or `locked` where the phone is locked once for all of them.
      var kind: String
      var performances: [Performance]
      /// About how long, all told.
      var seconds: Int
    }

    struct Performance: Encodable {
      var scenario: ScenarioID
      var repetition: Int
      var title: String
      var claims: [ClaimID]
      var needs: [ScenarioNeed]
      var steps: Int
    }

    var turns: [Turn]
    var locks: Int
    var seconds: Int
  }

  var entries: Entries {
    let turns = plan.turns.map { turn in
      let kind = if case .locked = turn { "locked" } else { "alone" }
      let performances = turn.performances.compactMap { performance in
        scenario(performance).map {
          Entries.Performance(
            scenario: $0.id, repetition: performance.repetition, title: $0.title, claims: $0.claims,
            needs: $0.needs, steps: $0.steps.count)
        }
      }
      return Entries.Turn(
        kind: kind, performances: performances,
        seconds: Self.seconds(estimate.time(of: turn, scenarios: scenarios)))
    }
    return Entries(
      turns: turns, locks: turns.count { $0.kind == "locked" },
      seconds: Self.seconds(plan.turns.reduce(0) { $0 + estimate.time(of: $1, scenarios: scenarios) }))
  }

  var text: String {
    let entries = entries
    let width = scenarios.map(\.id.rawValue.count).max() ?? 0
    var lines: [String] = []
    var number = 0
    for (turn, entry) in zip(plan.turns, entries.turns) {
      if entry.kind == "locked" {
        lines.append("")
        lines.append("The phone is locked once for these, about \(Self.words(entry.seconds)):")
      }
      for performance in entry.performances {
        number += 1
        let needs = performance.needs.filter { entry.kind == "alone" || $0 != .lock }
        let time = scenario(of: performance.scenario).map { Self.seconds(estimate.time(of: $0)) } ?? 0
        let again = performance.repetition > 1 ? " (again)" : ""
        lines.append(
          "\(Self.right("\(number)", 4))  \(Self.left(performance.scenario.rawValue + again, width + 10))"
            + "\(Self.right("\(performance.steps)", 3)) steps  \(Self.right("\(time) s", 5))  "
            + (needs.isEmpty ? "" : "needs \(needs.map(Self.words).joined(separator: ", "))"))
      }
      _ = turn
    }
    lines.append("")
    lines.append(total(entries, performances: number))
    return lines.map { $0.trimmedRight + "\n" }.joined()
  }

  private func total(_ entries: Entries, performances: Int) -> String {
    let locks =
      switch entries.locks {
      case 0: "the phone is never locked"
      case 1: "the phone is locked once"
      default: "the phone is locked \(entries.locks) times"
      }
    return "\(Output.count(performances, "scenario")), \(locks), about \(Self.words(entries.seconds))"
  }

  private func scenario(_ performance: RunPlan.Performance) -> Scenario? {
    scenario(of: performance.scenario)
  }

  private func scenario(of id: ScenarioID) -> Scenario? { scenarios.first { $0.id == id } }

  private static func seconds(_ milliseconds: Int) -> Int { (milliseconds + 999) / 1_000 }

  private static func words(_ seconds: Int) -> String {
    seconds < 100 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }

  private static func words(_ need: ScenarioNeed) -> String {
    switch need {
    case .lock: "the lock"
    case .passcode: "a passcode"
    case .noPasscode: "no passcode"
    case .packages: "the packages of the probe apps"
    case .person: "a person who types the passcode"
    case .simulator: "the Simulator"
    }
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension String {
  fileprivate var trimmedRight: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
