package import DeviceProtocol
package import Foundation
import ProbeKit
import ProbeProtocol

/// The model as the services show it to the host.
extension PhoneModel: VirtualDevice {
  package var udid: String { numbers.udid }

  package func lockdownValue(domain: String?, key: String?) -> PropertyList? {
    lockdown.value(domain: domain, key: key)
  }

  package func installedApplications() -> [PropertyList] {
    core.state.withLock { $0.containers.installed.map(\.description) }
  }

  package func install(packageAt path: String) throws(VirtualDeviceError) {
    let name =
      Sandbox.contains(core.layout.media, path) ? String(path.dropFirst(core.layout.media.count)) : path
    let package = try AppPackage(mediaFolder.read(name))
    guard let manifest = package.manifest else {
      throw .badPackage("the virtual phone knows no probe '\(package.probe)'")
    }
    endProcesses(of: manifest)
    try changeApps { (phone) throws(SystemError) in
      try phone.containers.install(manifest, in: &phone.files)
    }
    if manifest.probe == .conductor { startConductor() }
  }

  package func uninstall(bundle: String) throws(VirtualDeviceError) {
    guard let app = core.state.withLock({ $0.containers.app(bundle) }) else { throw .noSuchApplication }
    guard !app.manifest.isSystem else { throw .notAllowed }
    endProcesses(of: app.manifest)
    try changeApps { (phone) throws(SystemError) in
      try phone.containers.uninstall(bundle, from: &phone.files)
    }
  }

  package func container(
    bundle: String, documentsOnly: Bool
  ) throws(VirtualDeviceError) -> any VirtualFileStore {
    guard let app = core.state.withLock({ $0.containers.app(bundle) }) else { throw .noSuchApplication }
    guard !app.manifest.isSystem else { throw .notAllowed }
    let opensDocuments = app.manifest.sharesFiles == core.rules.holds(.fileSharingOpensDocuments)
    guard documentsOnly ? opensDocuments : app.manifest.isDebuggable else { throw .notAllowed }
    return ModelFileStore(core: core, root: app.container, only: documentsOnly ? "Documents" : nil)
  }

  package var mediaFolder: any VirtualFileStore { ModelFileStore(core: core, root: core.layout.media) }

  package func processes() -> [Int32: String] { core.state.withLock { $0.processes } }

  package func observeLog(_ receiver: @escaping @Sendable (PhoneLogRecord) -> Void) -> PhoneLogObservation {
    core.log.observe(receiver)
  }

  package func conductor(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    // Where no runner listens, the connection closes.
    guard let host = conductorHost.withLock({ $0 }) else { return FaultyConductor.silence }
    let reply = await host.answer(method: method, path: path, authorization: authorization, body: body)
    if await host.isOver { endConductor() }
    return reply
  }

  /// Whether the Conductor's runner runs.
  package var hasConductor: Bool { conductorHost.withLock { $0 != nil } }

  /// Nothing listens: no source that is modelled has an app that does.
  package func listener(port: UInt16) -> (@Sendable (Data) -> Data)? { nil }

  package func conductorCourse(_ course: ConductorCourse) {
    switch course {
    case .dies: endConductor()
    case .starts: startConductor()
    case .stands: conductorHost.withLock { $0 }?.stand()
    case .goesOn: conductorHost.withLock { $0 }?.goOn()
    }
  }

  private func endProcesses(of manifest: AppManifest) {
    launcher.end(manifest.bundle)
    if manifest.probe == .conductor { endConductor() }
  }

  private func endConductor() {
    let host = conductorHost.withLock { host in
      defer { host = nil }
      return host
    }
    host?.shutDown()
  }

  private func changeApps(
    _ body: (inout PhoneCore.State) throws(SystemError) -> Void
  ) throws(VirtualDeviceError) {
    do throws(SystemError) {
      try core.state.withLock(body)
    } catch {
      throw VirtualDeviceError(error)
    }
  }
}
