public import Scenario

/// What a scenario needs of phone, apps and session.
public enum Preconditions {
  /// Why the scenario says nothing on this phone, as a sentence; nil where nothing is absent.
  public static func absent(for scenario: Scenario, in manifest: RunManifest) -> String? {
    deviceProblem(scenario.requirements, manifest.device)
      ?? probeProblem(scenario, manifest)
  }

  private static func deviceProblem(_ needs: Requirements, _ device: DeviceDescription) -> String? {
    switch (needs.device, device.kind) {
    case (.physical, .simulator): return "it is about a physical device and this is a simulator"
    case (.simulator, .physical): return "it is about the Simulator and this is a physical device"
    default: break
    }
    if needs.minimumVersion != nil || needs.belowVersion != nil {
      guard let version = OSVersion(device.productVersion) else {
        return "it depends on the iOS version and this phone's, '\(device.productVersion)', cannot be read"
      }
      if let minimum = needs.minimumVersion, version < minimum {
        return "it needs iOS \(minimum), this is \(version)"
      }
      if let bound = needs.belowVersion, version >= bound {
        return "it needs iOS below \(bound), this is \(version)"
      }
    }
    if let passcode = needs.passcode {
      guard let isSet = device.isPasscodeSet else {
        return "it depends on a passcode and nobody knows if one is set"
      }
      if passcode != isSet { return passcode ? "no passcode is set" : "a passcode is set" }
    }
    return nil
  }

  private static func probeProblem(_ scenario: Scenario, _ manifest: RunManifest) -> String? {
    for casting in scenario.actors {
      let app = Vocabulary.app(of: casting.probe)
      guard let installed = manifest.probes.first(where: { $0.probe == app }) else {
        return app == casting.probe
          ? "\(app) is not installed" : "\(app) with \(casting.probe) is not installed"
      }
      for key in scenario.requirements.entitlements[casting.actor] ?? []
      where installed.entitlements[key] == nil {
        return "\(casting.probe) as installed lacks the entitlement \(key)"
      }
      for key in scenario.requirements.absentEntitlements[casting.actor] ?? []
      where installed.entitlements[key] != nil {
        return "\(casting.probe) as installed has the entitlement \(key)"
      }
    }
    return nil
  }
}
