public import ProbeProtocol

/// What only an app's own `UIApplication` can tell or do. The shell implements it; its calls may come from any thread.
public protocol AppDoor: Sendable {
  /// `isProtectedDataAvailable`.
  func isProtectedDataAvailable() -> Bool
  /// `applicationState`.
  func state() -> ApplicationState
}
