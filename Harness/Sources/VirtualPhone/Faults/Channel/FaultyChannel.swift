package import Foundation

/// The relays' connections of a phone with faults, one after another or at once.
package final class FaultyChannel: Sendable {
  private let state: Locked<ChannelDisturbance>

  package init(_ plan: FaultPlan, seed: UInt64) { state = Locked(ChannelDisturbance(plan, seed: seed)) }

  /// A client connects; gives what becomes of each record for it.
  package func connect(isFramed: Bool) -> @Sendable (Data) -> [ChannelPiece] {
    let connection = state.withLock { $0.connect() }
    return { [state] record in
      state.withLock { $0.take(record, on: connection, isFramed: isFramed) }
    }
  }
}
