package import DeviceProtocol
package import Foundation

/// A phone that is like another one but where it says otherwise.
package protocol DisguisedDevice: VirtualDevice {
  /// The one that it is like.
  var device: any VirtualDevice { get }
}

extension DisguisedDevice {
  package var udid: String { device.udid }
  package var hostAccess: HostAccess { device.hostAccess }
  package var mediaFolder: any VirtualFileStore { device.mediaFolder }
  package var channel: FaultyChannel? { device.channel }

  package func lockdownValue(domain: String?, key: String?) -> PropertyList? {
    device.lockdownValue(domain: domain, key: key)
  }

  package func installedApplications() -> [PropertyList] { device.installedApplications() }

  package func install(packageAt path: String) throws(VirtualDeviceError) {
    try device.install(packageAt: path)
  }

  package func uninstall(bundle: String) throws(VirtualDeviceError) { try device.uninstall(bundle: bundle) }

  package func container(
    bundle: String, documentsOnly: Bool
  ) throws(VirtualDeviceError) -> any VirtualFileStore {
    try device.container(bundle: bundle, documentsOnly: documentsOnly)
  }

  package func processes() -> [Int32: String] { device.processes() }

  package func observeLog(_ receiver: @escaping @Sendable (PhoneLogRecord) -> Void) -> PhoneLogObservation {
    device.observeLog(receiver)
  }

  package func conductor(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    await device.conductor(method: method, path: path, authorization: authorization, body: body)
  }

  package func conductorCourse(_ course: ConductorCourse) { device.conductorCourse(course) }

  package func listener(port: UInt16) -> (@Sendable (Data) -> Data)? { device.listener(port: port) }
}
