#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Clocks and the process's own use of the machine.
enum Clock {
  /// Nanoseconds of the monotonic clock.
  static var now: Int { read(CLOCK_MONOTONIC) }
  /// Nanoseconds of processor time that this thread has used.
  static var threadProcessor: Int { read(CLOCK_THREAD_CPUTIME_ID) }

  static func sleep(nanoseconds: Int) {
    guard nanoseconds > 0 else { return }
    var time = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
    nanosleep(&time, nil)
  }

  /// The most memory that was resident so far, in KB. Linux counts the parent's in `getrusage`, so there it is read
  /// from the process's own status.
  static var residentKilobytes: Int {
    #if canImport(Darwin)
      var usage = rusage()
      getrusage(whole, &usage)
      return usage.ru_maxrss / 1_024
    #else
      var buffer = [UInt8](repeating: 0, count: 8_192)
      guard let status = try? Descriptor(reading: "/proc/self/status") else { return 0 }
      defer { status.close() }
      let count = (try? buffer.withUnsafeMutableBytes { try status.read(into: $0) }) ?? 0
      guard let peak = buffer[..<count].firstRange(of: Array("VmHWM:".utf8))?.upperBound else { return 0 }
      return buffer[peak..<count].prefix { $0 != 10 }.reduce(0) { sum, byte in
        byte &- 48 < 10 ? sum * 10 + Int(byte - 48) : sum
      }
    #endif
  }

  /// Microseconds of processor time that children used which have ended.
  static var childrenProcessor: Int {
    var usage = rusage()
    getrusage(Self.children, &usage)
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime)
  }

  #if canImport(Darwin)
    private static let whole = RUSAGE_SELF
    private static let children = RUSAGE_CHILDREN
  #else
    private static let children = RUSAGE_CHILDREN.rawValue
  #endif

  private static func microseconds(_ time: timeval) -> Int {
    Int(time.tv_sec) * 1_000_000 + Int(time.tv_usec)
  }

  private static func read(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
