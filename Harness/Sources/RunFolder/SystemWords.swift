import Foundation

extension Error {
  /// What went wrong with a file, in the system's words. Foundation on Linux says of most errors that "the operation
  /// could not be completed"; what the system said stands behind that.
  public var systemWords: String {
    let cause = (self as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? self
    guard (cause as NSError).domain == NSPOSIXErrorDomain else { return localizedDescription }
    return String(cString: strerror(Int32((cause as NSError).code)))
  }
}
