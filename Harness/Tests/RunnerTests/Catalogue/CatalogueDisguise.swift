import Foundation
import VirtualPhone

/// The model with another attitude towards the host, or with company in its log.
struct CatalogueDisguise: DisguisedDevice {
  var model: PhoneModel
  var hostAccess = HostAccess.granted
  /// What is logged instead of a record.
  var log: @Sendable (PhoneLogRecord) -> [PhoneLogRecord] = { [$0] }
  /// What a request to the Conductor waits for.
  var conductorGate: @Sendable () async -> Void = {}
  /// Called when somebody begins to read the log.
  var logIsRead: @Sendable () -> Void = {}

  var device: any VirtualDevice { model }

  func observeLog(_ receiver: @escaping @Sendable (PhoneLogRecord) -> Void) -> PhoneLogObservation {
    let observation = model.observeLog { [log] record in
      for shown in log(record) { receiver(shown) }
    }
    logIsRead()
    return observation
  }

  func conductor(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    await conductorGate()
    return await model.conductor(method: method, path: path, authorization: authorization, body: body)
  }
}

/// A number that several threads count.
final class CatalogueCounter: @unchecked Sendable {
  private let lock = NSLock()
  private var number = 0

  var value: Int { lock.withLock { number } }

  func add(_ more: Int) { lock.withLock { number += more } }
}
