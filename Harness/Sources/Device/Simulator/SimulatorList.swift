public import Foundation
import ProbeProtocol

/// A Simulator as simctl knows it.
public struct Simulator: Hashable, Sendable {
  public var udid: String
  public var name: String
  /// The last part of the device type's identifier, `iPhone-12`; nil where it is not told.
  public var type: String?
  /// `iPhone10,4`; nil where the device type is not told.
  public var model: String?
  /// iOS's version, `14.4`.
  public var version: String
  /// iOS's build, `17H22`; nil where the runtime is not told.
  public var build: String?
  public var isBooted: Bool
  /// False where its runtime is not installed any more.
  public var isAvailable: Bool
}

/// What `simctl list --json` prints, read leniently: Simulators of iOS by runtime. The tests have captured samples.
///
/// Runtimes have identifiers like `com.apple.CoreSimulator.SimRuntime.iOS-13-7`. Their version stands in the list of
/// runtimes, since the identifier may tell less of it (13.2.2 as `iOS-13-2`: Chromium's iossim).
public struct SimulatorList: Hashable, Sendable {
  /// The newest iOS first; within it as simctl lists them.
  public var simulators: [Simulator]

  /// Nil where it is no such list.
  public init?(_ bytes: Data) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: bytes),
      let runtimes = value["devices"]?.objectValue
    else { return nil }
    let told = Self.members(value["runtimes"])
    let types = Self.members(value["devicetypes"])
    let known = runtimes.compactMap { name, devices -> (Runtime, [JSONValue])? in
      guard let version = Self.version(ofRuntime: name) else { return nil }
      let runtime = Runtime(
        version: told[name]?["version"]?.stringValue ?? version,
        build: told[name]?["buildversion"]?.stringValue)
      return (runtime, devices.arrayValue ?? [])
    }
    simulators = known.sorted { Self.isNewer($0.0.version, $1.0.version) }.flatMap { runtime, devices in
      devices.compactMap { Self.simulator($0, runtime, types) }
    }
  }

  /// Those that are booted.
  public var booted: [Simulator] { simulators.filter(\.isBooted) }

  /// The one that is meant.
  /// - Parameter udid: nil takes the one that is booted.
  /// - Throws: ``SimulatorError`` where there is none, or more than one.
  public func choose(_ udid: String?) throws(SimulatorError) -> Simulator {
    guard let udid else {
      guard let first = booted.first else { throw .noneBooted(known: simulators.filter(\.isAvailable)) }
      guard booted.count == 1 else { throw .severalBooted(booted.map(\.udid)) }
      return first
    }
    guard let simulator = simulators.first(where: { $0.udid.uppercased() == udid.uppercased() }) else {
      throw .unknown(udid: udid)
    }
    guard simulator.isAvailable else { throw .unavailable(udid: simulator.udid, version: simulator.version) }
    guard simulator.isBooted else { throw .notRunning(udid: simulator.udid) }
    return simulator
  }

  private struct Runtime {
    var version: String
    var build: String?
  }

  /// What a list holds, by identifier.
  private static func members(_ list: JSONValue?) -> [String: JSONValue] {
    let members = (list?.arrayValue ?? []).compactMap { member in
      member["identifier"]?.stringValue.map { ($0, member) }
    }
    return Dictionary(members) { first, _ in first }
  }

  private static func simulator(
    _ value: JSONValue, _ runtime: Runtime, _ types: [String: JSONValue]
  ) -> Simulator? {
    guard let udid = value["udid"]?.stringValue else { return nil }
    let type = value["deviceTypeIdentifier"]?.stringValue
    return Simulator(
      udid: udid, name: value["name"]?.stringValue ?? "",
      type: type?.split(separator: ".").last.map(String.init),
      model: type.flatMap { types[$0]?["modelIdentifier"]?.stringValue }, version: runtime.version,
      build: runtime.build, isBooted: value["state"]?.stringValue == "Booted",
      isAvailable: value["isAvailable"]?.boolValue ?? true)
  }

  /// `14.4` of a runtime of iOS; nil for one of another system.
  private static func version(ofRuntime name: String) -> String? {
    let head = "com.apple.CoreSimulator.SimRuntime.iOS-"
    guard name.hasPrefix(head), name != head else { return nil }
    return name.dropFirst(head.count).split(separator: "-").joined(separator: ".")
  }

  private static func isNewer(_ first: String, _ second: String) -> Bool {
    func numbers(_ version: String) -> [Int] { version.split(separator: ".").map { Int($0) ?? 0 } }
    return numbers(second).lexicographicallyPrecedes(numbers(first))
  }
}
