import Foundation

/// A value that one thread at a time may touch. (`Mutex` needs iOS 18.)
final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }

  /// Runs the body where no other thread has the value; gives something else where one has.
  func withLock<Result>(_ body: (inout Value) throws -> Result, orElse: Result) rethrows -> Result {
    guard lock.try() else { return orElse }
    defer { lock.unlock() }
    return try body(&value)
  }
}
