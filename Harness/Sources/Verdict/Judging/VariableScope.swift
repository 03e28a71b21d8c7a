public import ProbeProtocol
public import Scenario

/// The variables of one repetition of a scenario, as far as its results give them.
public enum VariableScope {
  /// What every scenario can name without saving it: App Groups by short name, bundles by probe, the run, its
  /// canary texts.
  /// - Parameter run: what the session calls the run.
  public static func builtIn(
    _ manifest: RunManifest, run: RunID, scenario: ScenarioID, repetition: Int
  ) -> [String: JSONValue] {
    var variables: [String: JSONValue] = [
      "run.id": .string(run.rawValue),
      "run.nonce": .string(nonce(of: run, scenario, repetition)),
    ]
    for name in CanaryText.names {
      let canary = CanaryText(name, run: run, scenario: scenario, repetition: repetition, key: manifest.key)
      variables["canary.\(name)"] = .string(canary.text)
    }
    for probe in manifest.probes {
      variables["probes.\(probe.probe).bundle"] = .string(probe.bundle)
      for (name, group) in probe.groups { variables["groups.\(name)"] = .string(group) }
    }
    return variables
  }

  /// The variables after the given results, in the order of the steps.
  public static func after(
    _ results: [StepID: JSONValue], of scenario: Scenario, builtIn: [String: JSONValue]
  ) -> [String: JSONValue] {
    var variables = builtIn
    for step in scenario.steps {
      guard let data = results[step.id] else { continue }
      for name in step.saves.keys.sorted() {
        if let path = step.saves[name], let value = data.value(at: path) { variables[name] = value }
      }
    }
    return variables
  }

  /// A word that no other repetition of any scenario uses, to be written into files and looked for in the log.
  private static func nonce(of run: RunID, _ scenario: ScenarioID, _ repetition: Int) -> String {
    String(ContentDigest(of: Array("\(run) \(scenario) \(repetition)".utf8)).rawValue.prefix(16))
  }
}
