import Foundation

/// Sandbox.kext's reports of denials: late, and with repetitions folded.
///
/// The wordings are those that the source printed from iOS 15.2 and that macOS 13 and later print for duplicates. The
/// delays are invented: no source measures them, and no reader may rely on them.
final class KernelLog: Sendable {
  /// Who was denied what.
  struct Denial: Hashable, Sendable {
    var process: String
    var pid: Int32
    var operation: SandboxOperation
    /// Canonical path; empty for operations without a target.
    var target: String

    var text: String {
      let head = "Sandbox: \(process)(\(pid)) deny(1) \(operation.rawValue)"
      return target.isEmpty ? head : "\(head) \(target)"
    }
  }

  private struct State: Sendable {
    var random: SeededRandom
    /// How often a denial was repeated since its full record, while its fold is open.
    var folds: [Denial: Int] = [:]
  }

  private static let millisecond: UInt64 = 1_000_000
  private static let delays: ClosedRange<UInt64> = 5...60
  /// For so long, repetitions of a denial are counted instead of logged.
  private static let foldMilliseconds: UInt64 = 50

  private let log: PhoneLog
  private let rules: RuleBook
  private let state: Locked<State>

  init(log: PhoneLog, rules: RuleBook, seed: UInt64) {
    self.log = log
    self.rules = rules
    state = Locked(State(random: SeededRandom(seed: seed, stream: "kernel")))
  }

  /// Reports a denial.
  func report(_ denial: Denial) {
    guard rules.holds(.kernelLogsDenies) else { return }
    let folds = rules.holds(.kernelFoldsDuplicates)
    let delay = state.withLock { (state) -> UInt64? in
      if folds, let count = state.folds[denial] {
        state.folds[denial] = count + 1
        return nil
      }
      if folds { state.folds[denial] = 0 }
      return state.random.next(upTo: Self.delays) * Self.millisecond
    }
    guard let delay else { return }
    log.append(after: delay) { Self.record(denial.text) }
    guard folds else { return }
    log.append(after: Self.foldMilliseconds * Self.millisecond + delay) { [weak self] in self?.close(denial) }
  }

  private func close(_ denial: Denial) -> PhoneLogRecord? {
    let count = state.withLock { $0.folds.removeValue(forKey: denial) ?? 0 }
    guard count > 0 else { return nil }
    return Self.record("\(count) duplicate report\(count == 1 ? "" : "s") for \(denial.text)")
  }

  /// A record of Sandbox.kext.
  static func record(_ message: String, at time: Date = Date()) -> PhoneLogRecord {
    PhoneLogRecord(
      time: time, process: "kernel", processPath: "/kernel", image: "Sandbox", pid: 0, level: .error,
      message: message)
  }
}
