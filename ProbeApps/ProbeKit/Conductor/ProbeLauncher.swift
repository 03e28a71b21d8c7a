/// What starts and ends probe apps for the Conductor: UI automation on a phone, the model on the virtual phone.
///
/// Requirements are asynchronous so that UI automation can go to the main actor; synchronous ones meet them too.
public protocol ProbeLauncher: Sendable {
  /// Whether the phone is locked: then nothing can be launched or activated.
  var isLocked: Bool { get async }

  /// Whether an instance of the app runs.
  func isRunning(bundle: String) async -> Bool

  /// Starts a new instance with these variables in its environment and gives its process id, 0 where it is not known.
  /// - Throws: ``LaunchError``; any other error counts as ``LaunchError/failed(_:)``.
  func launch(bundle: String, environment: [String: String]) async throws -> Int32

  /// Opens a URL in the running instance of the app and gives its process id.
  /// - Throws: As ``launch(bundle:environment:)`` does.
  func open(bundle: String, url: String) async throws -> Int32

  /// Brings the running instance of the app to the front and gives its process id.
  /// - Throws: As ``launch(bundle:environment:)`` does.
  func activate(bundle: String) async throws -> Int32

  /// Takes the app from the front, as the Home button does; it goes on as a background process.
  /// - Throws: As ``launch(bundle:environment:)`` does.
  func background(bundle: String) async throws

  /// Ends the app's instance; it is no error that none runs.
  /// - Throws: As ``launch(bundle:environment:)`` does.
  func terminate(bundle: String) async throws
}

/// Why an app could not be started, reached or ended.
public enum LaunchError: Error, Hashable, Sendable {
  /// No app of that bundle identifier is installed.
  case notInstalled
  /// The phone is locked.
  case locked
  /// Anything else, in the system's words.
  case failed(String)
}
