/// What ReportCrash, launchd and dying processes log about an end that was not planned.
public enum CrashMessage: Hashable, Sendable {
  /// `Formulating crash report for process BackupAgent2[119]`.
  case formulating(process: String, pid: Int32?)
  /// `Saved report to /var/mobile/Library/Logs/CrashReporter/App_2015-12-29-084847_Phone.ips`, in older systems `Saved
  /// crashreport to …  using uid: 0 gid: 0, …`. The process is what stands before the date in the file's name.
  case saved(path: String, process: String?)
  /// `*** Terminating app due to uncaught exception 'NSInvalidArgumentException', reason: '…'`.
  case uncaughtException(name: String, reason: String?)
  /// `Service exited with abnormal code: 1`, launchd about the service in its header.
  case exited(code: Int?)
  /// `(com.apple.mobile.installd) Exited: Terminated: 15`, and `Trampoline was terminated before jumping to service:
  /// Killed: 9` of a simulator.
  case killed(service: String?, signal: String)
}

extension CrashMessage: MessageReading {
  var kind: String {
    switch self {
    case .formulating: "formulating"
    case .saved: "saved"
    case .uncaughtException: "uncaught-exception"
    case .exited: "exited"
    case .killed: "killed"
    }
  }

  var words: String {
    switch self {
    case .formulating(let process, let pid):
      "began a crash report about \(process)" + (pid.map { " (pid \($0))" } ?? "")
    case .saved(let path, let process):
      "saved a crash report" + (process.map { " about \($0)" } ?? "") + " in \(path)"
    case .uncaughtException(let name, let reason):
      "ended over the uncaught exception \(name)" + (reason.map { ": \($0)" } ?? "")
    case .exited(let code): "reported that a service exited" + (code.map { " with the code \($0)" } ?? "")
    case .killed(let service, let signal):
      "reported that \(service.map { "the service \($0)" } ?? "a service") was ended by a signal: \(signal)"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    if reader.skip("Formulating crash report for process ") {
      guard let process = reader.text(toLast: "[") else { return nil }
      self = .formulating(process: process, pid: reader.pid())
    } else if reader.skip("Saved report to ") || reader.skip("Saved crashreport to ") {
      let path = reader.text(toLast: " using uid: ") ?? reader.line()
      self = .saved(path: path, process: Self.process(inFileOf: path))
    } else if reader.skip("*** Terminating app due to uncaught exception '") {
      guard let name = reader.text(to: "'") else { return nil }
      // The reason's quote can close further on, or never.
      let reason = reader.skip(", reason: '") ? reader.text(toLast: "'") ?? reader.line() : nil
      self = .uncaughtException(name: name, reason: reason)
    } else if reader.skip("Service exited with abnormal code: ") {
      self = .exited(code: reader.number())
    } else if reader.skip("Trampoline was terminated before jumping to service: ") {
      self = .killed(service: nil, signal: reader.line())
    } else if reader.skip("("), let service = reader.text(to: ")"), reader.skip(" Exited: ") {
      self = .killed(service: service, signal: reader.line())
    } else {
      return nil
    }
  }

  /// What stands before `_2015-12-29-084847` in the file's name.
  private static func process(inFileOf path: String) -> String? {
    let name =
      path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    var reader = WordReader(String(name))
    guard let process = reader.text(toLast: "_20") ?? reader.text(toLast: "-20"), !process.isEmpty else {
      return nil
    }
    return process
  }
}
