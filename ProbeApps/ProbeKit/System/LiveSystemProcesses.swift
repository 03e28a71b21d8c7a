import ProbeProtocol

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension LiveSystem {
  public func setUserID(_ userID: UInt32) throws(SystemError) {
    guard setuid(userID) == 0 else { throw .last }
  }

  /// Swift does not let `fork` be called by its name, since hardly anything is safe in the child. This child calls
  /// `_exit` and nothing else.
  public func fork() throws(SystemError) {
    typealias Fork = @convention(c) () -> Int32
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "fork") else { throw .errno(.enosys) }
    let child = unsafeBitCast(symbol, to: Fork.self)()
    if child == 0 { _exit(0) }
    guard child > 0 else { throw .last }
    _ = try Self.waitForEnd(of: child)
  }

  public func spawn(_ path: String) throws(SystemError) -> Int32 {
    guard let name = strdup(path) else { throw .last }
    defer { free(name) }
    var arguments: [UnsafeMutablePointer<CChar>?] = [name, nil]
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var child: pid_t = 0
    // posix_spawn gives its error as its result, not in errno.
    let error = posix_spawn(&child, path, nil, nil, &arguments, &environment)
    guard error == 0 else { throw .errno(ErrnoName(number: error)) }
    return try Self.waitForEnd(of: child)
  }

  /// The exit status, or 128 and the number of the signal that ended it, as shells say. A child that runs for more
  /// than ten seconds is killed, so that a program that waits for input cannot hold the actor up.
  private static func waitForEnd(of child: pid_t) throws(SystemError) -> Int32 {
    var status: Int32 = 0
    for _ in 0..<5_000 {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F }
      if ended < 0, errno != EINTR { throw .last }
      usleep(2_000)
    }
    kill(child, SIGKILL)
    waitpid(child, &status, 0)
    throw .errno("ETIMEDOUT")
  }
}
