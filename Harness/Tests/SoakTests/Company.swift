import Foundation
import ProbeProtocol
import Takes
import VirtualPhone

/// Records of processes that have nothing to do with a take. None is named like a daemon that a scenario asks for: such a
/// record is a lie about who speaks, and leaves open what it is about.
enum Company {
  /// A record of another process, at the time of a place in the take.
  static func record(in take: Take, before place: Int, _ random: inout Dice) -> PhoneLogRecord {
    let names = ["mediaserverd", "assetsd", "OutsiderX", "Group", "Isolated", "SpringBoard", "wifid"]
    let name = names.randomElement(using: &random) ?? "assetsd"
    let pid = Int32.random(in: 20_000...30_000, using: &random)
    let time = take.time(near: place)
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      return PhoneLogRecord(
        time: time, process: "kernel", processPath: "/kernel", image: "Sandbox", pid: 0, level: .error,
        message:
          "Sandbox: \(name)(\(pid)) deny(1) file-read-data \(take.paths.randomElement(using: &random) ?? "/x")"
      )
    case 1:
      let path = take.paths.randomElement(using: &random) ?? "/x"
      return plain(name, pid, "Sandbox: \(name)(\(pid)) deny(1) file-write-data \(path)", time)
    case 2: return plain(name, pid, "Scene = {\n    frame = 3;\n\n}", time)
    case 3:
      return plain(name, pid, "App Transport Security has blocked a cleartext HTTP (http://) load", time)
    case 4: return plain(name, pid, "SPE1 \(pid).1.member 1/1 eyJhIjoxfQ AAAAAAAAAAAAAAAAAAAAAA", time)
    default:
      return plain(name, pid, "state \(Int.random(in: 0..<1_000, using: &random)) \u{1F600} C:\\x", time)
    }
  }

  private static func plain(_ name: String, _ pid: Int32, _ text: String, _ time: Date) -> PhoneLogRecord {
    PhoneLogRecord(
      time: time, process: name, processPath: "/usr/libexec/\(name)", pid: pid, level: .default, message: text
    )
  }
}

extension Take {
  func time(near place: Int) -> Date {
    let around = stream[..<min(place + 1, stream.count)]
    for entry in around.reversed() { if case .record(let record) = entry { return record.time } }
    return Date(timeIntervalSinceReferenceDate: 0)
  }

  /// Paths that actions of the take are about.
  var paths: [String] {
    stream.compactMap { entry in
      guard case .record(let record) = entry else { return nil }
      return EventGlance.event(in: record)?.data?["path"]?.stringValue
    }
  }
}
