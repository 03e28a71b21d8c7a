/// What an actor waits for before it carries an order out, so that a list of orders runs by itself.
///
/// Nothing can be launched or activated while the screen is locked, so whatever an actor is to do then reaches it
/// beforehand. Its app forwards the system's notifications; the actor alone decides.
public struct OrderTrigger: Codable, Hashable, Sendable {
  /// The system's notifications that an app forwards.
  public enum Signal: String, Codable, CaseIterable, Sendable {
    /// `UIApplication.protectedDataWillBecomeUnavailableNotification`: the screen was locked.
    case locking
    /// `UIApplication.protectedDataDidBecomeAvailableNotification`: the screen was unlocked.
    case unlocked
    /// `UIApplication.didEnterBackgroundNotification`.
    case background
    /// `UIApplication.didBecomeActiveNotification`.
    case active
  }

  /// The notification to wait for; nil where the delay is all.
  public var signal: Signal?
  /// Milliseconds to wait after the signal, or after the order before where there is none.
  public var delay: Int
  /// Milliseconds to wait for the signal at most.
  public var limit: Int
  /// Whether the order is carried out, after the delay, where the signal does not come; otherwise it is not.
  public var isOptional: Bool

  public init(signal: Signal?, delay: Int = 0, limit: Int = 300_000, isOptional: Bool = false) {
    self.signal = signal
    self.delay = delay
    self.limit = limit
    self.isOptional = isOptional
  }
}
