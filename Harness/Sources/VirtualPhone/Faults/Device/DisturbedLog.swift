import Foundation

/// The one log of a phone with faults: disturbed once, however many listen.
final class DisturbedLog: Sendable {
  private struct State: Sendable {
    var disturbance: LogDisturbance
    var receivers: [Int: @Sendable (PhoneLogRecord) -> Void] = [:]
    var lastReceiver = 0
  }

  private let state: Locked<State>
  private let observation: PhoneLogObservation

  init(of device: any VirtualDevice, _ disturbance: LogDisturbance) {
    let state = Locked(State(disturbance: disturbance))
    self.state = state
    // The device calls from one thread, one record after another.
    observation = device.observeLog { record in
      let (records, receivers) = state.withLock { state in
        (state.disturbance.take(record), state.receivers.sorted { $0.key < $1.key }.map(\.value))
      }
      for record in records {
        for receiver in receivers { receiver(record) }
      }
    }
  }

  deinit { observation.cancel() }

  func observe(_ receiver: @escaping @Sendable (PhoneLogRecord) -> Void) -> PhoneLogObservation {
    let state = state
    let number = state.withLock { state in
      state.lastReceiver += 1
      state.receivers[state.lastReceiver] = receiver
      return state.lastReceiver
    }
    return PhoneLogObservation { state.withLock { $0.receivers[number] = nil } }
  }
}
