#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An error number of the operating system by its name, since the numbers differ between Darwin and Linux.
public struct ErrnoName: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The name of this platform's error number, or `E<number>` for one that no probe is known to meet.
  public init(number: Int32) {
    self.init(rawValue: Self.numbers.first { $0.value == number }?.key ?? "E\(number)")
  }

  /// This platform's number for the name; nil for a name that it does not know.
  public var number: Int32? { Self.numbers[rawValue] }

  /// Every name that a scenario may expect, in alphabetical order.
  public static var known: [String] { numbers.keys.sorted() }

  public static let eperm: ErrnoName = "EPERM"
  public static let enoent: ErrnoName = "ENOENT"
  public static let eacces: ErrnoName = "EACCES"
  public static let eexist: ErrnoName = "EEXIST"
  public static let enotdir: ErrnoName = "ENOTDIR"
  public static let eisdir: ErrnoName = "EISDIR"
  public static let einval: ErrnoName = "EINVAL"
  public static let erofs: ErrnoName = "EROFS"
  public static let ebadf: ErrnoName = "EBADF"
  public static let eloop: ErrnoName = "ELOOP"
  public static let enotempty: ErrnoName = "ENOTEMPTY"
  public static let enosys: ErrnoName = "ENOSYS"

  private static let numbers: [String: Int32] = [
    "EPERM": EPERM, "ENOENT": ENOENT, "ESRCH": ESRCH, "EINTR": EINTR, "EIO": EIO, "ENXIO": ENXIO,
    "E2BIG": E2BIG, "ENOEXEC": ENOEXEC, "EBADF": EBADF, "ECHILD": ECHILD, "EAGAIN": EAGAIN,
    "ENOMEM": ENOMEM, "EACCES": EACCES, "EFAULT": EFAULT, "EBUSY": EBUSY, "EEXIST": EEXIST,
    "EXDEV": EXDEV, "ENODEV": ENODEV, "ENOTDIR": ENOTDIR, "EISDIR": EISDIR, "EINVAL": EINVAL,
    "ENFILE": ENFILE, "EMFILE": EMFILE, "ENOTTY": ENOTTY, "EFBIG": EFBIG, "ENOSPC": ENOSPC,
    "ESPIPE": ESPIPE, "EROFS": EROFS, "EMLINK": EMLINK, "EPIPE": EPIPE, "ENAMETOOLONG": ENAMETOOLONG,
    "ENOTEMPTY": ENOTEMPTY, "ELOOP": ELOOP, "ENOTSUP": ENOTSUP, "ETIMEDOUT": ETIMEDOUT,
    "ECONNREFUSED": ECONNREFUSED, "EHOSTUNREACH": EHOSTUNREACH, "ENOSYS": ENOSYS, "EDQUOT": EDQUOT,
    "EDEADLK": EDEADLK, "ENOLCK": ENOLCK, "ESTALE": ESTALE, "ENOTCONN": ENOTCONN,
  ]
}
