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
    let lines = ChatterLines.kind(Int(random.next(upTo: 0...99)))
    let line = lines[Int(random.next(upTo: 0...UInt64(lines.count - 1)))]
    let number = random.next(upTo: 10...99)
    let record = PhoneLogRecord(
      time: Date(), process: line.daemon.name, processPath: line.daemon.path, image: line.image,
      pid: line.daemon.pid, level: line.level,
      message: line.text.replacingOccurrences(of: "#", with: String(number)))
    log.append { record }
  }
}
