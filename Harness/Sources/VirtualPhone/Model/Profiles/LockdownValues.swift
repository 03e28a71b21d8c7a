import DeviceProtocol
import Foundation

/// What lockdownd knows of the phone.
struct LockdownValues: Sendable {
  /// The key under which the virtual phone says that it is one. No real phone has it.
  static let rehearsalKey = "SandProbeRehearsal"

  private let values: [String: PropertyList]
  private let domains: [String: [String: PropertyList]]

  init(profile: PhoneProfile, numbers: PhoneNumbers, rehearsal: Rehearsal, hasPasscode: Bool = false) {
    values = [
      // A name with a blank leaves its second word in what idevicesyslog prints.
      "DeviceName": "Virtual-iPhone", "DeviceClass": "iPhone", "ProductName": "iPhone OS",
      "ProductType": .string(profile.productType), "ProductVersion": .string(profile.version),
      "BuildVersion": .string(profile.build), "HardwareModel": .string(profile.hardwareModel),
      "CPUArchitecture": .string(profile.architecture), "UniqueDeviceID": .string(numbers.udid),
      "UniqueChipID": .integer(numbers.chipID), "SerialNumber": .string(numbers.serial),
      "WiFiAddress": .string(numbers.wifiAddress), "PasswordProtected": .bool(hasPasscode),
      "ActivationState": "Activated",
      "TimeZone": "UTC", "TimeZoneOffsetFromUTC": .real(0), "Uses24HourClock": true,
      "ProductionSOC": true, "HostAttached": true, "TrustedHostAttached": true,
      "TimeIntervalSince1970": .real(0), "ModelNumber": "VIRTUAL", "RegionInfo": "ZP/A",
      Self.rehearsalKey: rehearsal.propertyList,
    ]
    domains = [
      "com.apple.disk_usage": ["TotalDiskCapacity": 64_000_000_000, "TotalDataAvailable": 32_000_000_000],
      "com.apple.mobile.battery": ["BatteryCurrentCapacity": 100, "BatteryIsCharging": true],
      "com.apple.international": ["Language": "en", "Locale": "en_US"],
      "com.apple.security.mac.amfi": ["DeveloperModeStatus": true],
    ]
  }

  func value(domain: String?, key: String?) -> PropertyList? {
    let isMain = domain == nil || domain == ""
    var members = isMain ? values : domain.flatMap { domains[$0] } ?? [:]
    if isMain { members["TimeIntervalSince1970"] = .real(Date().timeIntervalSince1970) }
    guard let key else { return members.isEmpty ? nil : .dictionary(members) }
    return members[key]
  }
}

/// How the virtual phone differs from a phone: what a run has to state of it.
struct Rehearsal: Hashable, Sendable {
  var profile: PhoneProfile
  var mutants: [RuleName]
  var faults: [String]
  var seed: UInt64

  var propertyList: PropertyList {
    [
      "profile": .string(profile.name), "kind": .string(profile.kind.rawValue),
      "mutants": .array(mutants.map { .string($0.rawValue) }),
      "faults": .array(faults.map(PropertyList.string)),
      // Property lists of the tools carry whole numbers without a sign up to 63 bits only.
      "seed": .string(String(seed)),
    ]
  }
}
