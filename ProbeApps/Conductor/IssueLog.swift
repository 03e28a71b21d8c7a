import Foundation

/// What XCTest complained about, for whoever did the thing that it complained about.
final class IssueLog: @unchecked Sendable {
  private let lock = NSLock()
  private var words: [String] = []

  func add(_ issue: String) {
    lock.lock()
    defer { lock.unlock() }
    words.append(issue)
  }

  /// Does something and gives what was complained about meanwhile.
  func during(_ body: () -> Void) -> String {
    _ = taken()
    body()
    return taken().joined(separator: "; ")
  }

  private func taken() -> [String] {
    lock.lock()
    defer { lock.unlock() }
    defer { words = [] }
    return words
  }
}
