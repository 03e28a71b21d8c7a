import Device
import ProbeProtocol
import RunFolder
import Verdict

/// Exchanges the probe apps on a phone that holds few, before a scenario that needs others.
struct AppSwapper: Sendable {
  var plan: AppSwapPlan

  /// - Returns: the context with the apps that are there now; the manifest of the run keeps all that were.
  /// - Throws: `RunFolderError`, `CancellationError`; what goes wrong on the phone leaves an app absent, and the scenario
  ///   is skipped for that.
  func prepare(for scenario: ScenarioID, _ context: RunContext) async throws -> RunContext {
    guard let group = plan.group(of: scenario) else { return context }
    do {
      let present = ManifestMaking.probes(try await context.phone.installedApplications())
      let exchange = plan.exchange(for: group, present: Set(present.map(\.probe)))
      guard !exchange.removed.isEmpty || !exchange.installed.isEmpty else {
        return try await context.with(present)
      }
      for probe in exchange.removed {
        guard let bundle = present.first(where: { $0.probe == probe })?.bundle else { continue }
        try await context.phone.uninstall(bundle: bundle)
      }
      for probe in exchange.installed {
        if let package = context.phone.package(of: probe) { try await context.phone.install(package) }
      }
      try await context.recorder.note(
        .appsExchanged,
        data: ["removed": Self.names(exchange.removed), "installed": Self.names(exchange.installed)])
      return try await context.with(ManifestMaking.probes(try await context.phone.installedApplications()))
    } catch let error as RunFolderError {
      throw error
    } catch {
      try Task.checkCancellation()
      try await context.recorder.note(.appsExchanged, message: "\(error)")
      return context
    }
  }

  private static func names(_ probes: [ProbeName]) -> JSONValue {
    .array(probes.map { .string($0.rawValue) })
  }
}

extension RunContext {
  /// The context with these apps on the phone. In `run.json` an app that was removed stays.
  fileprivate func with(_ probes: [InstalledProbe]) async throws -> RunContext {
    var context = self
    context.manifest.probes = probes
    try await recorder.writer.update { manifest in
      let known = Set(probes.map(\.probe))
      manifest.probes =
        (manifest.probes.filter { !known.contains($0.probe) } + probes).sorted { $0.probe < $1.probe }
    }
    return context
  }
}
