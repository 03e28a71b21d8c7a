/// What a sandbox operation's name stands for, in words that go on from `was refused to …`.
///
/// The words spell the name out and claim no more than it. A name that is not in the table gets its family's words with
/// the name itself behind them.
public enum OperationWords {
  /// `read a file's content` for `file-read-data`.
  public static func words(for operation: String) -> String {
    if let words = exact[operation] { return words }
    // `file-read*` is the name of all that begins so.
    if operation.utf8.last == UInt8(ascii: "*"), let words = exact[String(operation.dropLast())] {
      return words
    }
    for (beginning, words) in families where operation.hasPrefix(beginning) {
      return "\(words) (\(operation))"
    }
    return "do what the system calls \(operation)"
  }

  private static let exact = files.merging(processes) { first, _ in first }
    .merging(services) { first, _ in first }.merging(system) { first, _ in first }

  private static let families: [(String, String)] = [
    ("file-read", "read of a file"),
    ("file-write", "change a file"),
    ("file-", "use a file"),
    ("forbidden-", "do something forbidden"),
    ("fs-snapshot-", "use a snapshot of a file system"),
    ("iokit-", "use a driver"),
    ("ipc-posix-sem", "use a POSIX semaphore"),
    ("ipc-posix-shm", "use POSIX shared memory"),
    ("ipc-", "use interprocess communication"),
    ("mach-", "use a Mach port or service"),
    ("network-", "use the network"),
    ("nvram", "use the firmware's variables"),
    ("process-", "act on a process"),
    ("qtn-", "use a quarantined file"),
    ("signal", "send a signal"),
    ("socket-", "use a socket"),
    ("syscall-", "make a system call"),
    ("sysctl", "use a kernel setting"),
    ("system-", "use a facility of the system"),
    ("user-preference-", "use preferences"),
  ]

  private static let files = [
    "file": "use a file",
    "file-chroot": "change the root folder",
    "file-clone": "clone a file",
    "file-fsctl": "control a file system through a file",
    "file-ioctl": "send a control request to a device or file",
    "file-issue-extension": "issue a sandbox extension for a file",
    "file-link": "make a hard link to a file",
    "file-map-executable": "map a file as executable code",
    "file-mknod": "make a device file",
    "file-mount": "mount a file system",
    "file-mount-update": "change a mounted file system",
    "file-read": "read a file",
    "file-read-data": "read a file's content",
    "file-read-metadata": "read a file's metadata",
    "file-read-xattr": "read a file's extended attributes",
    "file-revoke": "revoke all access to a file",
    "file-search": "search a file system",
    "file-test-existence": "test whether a file exists",
    "file-unmount": "unmount a file system",
    "file-write": "write a file",
    "file-write-acl": "change a file's access control list",
    "file-write-create": "create a file",
    "file-write-data": "write a file's content",
    "file-write-flags": "change a file's flags",
    "file-write-mode": "change a file's mode",
    "file-write-owner": "change a file's owner",
    "file-write-setugid": "set a file's set-uid or set-gid bit",
    "file-write-times": "change a file's times",
    "file-write-unlink": "delete a file",
    "file-write-xattr": "write a file's extended attributes",
  ]

  private static let processes = [
    "dynamic-code-generation": "generate code while running",
    "forbidden-exec-sugid": "run a set-uid or set-gid program",
    "job-creation": "start a launchd job",
    "lsopen": "open something through LaunchServices",
    "process-codesigning-status-get": "read a process's code signing status",
    "process-codesigning-status-set": "change a process's code signing status",
    "process-exec": "run a program",
    "process-exec-interpreter": "run a script's interpreter",
    "process-fork": "make a child process",
    "process-info": "read about a process",
    "process-info-codesignature": "read a process's code signature",
    "process-info-listpids": "list processes",
    "process-info-pidfdinfo": "read about a process's open files",
    "process-info-pidfileportinfo": "read about a process's file ports",
    "process-info-pidinfo": "read about a process",
    "process-info-rusage": "read what a process uses",
    "pseudo-tty": "open a pseudo terminal",
    "signal": "send a signal to a process",
  ]

  private static let services = [
    "appleevent-send": "send an Apple event",
    "authorization-right-obtain": "obtain an authorization right",
    "darwin-notification-post": "post a Darwin notification",
    "device-camera": "use the camera",
    "device-microphone": "use the microphone",
    "distributed-notification-post": "post a distributed notification",
    "generic-issue-extension": "issue a sandbox extension",
    "iokit-get-properties": "read a driver's properties",
    "iokit-issue-extension": "issue a sandbox extension for a driver",
    "iokit-open": "open a driver",
    "iokit-open-service": "open a driver's service",
    "iokit-open-user-client": "open a driver's user client",
    "iokit-set-properties": "change a driver's properties",
    "ipc-posix-sem": "use a POSIX semaphore",
    "ipc-posix-sem-create": "create a POSIX semaphore",
    "ipc-posix-sem-open": "open a POSIX semaphore",
    "ipc-posix-sem-unlink": "delete a POSIX semaphore",
    "ipc-posix-shm": "use POSIX shared memory",
    "ipc-posix-shm-read-data": "read POSIX shared memory",
    "ipc-posix-shm-read-metadata": "read about POSIX shared memory",
    "ipc-posix-shm-write-create": "create POSIX shared memory",
    "ipc-posix-shm-write-data": "write POSIX shared memory",
    "ipc-posix-shm-write-unlink": "delete POSIX shared memory",
    "mach-issue-extension": "issue a sandbox extension for a Mach service",
    "mach-lookup": "look up a Mach service",
    "mach-per-user-lookup": "look up a user's Mach service",
    "mach-priv-host-port": "use the host's privileged port",
    "mach-priv-task-port": "use another process's task port",
    "mach-register": "offer a Mach service",
    "mach-task-name": "learn the task name of a process",
    "network-bind": "bind a network address",
    "network-inbound": "accept a network connection",
    "network-outbound": "open a network connection",
  ]

  private static let system = [
    "managed-preference-read": "read managed preferences",
    "nvram-delete": "delete a variable of the firmware",
    "nvram-get": "read a variable of the firmware",
    "nvram-set": "write a variable of the firmware",
    "sysctl": "use a kernel setting",
    "sysctl-read": "read a kernel setting",
    "sysctl-write": "write a kernel setting",
    "system-audit": "use the audit system",
    "system-fsctl": "control a file system",
    "system-info": "read about the system",
    "system-kext-load": "load a kernel extension",
    "system-kext-query": "ask for kernel extensions",
    "system-mac-label": "set a security label",
    "system-privilege": "use a privilege",
    "system-reboot": "restart the system",
    "system-set-time": "set the clock",
    "system-socket": "open a system socket",
    "user-preference-read": "read preferences",
    "user-preference-write": "write preferences",
  ]
}
