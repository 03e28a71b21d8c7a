import Foundation
import ProbeProtocol

/// Events as JSON.
enum DecodeMode {
  struct Result: Encodable {
    var events = 0
    var bytes = 0
    /// The median of the rounds.
    var nanoseconds_per_event = 0.0
    /// Sum of the events' sequence numbers, to compare with what another reader finds.
    var sequence_sum = 0
  }

  private static let rounds = 9

  static func run(_ path: String) throws -> Result {
    let lines = try Data(contentsOf: URL(filePath: path)).split(separator: 10).map { Array($0) }
    var result = Result(events: lines.count, bytes: lines.reduce(0) { $0 + $1.count })
    var times: [Int] = []
    for _ in 0..<rounds {
      let start = Clock.now
      var sum = 0
      for line in lines { sum += try Engine.decode(line).sequence }
      times.append(Clock.now - start)
      result.sequence_sum = sum
    }
    result.nanoseconds_per_event = Double(times.sorted()[rounds / 2]) / Double(max(lines.count, 1))
    return result
  }
}
