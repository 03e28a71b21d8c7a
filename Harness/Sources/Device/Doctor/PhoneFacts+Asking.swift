import DeviceProtocol
import Foundation
import ProbeProtocol

extension PhoneFacts {
  /// Asks a phone for all that the doctor wants to know.
  /// - Parameter token: of the Conductor, where it was started with one.
  public static func ask(
    udid: String, _ environment: ToolEnvironment, token: String?
  ) async -> PhoneFacts {
    var facts = PhoneFacts(udid: udid)
    do {
      let values = try await LockdownValues.read(udid: udid, environment)
      facts.name = values.name
      facts.productType = values.productType
      facts.systemVersion = values.productVersion
      facts.isVirtual = values.rehearsal != nil
      facts.isPasscodeSet = values.isPasscodeSet
    } catch {
      facts.refusal = refusal(error)
      return facts
    }
    func domain(_ name: String, _ key: String) async -> PropertyList? {
      await LockdownValues.domain(name, udid: udid, environment)?[key]
    }
    facts.devicectl = await DevicectlList.phones(environment)?.first { $0.udid == udid }
    if facts.devicectl != nil {
      facts.isPasscodeRequired = await DevicectlList.isPasscodeRequired(udid: udid, environment)
    }
    // The domains and keys are those that libimobiledevice's ideviceinfo and idevicedevmodectl name.
    facts.isDeveloperModeOn =
      await domain("com.apple.security.mac.amfi", "DeveloperModeStatus")?.boolValue
      ?? facts.devicectl?.developerMode.map { $0 == "enabled" }
    facts.language = await domain("com.apple.international", "Language")?.stringValue
    facts.freeBytes = await domain("com.apple.disk_usage", "TotalDataAvailable")?.integerValue
    do {
      facts.probes = try await AppInstaller(environment: environment, udid: udid).list()
        .filter { $0.probe != nil }
    } catch {
      facts.refusal = refusal(error)
      return facts
    }
    facts.conductor = await conductor(udid, environment, token)
    return facts
  }

  /// Asks a Simulator for what there is to know of one.
  public static func ask(_ simulator: SimulatorPhone, token: String?) async -> PhoneFacts {
    var facts = PhoneFacts(udid: simulator.udid)
    facts.isSimulator = true
    do {
      let values = try await simulator.lockdownValues()
      facts.name = values.name
      facts.productType = values.productType
      facts.systemVersion = values.productVersion
      facts.probes = try await simulator.installedApplications().filter { $0.probe != nil }
    } catch {
      facts.refusal = refusal(error)
      return facts
    }
    facts.conductor = await conductor(at: simulator.conductorPort, token)
    return facts
  }

  private static func refusal(_ error: any Error) -> Refusal {
    switch error {
    case let error as PhoneError: Refusal(reason: error.description, remedy: error.remedy)
    case let error as ToolError: Refusal(reason: error.description, remedy: error.remedy)
    case let error as SimulatorError: Refusal(reason: error.description, remedy: error.remedy)
    default: Refusal(reason: "\(error)", remedy: "Unplug it, plug it in again and unlock it.")
    }
  }

  private static func conductor(
    _ udid: String, _ environment: ToolEnvironment, _ token: String?
  ) async -> ConductorState {
    do {
      return try await PortForward(environment: environment, udid: udid).forward(devicePort: Conductor.port) {
        await conductor(at: $0, token)
      }
    } catch {
      return .silent("\(error)")
    }
  }

  private static func conductor(at port: Int, _ token: String?) async -> ConductorState {
    let client = ConductorClient(port: port, token: token ?? "doctor", timeLimit: .seconds(5))
    do {
      return .answers(try await client.status())
    } catch ConductorError.refused(let refusal) where refusal.code == .unauthorized {
      return .strange
    } catch {
      return .silent("\(error)")
    }
  }
}
