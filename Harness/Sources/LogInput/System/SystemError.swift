import Foundation

/// What the operating system answered instead of doing something.
struct SystemError: Error, Hashable {
  /// `errno`.
  var code: Int32

  /// The answer to the call just made on this thread.
  static var last: SystemError { SystemError(code: errno) }

  /// In the system's words.
  var words: String { String(cString: strerror(code)) }
}
