import Foundation
import LogMutation

/// Streams that end in the middle of things: nothing may be lost at the end.
enum EndsMode {
  struct Result: Encodable {
    var runs = 0
    /// Runs in which every line arrived.
    var whole = 0
  }

  static func run(_ path: String, runs: Int) throws -> Result {
    let lines = try StampedLine.lines(of: path)
    var random = SeededGenerator(state: 1)
    var result = Result(runs: runs)
    for _ in 0..<runs {
      let count = Int.random(in: 1...2_000, using: &random)
      let pipe = try Descriptor.pipe()
      let end = pipe.write.number
      Thread.detachNewThread {
        for number in 0..<count {
          let line = lines[number % lines.count]
          // A reader that went away shows in the count.
          try? line.bytes.withUnsafeBytes { try Descriptor(number: end).write($0) }
        }
        Descriptor(number: end).close()
      }
      var engine = LiveEngine()
      try pipe.read.forEachChunk { chunk in engine.append(chunk) }
      engine.finish()
      pipe.read.close()
      if engine.records == count { result.whole += 1 }
    }
    return result
  }
}
