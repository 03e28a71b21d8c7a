import ProbeProtocol

/// Who a process is, from its launch to its end.
struct ProcessIdentity: Hashable, Sendable {
  var pid: Int32
  /// The executable's name, as the kernel and the log show it.
  var name: String
  var probe: ProbeName
  var app: InstalledApp
  /// The user it was started as.
  var user: UInt32

  var executablePath: String { "\(app.path)/\(name)" }
  var subject: Sandbox.Subject {
    Sandbox.Subject(
      bundlePath: app.path, dataContainer: app.container,
      groupContainers: app.groupContainers.values.sorted())
  }
}
