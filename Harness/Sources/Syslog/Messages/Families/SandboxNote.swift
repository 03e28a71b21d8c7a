/// What kernel, sandboxd and others log about sandboxes beside decisions.
public enum SandboxNote: Hashable, Sendable {
  /// `xpcproxy[1158] Container: /path (sandbox)`: a process enters the sandbox of its container.
  case container(process: String, pid: Int32, path: String)
  /// `launchd[81] Builtin profile: MobileMail (sandbox)`: a process is given a profile.
  case profile(process: String, pid: Int32, name: String)
  /// `IOUC AppleParavirtDeviceUserClient failed sandbox in process pid 648, MetalTest`: no user client was opened.
  case userClientRefused(iokitClass: String, process: String, pid: Int32?)
  /// `assigning plug-in com.example.Extension(1.0) to plugin sandbox`, by pkd.
  case pluginSandboxed(plugin: String)
  /// `checking kTCCService… for WeChat`, or `… on path "<private>", user interaction not allowed`.
  case approvalChecked(service: String, app: String?, path: String?)
  /// `sandboxd rejected approval request from WeChat for kTCCService… (/path): would require prompt`.
  case approvalRejected(service: String, app: String, path: String?, reason: String?)
  /// `kTCCService… granted by TCC for WeChat`.
  case approvalGranted(service: String, app: String)
  /// `TCC denied kTCCService…`.
  case approvalDenied(service: String)
  /// `rejecting write of key(s) K in { DOMAIN, … } from process 27954 (app) because …`, by cfprefsd, and `Couldn't write
  /// values for keys ( K ) in CFPrefsPlistSource<…> (Domain: DOMAIN, …`, by the app.
  case preferencesRefused(keys: String, domain: String?, process: String?, pid: Int32?)
  /// `libMobileGestalt …: pid 123 (Runner) does not have sandbox access for KEY and IS NOT appropriately entitled`.
  case deviceQueryRefused(question: String, process: String?, pid: Int32?)
}

extension SandboxNote: MessageReading {
  var kind: String {
    switch self {
    case .container: "container-entered"
    case .profile: "profile-applied"
    case .userClientRefused: "user-client-refused"
    case .pluginSandboxed: "plugin-sandboxed"
    case .approvalChecked: "approval-checked"
    case .approvalRejected: "approval-rejected"
    case .approvalGranted: "approval-granted"
    case .approvalDenied: "approval-denied"
    case .preferencesRefused: "preferences-refused"
    case .deviceQueryRefused: "device-query-refused"
    }
  }

  var words: String {
    func named(_ process: String?, _ pid: Int32?) -> String {
      (process ?? "a process") + (pid.map { " (pid \($0))" } ?? "")
    }
    return switch self {
    case .container(let process, let pid, let path):
      "put \(named(process, pid)) into the sandbox of the container \(path)"
    case .profile(let process, let pid, let name):
      "gave \(named(process, pid)) the built-in sandbox profile \(name)"
    case .userClientRefused(let iokitClass, let process, let pid):
      "refused \(named(process, pid)) the user client \(iokitClass)"
    case .pluginSandboxed(let plugin): "assigned the plug-in \(plugin) to the plug-in sandbox"
    case .approvalChecked(let service, let app, let path):
      "asked TCC about \(service)" + (app.map { " for \($0)" } ?? "") + (path.map { " on \($0)" } ?? "")
    case .approvalRejected(let service, let app, let path, let reason):
      "refused \(app) the approval \(service)" + (path.map { " for \($0)" } ?? "")
        + (reason.map { ": \($0)" } ?? "")
    case .approvalGranted(let service, let app): "was told by TCC that \(app) has \(service)"
    case .approvalDenied(let service): "was denied \(service) by TCC"
    case .preferencesRefused(let keys, let domain, let process, let pid):
      "refused" + (process == nil ? "" : " \(named(process, pid))") + " a write of the preferences \(keys)"
        + (domain.map { " in \($0)" } ?? "")
    case .deviceQueryRefused(let question, let process, let pid):
      "refused \(named(process, pid)) the device property \(question)"
    }
  }

  init?(_ message: WordReader) {
    guard
      let note = Self.approval(message) ?? Self.refusal(message) ?? Self.plugin(message)
        ?? Self.entering(message)
    else { return nil }
    self = note
  }
}

extension SandboxNote {
  private static func approval(_ message: WordReader) -> SandboxNote? {
    var reader = message
    if reader.skip("checking "), reader.begins("kTCCService") {
      let service = reader.word()
      if reader.skip(" for ") { return .approvalChecked(service: service, app: reader.line(), path: nil) }
      let path = reader.skip(" on path \"") ? reader.text(toLast: "\"") : nil
      return .approvalChecked(service: service, app: nil, path: path)
    }
    if reader.skip("sandboxd rejected approval request from ") {
      // A record that was wrapped by hand has a newline and blanks where others have one blank.
      guard let app = reader.text(to: " for ") ?? reader.text(to: " for\n") else { return nil }
      _ = reader.text { $0 <= Ascii.blank }
      let service = reader.word()
      let path = reader.skip(" (") ? reader.text(toLast: "):") : nil
      _ = reader.text { $0 <= Ascii.blank }
      let reason = path == nil ? "" : reader.line()
      return .approvalRejected(
        service: service, app: app, path: path, reason: reason.isEmpty ? nil : reason)
    }
    if reader.skip("TCC denied ") { return .approvalDenied(service: reader.word()) }
    guard reader.begins("kTCCService") else { return nil }
    let service = reader.word()
    return reader.skip(" granted by TCC for ") ? .approvalGranted(service: service, app: reader.line()) : nil
  }

  private static func refusal(_ message: WordReader) -> SandboxNote? {
    var reader = message
    if reader.skip("IOUC ") {
      guard let name = reader.text(to: " failed sandbox in process pid ") else { return nil }
      let pid = reader.pid()
      return reader.skip(", ") ? .userClientRefused(iokitClass: name, process: reader.line(), pid: pid) : nil
    }
    if reader.skip("rejecting write of key(s) ") {
      guard let keys = reader.text(to: " in { "), let domain = reader.text(to: ", ") else { return nil }
      let pid = reader.skip(past: " from process ") ? reader.pid() : nil
      let process = reader.skip(" (") ? reader.text(to: ") because ") : nil
      return .preferencesRefused(keys: keys, domain: domain, process: process, pid: pid)
    }
    if reader.skip("Couldn't write values for keys (") {
      guard let keys = reader.text(to: ") in ") else { return nil }
      let domain = reader.skip(past: "(Domain: ") ? reader.text(to: ", ") : nil
      return .preferencesRefused(
        keys: keys.split { $0 == " " || $0 == "\n" }.joined(separator: " "), domain: domain, process: nil,
        pid: nil)
    }
    guard reader.skip("libMobileGestalt "), reader.skip(past: ": pid ") else { return nil }
    let pid = reader.pid()
    let process = reader.skip(" (") ? reader.text(to: ") does not have sandbox access for ") : nil
    return process == nil ? nil : .deviceQueryRefused(question: reader.word(), process: process, pid: pid)
  }

  private static func plugin(_ message: WordReader) -> SandboxNote? {
    var reader = message
    guard reader.skip("assigning plug-in ") else { return nil }
    return reader.text(toLast: " to plugin sandbox").map { .pluginSandboxed(plugin: $0) }
  }

  /// `NAME[PID] Container: PATH (sandbox)` and `NAME[PID] Builtin profile: NAME (sandbox)`.
  private static func entering(_ message: WordReader) -> SandboxNote? {
    var reader = message
    guard reader.ends(" (sandbox)"), let process = reader.text(to: "["), let pid = reader.pid() else {
      return nil
    }
    if reader.skip("] Container: "), let path = reader.text(toLast: " (sandbox)") {
      return .container(process: process, pid: pid, path: path)
    }
    if reader.skip("] Builtin profile: "), let name = reader.text(toLast: " (sandbox)") {
      return .profile(process: process, pid: pid, name: name)
    }
    return nil
  }
}
