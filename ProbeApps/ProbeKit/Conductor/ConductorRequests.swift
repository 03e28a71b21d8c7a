import Foundation
import ProbeProtocol

/// Reads the JSON of a request.
enum RequestBody {
  static func read<Request: Decodable>(_ body: Data, as type: Request.Type = Request.self) throws -> Request {
    do {
      // An empty request would be read from any JSON.
      _ = try JSONDecoder().decode([String: JSONValue].self, from: body)
      return try JSONDecoder().decode(type, from: body)
    } catch {
      let why = EventData.cut(String(describing: error), to: 400)
      throw Conductor.Refusal(code: .badRequest, message: "the body is not the JSON of this request: \(why)")
    }
  }
}

/// Whether a session can be begun as it is asked for.
enum SessionCheck {
  /// Milliseconds between heartbeats that make sense.
  private static let intervals = 1...3_600_000

  static func check(_ request: Conductor.SessionRequest) throws {
    guard SafeName.isSafe(request.run.rawValue) else {
      throw Conductor.Refusal(code: .badRequest, message: "the run's name is not of a-z, 0-9, . - _")
    }
    guard intervals.contains(request.heartbeatInterval) else {
      throw Conductor.Refusal(
        code: .badRequest,
        message: "heartbeatInterval is not within \(intervals.lowerBound) to \(intervals.upperBound) ms")
    }
    guard request.key.bytes.count >= 16 else {
      throw Conductor.Refusal(code: .badRequest, message: "the run's key has less than 16 bytes")
    }
  }
}

/// Every canary, once.
struct CanaryRound {
  let run: RunID

  func log(through system: any ProbeSystem) {
    for canary in Canary.all {
      switch canary.kind {
      case .plain: system.log(canary.message(run: run), level: canary.level)
      case .private:
        let head = canary.head(run: run)
        system.log(
          head: head, private: canary.filler(after: head.utf8.count), tail: "Z", level: canary.level)
      }
    }
  }
}

/// Comparison of secrets.
enum ConstantTime {
  /// Whether the texts are equal, in a time that depends on their lengths alone.
  static func areEqual(_ given: String, _ expected: String) -> Bool {
    let given = Array(given.utf8)
    let expected = Array(expected.utf8)
    guard given.count == expected.count else { return false }
    return zip(given, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
