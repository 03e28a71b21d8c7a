import Foundation
import ProbeKit

/// The actor inside a file provider. The system starts and ends the process as it likes, so the mailbox is looked into
/// with every request that reaches the provider.
final class ProviderProbe: Sendable {
  static let shared = ProviderProbe()

  private let host = ProbeHost(
    system: LiveSystem(), manifest: ProbeManifest(info: Bundle.main.infoDictionary ?? [:]), desk: nil,
    isExtension: true)

  func wake() { host.readMailbox() }
}
