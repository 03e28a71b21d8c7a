import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How much the live measurements write, and what.
struct LiveLoad: Sendable {
  /// What stands in front of a line's time of writing, in nanoseconds of the monotonic clock.
  static let mark = UInt8(ascii: "@")
  static let digits = 19

  var pipes: Int
  /// Lines a second on each pipe.
  var rate: Int
  var seconds: Int
  var lines: [StampedLine]

  init(_ arguments: inout Arguments) throws {
    let path = try arguments.text("a file")
    pipes = try arguments.number("the pipes")
    rate = try arguments.number("the rate")
    seconds = try arguments.number("the seconds")
    lines = try StampedLine.lines(of: path)
  }
}

/// A record of one line with room for the time at which it is written.
///
/// Records that the engine looks into are left as they are.
struct StampedLine: Sendable {
  var bytes: [UInt8]
  /// Where the digits stand; nil where there is no room.
  var stamp: Int?

  /// The first records of a log.
  static func lines(of path: String) throws -> [StampedLine] {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    let data = try file.read(upToCount: 2 << 20) ?? Data()
    let all = data.split(separator: 10).map(Array.init)
    var lines: [StampedLine] = []
    for (line, next) in zip(all, all.dropFirst()) where isHeader(line) && isHeader(next) {
      lines.append(StampedLine(line))
    }
    guard lines.count > 100 else { throw BenchError.unusable(file: path, why: "it holds too few records") }
    return lines
  }

  private static let level = Array(">: ".utf8)

  private static func isHeader(_ line: [UInt8]) -> Bool {
    line.count > 20 && line[3] == 32 && line[6] == 32 && line[9] == 58 && line[12] == 58
  }

  private init(_ line: [UInt8]) {
    bytes = line + [10]
    guard let message = line.firstRange(of: Self.level)?.upperBound,
      !line[message...].starts(with: "SPE1 ".utf8),
      line[message...].firstRange(of: Array("Sandbox: ".utf8)) == nil
    else { return }
    let field = [LiveLoad.mark] + [UInt8](repeating: 48, count: LiveLoad.digits) + [32]
    bytes.insert(contentsOf: field, at: message)
    stamp = message + 1
  }

  /// Sets the digits.
  mutating func set(_ time: Int) {
    guard let stamp else { return }
    var rest = time
    for place in stride(from: stamp + LiveLoad.digits - 1, through: stamp, by: -1) {
      bytes[place] = UInt8(48 + rest % 10)
      rest /= 10
    }
  }

  /// The time in a line that has one.
  static func time(in line: UnsafeRawBufferPointer) -> Int? {
    guard let base = line.baseAddress, let hit = memchr(base, Int32(LiveLoad.mark), line.count) else {
      return nil
    }
    let digits = UnsafeRawPointer(hit) - base + 1
    guard line.count - digits >= LiveLoad.digits else { return nil }
    var time = 0
    for place in digits..<digits + LiveLoad.digits {
      let digit = line[place] &- 48
      guard digit < 10 else { return nil }
      time = time &* 10 &+ Int(digit)
    }
    return time
  }
}

/// The times at which lines of a stream were written, until they are classified. A line is a record.
struct LineTimes {
  /// One in so many lines is followed.
  private static let share = 8

  private var lines = 0
  private var waiting: [(line: Int, time: Int)] = []

  /// Takes what came from the stream.
  mutating func take(_ chunk: UnsafeRawBufferPointer) {
    chunk.forEachLine { line in
      if lines % Self.share == 0, let time = StampedLine.time(in: line) { waiting.append((lines, time)) }
      lines += 1
    }
  }

  /// Hands over the times of those that are classified by now.
  mutating func release(_ records: Int, _ body: (Int) -> Void) {
    let count = waiting.prefix { $0.line < records }.count
    for one in waiting[..<count] { body(one.time) }
    waiting.removeFirst(count)
  }
}
