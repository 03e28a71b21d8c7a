import Foundation

/// A Conductor that dies, stands still or answers late, over one that does not.
///
/// Requests are counted from 1 over all that the phone gets; what happens at one happens once.
final class FaultyConductor: Sendable {
  /// No answer: the connection closes.
  static let silence = (status: 0, body: Data())

  private let device: any VirtualDevice
  private let late: Int
  private let state: Locked<Faults>

  /// What is still to come.
  private struct Faults: Sendable {
    var count = 0
    var deaths: [(place: Int, spec: FaultSpec)]
    var hangs: [(place: Int, spec: FaultSpec)]
    var isDead = false
  }

  private enum Course {
    case answer, silence
    case die(restart: Int)
    case hang(Int)
  }

  init(_ device: any VirtualDevice, plan: FaultPlan, seed: UInt64) {
    var random = SeededRandom(seed: seed, stream: "fault conductor")
    self.device = device
    late = plan.specs(of: .conductorLate).map(\.number).max() ?? 0
    state = Locked(
      Faults(
        deaths: plan.specs(of: .conductorDies).map { ($0.place(&random), $0) },
        hangs: plan.specs(of: .conductorHangs).map { ($0.place(&random), $0) }))
  }

  func answer(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    switch next() {
    case .silence: return Self.silence
    case .die(let restart):
      device.conductorCourse(.dies)
      if restart > 0 { startAgain(after: restart) }
      return Self.silence
    case .hang(let milliseconds):
      device.conductorCourse(.stands)
      try? await Task.sleep(for: .milliseconds(milliseconds))
      device.conductorCourse(.goesOn)
    case .answer: break
    }
    if late > 0 { try? await Task.sleep(for: .milliseconds(late)) }
    return await device.conductor(method: method, path: path, authorization: authorization, body: body)
  }

  private func next() -> Course {
    state.withLock { faults in
      guard !faults.isDead else { return .silence }
      faults.count += 1
      if let index = faults.deaths.firstIndex(where: { $0.place <= faults.count }) {
        faults.isDead = true
        return .die(restart: faults.deaths.remove(at: index).spec.number)
      }
      if let index = faults.hangs.firstIndex(where: { $0.place <= faults.count }) {
        return .hang(faults.hangs.remove(at: index).spec.number)
      }
      return .answer
    }
  }

  private func startAgain(after milliseconds: Int) {
    Task { [device, state] in
      try? await Task.sleep(for: .milliseconds(milliseconds))
      device.conductorCourse(.starts)
      state.withLock { $0.isDead = false }
    }
  }
}
