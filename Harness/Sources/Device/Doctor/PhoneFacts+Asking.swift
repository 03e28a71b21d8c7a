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
    // The domains and keys are those that libimobiledevice's ideviceinfo and idevicedevmodectl name.
    facts.isDeveloperModeOn =
      await domain("com.apple.security.mac.amfi", "DeveloperModeStatus")?.boolValue
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

  private static func refusal(_ error: any Error) -> Refusal {
    switch error {
    case let error as PhoneError: Refusal(reason: error.description, remedy: error.remedy)
    case let error as ToolError: Refusal(reason: error.description, remedy: error.remedy)
    default: Refusal(reason: "\(error)", remedy: "Unplug it, plug it in again and unlock it.")
    }
  }

  private static func conductor(
    _ udid: String, _ environment: ToolEnvironment, _ token: String?
  ) async -> ConductorState {
    do {
      return try await PortForward(environment: environment, udid: udid).forward(devicePort: Conductor.port) {
        port in
        let client = ConductorClient(port: port, token: token ?? "doctor", timeLimit: .seconds(5))
        do {
          return .answers(try await client.status())
        } catch ConductorError.refused(let refusal) where refusal.code == .unauthorized {
          return .strange
        } catch {
          return .silent("\(error)")
        }
      }
    } catch {
      return .silent("\(error)")
    }
  }
}
