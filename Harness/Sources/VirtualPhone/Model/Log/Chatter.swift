import Foundation

/// The noise of daemons in the log, on a thread of its own.
final class Chatter: @unchecked Sendable {
  /// Lines a second, on the average. A quiet phone logs more; this is enough to lose a line in.
  static let rate = 30.0

  private let life = Life()
  private let log: PhoneLog
  private var random: SeededRandom
  private var thread: WorkerThread?

  init(log: PhoneLog, seed: UInt64) {
    self.log = log
    random = SeededRandom(seed: seed, stream: "chatter")
    thread = WorkerThread(name: "virtual phone chatter") { [self] in
      while life.isAlive {
        life.sleep(milliseconds: pause())
        if life.isAlive { say() }
      }
    }
  }

  func stop() {
    life.end()
    thread?.join()
  }

  /// Milliseconds to the next line: independent events at the rate.
  private func pause() -> Int {
    let fraction = Double(random.next(upTo: 1...1_000_000)) / 1_000_000
    return Int(min(1_000, -log10(fraction) * 2.302_585 * 1_000 / Self.rate))
  }

  private func say() {
    let record = Self.record(at: Date(), &random)
    log.append { record }
  }

  /// A line of some daemon.
  static func record(at time: Date, _ random: inout SeededRandom) -> PhoneLogRecord {
    let lines = ChatterLines.kind(Int(random.next(upTo: 0...99)))
    let line = lines[Int(random.next(upTo: 0...UInt64(lines.count - 1)))]
    let number = String(random.next(upTo: 10...99))
    return PhoneLogRecord(
      time: time, process: line.daemon.name, processPath: line.daemon.path, image: line.image,
      pid: line.daemon.pid, level: line.level, message: line.text.filled(with: number))
  }
}

extension String {
  /// The text with every `#` replaced.
  fileprivate func filled(with number: String) -> String {
    guard utf8.contains(UInt8(ascii: "#")) else { return self }
    var filled: [UInt8] = []
    filled.reserveCapacity(utf8.count + 8)
    for byte in utf8 {
      if byte == UInt8(ascii: "#") { filled += number.utf8 } else { filled.append(byte) }
    }
    return String(decoding: filled, as: UTF8.self)
  }
}
