import Foundation
import ProbeProtocol

@testable import VirtualPhone

/// A made-up stream with something in it for every fault: two performances of two actors, the kernel, canaries of all
/// levels, and daemons.
enum FaultSample {
  static let key = RunKey(bytes: Data(repeating: 9, count: 32))
  static let start = Date(timeIntervalSince1970: 1_700_000_000)
  static let home = "/private/var/mobile/Containers/Data/Application/0F3A"

  static let records: [PhoneLogRecord] = {
    var stream = Stream()
    stream.canaries()
    stream.performance(1, pids: (owner: 1_010, intruder: 1_013))
    stream.canaries()
    stream.performance(2, pids: (owner: 1_020, intruder: 1_023))
    stream.daemons(30)
    return stream.records
  }()

  /// The stream as the plan shows it.
  static func shown(
    _ plan: FaultPlan, seed: UInt64 = 1, of records: [PhoneLogRecord] = records
  ) -> [PhoneLogRecord] {
    var disturbance = LogDisturbance(plan, seed: seed)
    return records.flatMap { disturbance.take($0) } + disturbance.finish()
  }

  static func shown(_ plan: String, seed: UInt64 = 1) throws -> [PhoneLogRecord] {
    shown(try FaultPlan(parsing: plan), seed: seed)
  }

  private struct Stream {
    var records: [PhoneLogRecord] = []
    var random = SeededRandom(seed: 4, stream: "sample")
    var sequences: [Int32: Int] = [:]

    mutating func say(
      _ process: String, _ pid: Int32, _ message: String, _ level: PhoneLogRecord.Level = .default,
      image: String? = nil
    ) {
      records.append(
        PhoneLogRecord(
          time: FaultSample.start + Double(records.count) * 0.25, process: process,
          processPath: "/bin/\(process)", image: image, pid: pid, level: level, message: message))
    }

    mutating func daemons(_ count: Int) {
      for _ in 0..<count { records.append(Chatter.record(at: FaultSample.start, &random)) }
      say("containermanagerd", 102, "looked up \(FaultSample.home) for \"dev.sandprobe.IsolatedA\"")
      say("locationd", 66, String(repeating: "long ", count: 300))
    }

    mutating func canaries() {
      let levels: [PhoneLogRecord.Level] = [.default, .info, .debug, .error, .fault]
      for (canary, level) in zip(Canary.all, levels) {
        say("Conductor-Runner", 900, canary.message(run: "r1"), level)
      }
      daemons(3)
    }

    mutating func event(
      _ kind: Event.Kind, _ pid: Int32, repetition: Int, _ outcome: Outcome? = nil, path: String? = nil
    ) {
      let isOwner = pid % 10 == 0
      sequences[pid, default: 0] += 1
      let event = Event(
        run: "r1", scenario: "t/one", repetition: repetition, step: kind == .hello ? nil : "step",
        actor: isOwner ? "owner" : "intruder", probe: isOwner ? "IsolatedA" : "IsolatedB", pid: pid,
        sequence: sequences[pid] ?? 1, kind: kind, uptime: records.count, time: 0, action: "dir.open",
        outcome: outcome, data: path.map { ["path": .string($0)] })
      for line in EventLine.lines(for: event, key: FaultSample.key) {
        say(event.probe.rawValue, pid, line.text)
      }
    }

    mutating func performance(_ repetition: Int, pids: (owner: Int32, intruder: Int32)) {
      event(.hello, pids.owner, repetition: repetition)
      event(.hello, pids.intruder, repetition: repetition)
      for (pid, outcome) in [(pids.intruder, Outcome.errno(.eperm)), (pids.owner, .ok)] {
        event(.begin, pid, repetition: repetition, path: FaultSample.home)
        daemons(2)
        if outcome != .ok {
          for _ in 0..<4 {
            say(
              "kernel", 0, "Sandbox: IsolatedB(\(pid)) deny(1) file-read-data \(FaultSample.home)", .error,
              image: "Sandbox")
          }
        }
        event(.end, pid, repetition: repetition, outcome, path: FaultSample.home)
      }
    }
  }
}
