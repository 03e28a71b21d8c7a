import Foundation
import ProbeKit
import ProbeProtocol

/// Decides whether the data of a protected file can be had: the one place where the rules of data protection become
/// yes or no.
final class DataProtection: Sendable {
  /// Who wants a file's data.
  enum Party: Hashable, Sendable {
    /// The app of that bundle identifier.
    case app(String)
    /// A daemon that hands files to the host.
    case host
  }

  private struct State: Sendable {
    /// Nanoseconds of the monotonic clock when the phone was locked.
    var lockedAt: UInt64?
    /// The app in front when it was.
    var lastFront: String?
    var front: @Sendable () -> String? = { nil }
  }

  private let rules: RuleBook
  private let lock: PhoneLock
  /// Nanoseconds from locking until protected files close.
  private let closing: UInt64
  private let state = Locked(State())

  /// - Parameter closing: Milliseconds from locking until protected files close; some ten seconds on a phone.
  init(rules: RuleBook, lock: PhoneLock, closing: Int) {
    self.rules = rules
    self.lock = lock
    self.closing = UInt64(max(0, closing)) * 1_000_000
    _ = lock.observe { [weak self] isLocked in self?.note(isLocked: isLocked) }
  }

  /// Who is in front, as the launcher knows it.
  func setFront(_ front: @escaping @Sendable () -> String?) { state.withLock { $0.front = front } }

  /// Whether a lock protects anything at all: only where a passcode is set (DP-01).
  var isInForce: Bool { (lock.passcode != nil) == rules.holds(.protectionNeedsPasscode) }

  /// Whether protected files are closed by now.
  var isClosed: Bool {
    guard isInForce, lock.isLocked, let since = state.withLock({ $0.lockedAt }) else { return false }
    return PhoneLog.now >= since + closing
  }

  /// `UIApplication.isProtectedDataAvailable` (DP-09).
  var isAvailable: Bool { !isClosed || !rules.holds(.protectedDataFlag) }

  /// Whether an app is the one that the screen shows.
  func isActive(_ bundle: String) -> Bool { !lock.isLocked && state.withLock { $0.front }() == bundle }

  /// Refuses the data of a file that is closed.
  ///
  /// A file that nobody gave a class is as the profile's default says; where no source says, neither does the model.
  /// - Parameter isOpening: False for a handle that is open already.
  /// - Throws: EPERM, which apps met at files that a lock had closed (mongodb/docs-realm #926, cryptomator/ios #11).
  func requireData(of node: FileNode, for party: Party, isOpening: Bool = true) throws(SystemError) {
    guard isClosed, node.bytes != nil else { return }
    switch node.protection {
    case .none?: return
    case .complete?:
      if isExcepted(party) { return }
      throw .errno(.eperm)
    case .completeUnlessOpen?:
      if isOpening { throw .errno(.eperm) }
    case .completeUntilFirstUserAuthentication?: return
    case nil:
      // A host cannot be told that nobody knows; that such a file is closed to it no source says.
      guard party != .host else { return }
      throw .notModelled("whether a file that nobody gave a class can be had while the phone is locked")
    }
  }

  private func isExcepted(_ party: Party) -> Bool {
    switch party {
    case .host: return !rules.holds(.completeClosedToHost)
    case .app(let bundle):
      if !rules.holds(.completeClosedWhileLocked) { return true }
      // Turned over, the rule lets those in that were in the background already.
      return !rules.holds(.backgroundIsNoException) && state.withLock { $0.lastFront } != bundle
    }
  }

  private func note(isLocked: Bool) {
    let front = state.withLock { $0.front }()
    state.withLock { state in
      state.lockedAt = isLocked ? PhoneLog.now : nil
      if isLocked { state.lastFront = front }
    }
  }
}
