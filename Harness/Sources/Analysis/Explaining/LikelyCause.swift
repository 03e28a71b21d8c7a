import Syslog

/// Why a decision was likely made, where a published claim about iOS explains it.
///
/// Each sentence says how sure it is, names the claim, and says what the log cannot show. The claims are about iPhones:
/// nothing is said about places of macOS or of simulators, nor about decisions of the system policy.
enum LikelyCause {
  /// The sentence; nil where nothing published explains the decision.
  static func sentence(for violation: SandboxViolation, in place: TargetPlace?) -> String? {
    guard violation.isDeny, violation.policy == nil, place?.isSimulated != true else { return nil }
    let operation = violation.operation
    if operation == "file-issue-extension" { return issuing(place) }
    if operation.hasPrefix("process-exec") || operation == "process-fork"
      || operation == "forbidden-exec-sugid"
    {
      return
        "Possibly, if the log is an iPhone's: an app may not start programs or raise its privileges (FS-07)."
    }
    guard operation.hasPrefix("file-"), let place else { return nil }
    let isWrite = operation.hasPrefix("file-write")
    return switch place.kind {
    case .appGroup: appGroup(place, operation)
    case .appData: appData(place, operation, isWrite: isWrite)
    case .systemVolume where isWrite:
      "Likely, if the log is an iPhone's: the system partition is read-only to apps (FS-07)."
    default: nil
    }
  }

  private static func issuing(_ place: TargetPlace?) -> String? {
    switch place?.kind {
    case .appData, .extensionData, .appGroup:
      "Possibly: the process asked for a sandbox extension for a file that it cannot open itself. FS-36 says that"
        + " sharing such a path fails."
    default: nil
    }
  }

  private static func appGroup(_ place: TargetPlace, _ operation: String) -> String {
    let unknown = "The log does not show which apps are members."
    if place.part == .metadata {
      return
        "Likely: not even a member of the group can use the container manager's metadata on a device (FS-14)."
    }
    if place.part == .providerStorage {
      return
        "Possibly: the file belongs to a File Provider, and the process was outside the time between start and stop of"
        + " its security-scoped URL (FS-42). \(unknown)"
    }
    if operation == "file-read-data" {
      return
        "Likely: the process is not a member of this App Group, so that its container is closed to it (FS-15)."
        + " \(unknown)"
    }
    return
      "Possibly: the process is not a member of this App Group (FS-15, which speaks of file-read-data). \(unknown)"
  }

  private static func appData(_ place: TargetPlace, _ operation: String, isWrite: Bool) -> String {
    let unknown = "The log does not show whose container it is."
    if isWrite {
      return place.part == .inbox
        ? "Likely: an app cannot write into its own Documents/Inbox (FS-22). \(unknown)"
        : "Possibly: the file was shared with an extension, which cannot write to it (FS-31), or the container is another"
          + " app's. \(unknown)"
    }
    if operation == "file-read-data" {
      return
        "Likely: the container is another app's and closed to the process (FS-04), or a share extension"
        + " has not called loadItem yet (FS-32). \(unknown)"
    }
    return "Possibly: the container is another app's (FS-04, which speaks of file-read-data). \(unknown)"
  }
}
