package import DeviceProtocol
package import Foundation
import ProbeProtocol

/// A phone with faults, over a phone without.
///
/// It works in what ``LogDisturbance`` makes of the records, what ``ChannelDisturbance`` makes of the relays'
/// connections, and what becomes of the Conductor. What becomes of actors and of the disk only the model knows: it
/// gets the same plan.
package final class FaultyDevice: DisguisedDevice {
  package let device: any VirtualDevice
  private let plan: FaultPlan
  private let log: DisturbedLog
  private let conductor: FaultyConductor
  package let channel: FaultyChannel?

  package init(_ device: any VirtualDevice, plan: FaultPlan, seed: UInt64) {
    self.device = device
    self.plan = plan
    log = DisturbedLog(of: device, LogDisturbance(plan, seed: seed))
    channel = plan.part(.bytes).isEmpty ? nil : FaultyChannel(plan, seed: seed)
    conductor = FaultyConductor(device, plan: plan, seed: seed)
  }

  package func lockdownValue(domain: String?, key: String?) -> PropertyList? {
    let value = device.lockdownValue(domain: domain, key: key)
    guard plan.contains(.hostileDevice), domain == nil || domain == "", value != nil else { return value }
    let name = PropertyList.string(HostileNames.device)
    if key == "DeviceName" { return name }
    guard key == nil, case .dictionary(var members) = value else { return value }
    members["DeviceName"] = name
    return .dictionary(members)
  }

  package func installedApplications() -> [PropertyList] {
    let applications = device.installedApplications()
    return plan.contains(.hostileApps) ? applications + HostileApps.applications : applications
  }

  package func container(
    bundle: String, documentsOnly: Bool
  ) throws(VirtualDeviceError) -> any VirtualFileStore {
    let store = try device.container(bundle: bundle, documentsOnly: documentsOnly)
    return plan.contains(.hostileFiles) ? HostileFileStore(store: store) : store
  }

  package func observeLog(_ receiver: @escaping @Sendable (PhoneLogRecord) -> Void) -> PhoneLogObservation {
    log.observe(receiver)
  }

  package func conductor(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    await conductor.answer(method: method, path: path, authorization: authorization, body: body)
  }
}
