import Foundation

/// A program that this process started and will not leave behind.
final class ChildProcess {
  private let identifier: pid_t
  private var isReaped = false

  /// How it ended.
  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
    /// Somebody else asked first, or the system keeps no such record.
    case unknown
  }

  /// Starts a program in a process group of its own, so that a Ctrl-C on the terminal reaches its owner alone, with the
  /// signals in their original state.
  init(
    _ path: String, _ arguments: [String], input: Descriptor, output: Descriptor, complaints: Descriptor
  ) throws(SystemError) {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (own, childs) in [(input, STDIN_FILENO), (output, STDOUT_FILENO), (complaints, STDERR_FILENO)] {
      posix_spawn_file_actions_adddup2(&actions, own.number, childs)
    }
    #if os(Linux)
      Self.closeOthers(&actions)
    #endif
    Self.fill(&attributes)
    var started: pid_t = 0
    let answer = Self.withCStrings([path] + arguments) { words in
      Self.withCStrings(Self.environment) { variables in
        posix_spawn(&started, path, &actions, &attributes, words, variables)
      }
    }
    guard answer == 0 else { throw SystemError(code: answer) }
    identifier = started
  }

  #if os(Linux)
    /// Keeps from the child what other parts of this process have open and did not mark: a child that has a listening
    /// socket keeps its port taken. The call, of glibc 2.34 and later, is hidden in the headers.
    private static func closeOthers(_ actions: inout posix_spawn_file_actions_t) {
      typealias Call = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
      guard let call = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
      _ = unsafeBitCast(call, to: Call.self)(&actions, STDERR_FILENO + 1)
    }
  #endif

  #if canImport(Darwin)
    private typealias Attributes = posix_spawnattr_t?
  #else
    private typealias Attributes = posix_spawnattr_t
  #endif

  private static func fill(_ attributes: inout Attributes) {
    var flags = Int32(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
    #if canImport(Darwin)
      flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #endif
    posix_spawnattr_setflags(&attributes, Int16(flags))
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
  }

  deinit { end() }

  /// Ends it at once, unless it has ended, and waits until it is gone. For programs that have nothing to put in order.
  func end() {
    guard !isReaped else { return }
    _ = kill(identifier, SIGKILL)
    _ = wait()
  }

  /// Waits until it has ended.
  func wait() -> Ending {
    guard !isReaped else { return .unknown }
    isReaped = true
    var status: Int32 = 0
    do {
      _ = try retrying { waitpid(identifier, &status, 0) }
    } catch {
      return .unknown
    }
    let signal = status & 0x7f
    return signal == 0 ? .status(status >> 8 & 0xff) : .signal(signal)
  }

  /// This process's variables, less those that change what the tools do, and with messages in their original wording.
  private static var environment: [String] {
    ProcessInfo.processInfo.environment.filter { !["GZIP", "LC_ALL", "LANGUAGE"].contains($0.key) }
      .map { "\($0.key)=\($0.value)" } + ["LC_ALL=C"]
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
      // A buffer of at least one element has an address.
      withUnsafePointer(to: &buffer[0]) { body($0) }
    }
  }
}
