import Foundation

/// A value that one thread waits for and another gives: how an actor's thread asks what only the main thread or a
/// callback of the system can tell.
public final class Answer<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var value: Result<Value, SystemError>?

  /// Gives the value. A second one is not taken.
  public func give(_ value: Result<Value, SystemError>) {
    condition.lock()
    defer { condition.unlock() }
    guard self.value == nil else { return }
    self.value = value
    condition.broadcast()
  }

  /// Lets a body ask, and waits for what it is given.
  /// - Throws: What was given as failure, or ``DeskFault/late`` where nothing was given in time.
  @discardableResult
  public static func wait(
    within milliseconds: Int = 30_000, _ what: String, _ ask: (Answer<Value>) -> Void
  ) throws(SystemError) -> Value {
    let answer = Answer()
    ask(answer)
    return try answer.taken(within: milliseconds, what)
  }

  private func taken(within milliseconds: Int, _ what: String) throws(SystemError) -> Value {
    let end = Date(timeIntervalSinceNow: Double(milliseconds) / 1_000)
    condition.lock()
    defer { condition.unlock() }
    while value == nil {
      guard condition.wait(until: end) else { break }
    }
    switch value {
    case .success(let value): return value
    case .failure(let error): throw error
    case nil: throw DeskFault.late.error("\(what): no answer within \(milliseconds) ms")
    }
  }
}
