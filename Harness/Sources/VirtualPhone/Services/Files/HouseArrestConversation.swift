import DeviceProtocol
import Foundation

/// `com.apple.mobile.house_arrest`: hands an app's container out, after which the connection speaks AFC.
final class HouseArrestConversation: ServiceConversation {
  private let device: any VirtualDevice

  init(device: any VirtualDevice) { self.device = device }

  func answer(_ frame: LockdownFrame) throws -> ServiceStep {
    let request = try frame.message()
    let command = request["Command"]?.stringValue
    guard let bundle = request["Identifier"]?.stringValue,
      command == "VendContainer" || command == "VendDocuments"
    else { return try .reply(["Error": "UnknownCommand"], next: .close) }
    let store: any VirtualFileStore
    do throws(VirtualDeviceError) {
      store = try device.container(bundle: bundle, documentsOnly: command == "VendDocuments")
    } catch .noSuchApplication {
      return try .reply(["Error": "ApplicationLookupFailed"], next: .close)
    } catch {
      return try .reply(["Error": "InstallationLookupFailed"], next: .close)
    }
    return try .reply(
      ["Status": "Complete"],
      next: .handOver { ConversationHandler(AFCConversation(store: store), hub: $0) })
  }
}
