import Foundation
import ProbeProtocol

/// When actors die, and when their disk is full: the part of a plan that only the model can work in.
///
/// Actions and writes are counted from 1 over all actors of the phone; what happens at one happens once.
final class ActorFaults: Sendable {
  /// What becomes of a process that is about to do something.
  enum Fate: Hashable, Sendable {
    case goesOn
    /// It dies before it has done it.
    case dies
    /// It dies when it has written half of it.
    case diesHalfway
  }

  /// What becomes of a write.
  enum DiskFate: Hashable, Sendable {
    case hasRoom
    /// The disk is full within the write: half of it is there.
    case fillsUp
    case isFull
  }

  fileprivate struct Crash: Sendable {
    var kind: FaultKind
    var action: Int
  }

  fileprivate struct State: Sendable {
    var crashes: [Crash]
    /// Number of the write from which on the disk is full.
    var full: Int?
    var random: SeededRandom
    var actions = 0
    var writes = 0
    /// Number of the action that each process has begun.
    var current: [Int32: Int] = [:]
    /// How many more system calls a process makes before it dies.
    var callsLeft: [Int32: Int] = [:]
  }

  private static let kinds: [FaultKind] = [.crashBefore, .crashWithin, .crashAfter, .halfJournal]

  /// Whether there is anything to ask.
  let isAsked: Bool
  private let state: Locked<State>

  init(_ plan: FaultPlan, seed: UInt64) {
    var random = SeededRandom(seed: seed, stream: "fault actors")
    let crashes = Self.kinds.flatMap(plan.specs(of:)).map {
      Crash(kind: $0.kind, action: $0.place(&random))
    }
    let full = plan.specs(of: .diskFull).map { $0.place(&random) }.min()
    isAsked = !crashes.isEmpty || full != nil
    state = Locked(State(crashes: crashes, full: full, random: random))
  }

  /// A process is about to write an event to its journal.
  func fate(of pid: Int32, writing kind: Event.Kind) -> Fate {
    state.withLock { state in
      switch kind {
      case .begin:
        state.actions += 1
        state.current[pid] = state.actions
        if state.strikes(.crashBefore, at: state.actions) { return .dies }
        if state.strikes(.crashWithin, at: state.actions) {
          // The write of this event is the first.
          state.callsLeft[pid] = Int.random(in: 1...2, using: &state.random)
        }
      case .end:
        let action = state.current[pid] ?? 0
        if state.strikes(.crashAfter, at: action) { return .dies }
        if state.strikes(.halfJournal, at: action) { return .diesHalfway }
      case .hello, .notice, .fence, .heartbeat, .canary: break
      }
      return .goesOn
    }
  }

  /// A process makes a system call.
  func fateOfCall(by pid: Int32) -> Fate {
    state.withLock { state in
      guard let left = state.callsLeft[pid] else { return .goesOn }
      state.callsLeft[pid] = left > 0 ? left - 1 : nil
      return left > 0 ? .goesOn : .dies
    }
  }

  /// Something is about to be written to the disk.
  func fateOfWrite() -> DiskFate {
    state.withLock { state in
      guard let full = state.full else { return .hasRoom }
      state.writes += 1
      return state.writes < full ? .hasRoom : state.writes == full ? .fillsUp : .isFull
    }
  }
}

extension ActorFaults.State {
  /// Whether a crash of that kind is due at the action; it is over then.
  fileprivate mutating func strikes(_ kind: FaultKind, at action: Int) -> Bool {
    guard let index = crashes.firstIndex(where: { $0.kind == kind && $0.action == action }) else {
      return false
    }
    crashes.remove(at: index)
    return true
  }
}
