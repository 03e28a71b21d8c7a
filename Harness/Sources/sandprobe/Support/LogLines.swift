import Foundation

/// Lines on their way to a stream, many in one write.
final class LogLines {
  private static let full = 64 << 10

  private let output: Terminal
  private var waiting = Data()
  /// Whether nobody reads them any more.
  private(set) var isClosed = false

  init(output: Terminal) { self.output = output }

  func add(_ line: Data) {
    waiting += line
    if waiting.count >= Self.full { flush() }
  }

  func flush() {
    guard !waiting.isEmpty else { return }
    if !isClosed { isClosed = !output.write(waiting) }
    waiting.removeAll(keepingCapacity: true)
  }
}
