/// Whether the phone is locked, and whether a passcode keeps it so.
///
/// Nothing can be launched or activated while it is locked (SpringBoard answers "Locked (7)": appium #9079).
package final class PhoneLock: Sendable {
  private struct State: Sendable {
    var isLocked = false
    var observers: [Int: @Sendable (Bool) -> Void] = [:]
    var nextObserver = 0
    /// How long the phone's owner takes to type the passcode; nil where none is by.
    var owner: Duration?
  }

  /// Nil where the phone has no passcode.
  package let passcode: String?
  private let state = Locked(State())

  package init(passcode: String? = nil) { self.passcode = passcode }

  package var isLocked: Bool { state.withLock { $0.isLocked } }

  /// Presses the lock button.
  package func lock() { change(to: true) }

  /// Presses Home, which unlocks a phone without a passcode. One with a passcode asks for it: an owner who is by
  /// types it.
  package func pressHome() {
    guard passcode != nil else { return change(to: false) }
    guard isLocked, let owner = state.withLock({ $0.owner }) else { return }
    Task {
      try? await Task.sleep(for: owner)
      change(to: false)
    }
  }

  /// From now on a person is by who types the passcode when the phone asks for it.
  /// - Parameter delay: How long that takes.
  package func attend(typingFor delay: Duration) { state.withLock { $0.owner = delay } }

  /// Unlocks as a person does.
  /// - Returns: whether the passcode was right.
  package func unlock(passcode given: String?) -> Bool {
    guard passcode == nil || passcode == given else { return false }
    change(to: false)
    return true
  }

  /// Calls the receiver with every change, true where the phone was locked, on the thread that made it.
  /// - Returns: a number for ``removeObserver(_:)``.
  package func observe(_ receiver: @escaping @Sendable (_ isLocked: Bool) -> Void) -> Int {
    state.withLock { state in
      state.nextObserver += 1
      state.observers[state.nextObserver] = receiver
      return state.nextObserver
    }
  }

  package func removeObserver(_ number: Int) { state.withLock { $0.observers[number] = nil } }

  private func change(to isLocked: Bool) {
    let receivers = state.withLock { state -> [@Sendable (Bool) -> Void] in
      guard state.isLocked != isLocked else { return [] }
      state.isLocked = isLocked
      return state.observers.sorted { $0.key < $1.key }.map(\.value)
    }
    for receiver in receivers { receiver(isLocked) }
  }
}
