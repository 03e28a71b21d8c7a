import Foundation

/// Writes lines at a steady pace into many pipes, each line with a write of its own.
struct PacedWriter: Sendable {
  var load: LiveLoad
  /// The pipes' writing ends.
  var ends: [Int32]

  /// Writes until the time is over, then closes the pipes.
  /// - Returns: lines written.
  func run() throws -> Int {
    defer { for end in ends { Descriptor(number: end).close() } }
    var lines = load.lines
    let start = Clock.now
    let total = load.rate * load.seconds
    var written = 0
    while written < total {
      let due = min(total, (Clock.now - start) * load.rate / 1_000_000_000 + 1)
      for number in written..<max(due, written) {
        for (place, end) in ends.enumerated() {
          let index = (number * 31 + place * 7) % lines.count
          lines[index].set(Clock.now)
          try lines[index].bytes.withUnsafeBytes { try Descriptor(number: end).write($0) }
        }
      }
      written = max(due, written)
      Clock.sleep(nanoseconds: start + written * 1_000_000_000 / load.rate - Clock.now)
    }
    return written * ends.count
  }

  /// Runs on a thread of its own.
  func start() {
    Thread.detachNewThread {
      // A reader that went away ends the writing; the count of lines that arrived shows it.
      _ = try? run()
    }
  }
}
