public import ProbeProtocol

/// What only an app's own `UIApplication` can tell or do. The shell implements it; its calls may come from any thread.
public protocol AppDoor: Sendable {
  /// `isProtectedDataAvailable`.
  /// - Throws: Where the main thread does not answer in time.
  func isProtectedDataAvailable() throws(SystemError) -> Bool
  /// `applicationState`.
  /// - Throws: As above.
  func state() throws(SystemError) -> ApplicationState
}
