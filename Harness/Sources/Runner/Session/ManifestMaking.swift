import Device
import DeviceProtocol
import Foundation
import ProbeProtocol
import RunFolder
import Verdict

/// What the phone and this machine say of themselves, in the manifest's words.
enum ManifestMaking {
  static func device(_ values: LockdownValues, udid: String) -> DeviceDescription {
    let isSimulator = values.isSimulator || values.rehearsal?["kind"]?.stringValue == "simulator"
    return DeviceDescription(
      udid: values.udid ?? udid, name: values.name ?? "", productType: values.productType ?? "unknown",
      productVersion: values.productVersion ?? "unknown", buildVersion: values.buildVersion ?? "",
      kind: isSimulator ? .simulator : .physical, isPasscodeSet: values.isPasscodeSet)
  }

  /// What a virtual phone says of itself; nil for a real one.
  static func rehearsal(_ values: LockdownValues) -> Rehearsal? {
    guard let told = values.rehearsal else { return nil }
    func words(_ key: String) -> [String] { told[key]?.arrayValue?.compactMap(\.stringValue) ?? [] }
    let seed =
      told["seed"]?.integerValue.map { UInt64(bitPattern: Int64($0)) }
      ?? told["seed"]?.stringValue.flatMap { UInt64($0) } ?? 0
    return Rehearsal(
      profile: told["profile"]?.stringValue ?? "unknown", mutants: words("mutants"), faults: words("faults"),
      seed: seed)
  }

  /// The probes among the installed apps, by name.
  static func probes(_ applications: [InstalledApplication]) -> [InstalledProbe] {
    var found: [ProbeName: InstalledProbe] = [:]
    for application in applications {
      guard let probe = application.probe, found[probe] == nil else { continue }
      found[probe] = InstalledProbe(
        probe: probe, bundle: application.bundle, version: application.version,
        entitlements: application.entitlements, groups: application.groups)
    }
    return found.values.sorted { $0.probe < $1.probe }
  }

  static func host(tools: [String: String]) -> HostDescription {
    HostDescription(
      system: "\(system) \(architecture)", zone: TimeZone.current.secondsFromGMT(), tools: tools)
  }

  /// A name that no other run has: 12 letters and digits that cannot be mistaken for one another.
  static func runID() -> RunID {
    let alphabet = Array("23456789bcdfghjkmnpqrstvwxz")
    return RunID(String((0..<12).compactMap { _ in alphabet.randomElement() }))
  }

  private static var system: String {
    #if os(macOS)
      "macOS"
    #else
      "Linux"
    #endif
  }

  private static var architecture: String {
    #if arch(arm64)
      "arm64"
    #elseif arch(x86_64)
      "x86_64"
    #else
      "unknown"
    #endif
  }
}
