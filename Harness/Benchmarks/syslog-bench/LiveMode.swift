#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Many paced streams, read by one thread that sleeps between its rounds.
enum LiveMode {
  struct Result: Encodable {
    var lines_written = 0
    var lines_read = 0
    var lines_lost = 0
    /// Of the reading thread.
    var processor_us_per_line = 0.0
    /// Of the reading thread, as a share of one core.
    var core_share = 0.0
    /// From a line's write to its classification, in milliseconds, over the lines that carry a stamp.
    var delay_ms_p50 = 0.0
    var delay_ms_p99 = 0.0
    var delay_ms_max = 0.0
    /// The most resident memory after a sixth of the time and at the end: a steady reader does not grow.
    var resident_kb_early = 0
    var resident_kb = 0
  }

  /// Between two rounds over the pipes: it saves most of the wake-ups.
  private static let pause = 5_000_000

  static func run(_ load: LiveLoad) throws -> Result {
    var streams: [Stream] = []
    var ends: [Int32] = []
    for _ in 0..<load.pipes {
      let pipe = try Descriptor.pipe()
      streams.append(Stream(input: pipe.read))
      ends.append(pipe.write.number)
    }
    var delays = DelayHistogram()
    var result = Result(lines_written: load.pipes * load.rate * load.seconds)
    let start = Clock.now
    let processor = Clock.threadProcessor
    PacedWriter(load: load, ends: ends).start()
    try read(&streams, &delays) {
      if result.resident_kb_early == 0, Clock.now - start > load.seconds * 1_000_000_000 / 6 {
        result.resident_kb_early = Clock.residentKilobytes
      }
    }
    let used = Double(Clock.threadProcessor - processor)
    result.lines_read = streams.reduce(0) { $0 + $1.engine.records }
    result.lines_lost = result.lines_written - result.lines_read
    result.processor_us_per_line = used / 1_000 / Double(max(result.lines_read, 1))
    result.core_share = used / Double(Clock.now - start)
    result.delay_ms_p50 = delays.milliseconds(below: 0.5)
    result.delay_ms_p99 = delays.milliseconds(below: 0.99)
    result.delay_ms_max = delays.milliseconds(below: 1)
    result.resident_kb = Clock.residentKilobytes
    return result
  }

  private struct Stream {
    var input: Descriptor
    var engine = LiveEngine()
    var times = LineTimes()
    var isOpen = true
  }

  private static func read(
    _ streams: inout [Stream], _ delays: inout DelayHistogram, everyRound: () -> Void
  ) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Descriptor.chunk, alignment: 64)
    defer { buffer.deallocate() }
    var polled = streams.map { pollfd(fd: $0.input.number, events: Int16(POLLIN), revents: 0) }
    var open = streams.count
    while open > 0 {
      guard poll(&polled, nfds_t(polled.count), 20) >= 0 || errno == EINTR else {
        throw Descriptor.failure("poll")
      }
      for index in streams.indices where streams[index].isOpen {
        if polled[index].revents == 0 {
          streams[index].engine.flush()
        } else if let count = try streams[index].input.read(into: buffer) {
          let chunk = UnsafeRawBufferPointer(rebasing: buffer[..<count])
          streams[index].times.take(chunk)
          streams[index].engine.append(chunk)
        } else {
          streams[index].engine.finish()
          streams[index].isOpen = false
          streams[index].input.close()
          polled[index].fd = -1
          open -= 1
        }
        streams[index].times.release(streams[index].engine.records) { delays.add(Clock.now - $0) }
      }
      everyRound()
      Clock.sleep(nanoseconds: pause)
    }
  }
}

/// Delays in steps of 0.1 ms up to a second, in little memory.
struct DelayHistogram {
  private static let step = 100_000
  private var counts = [Int](repeating: 0, count: 10_001)
  private var total = 0

  mutating func add(_ nanoseconds: Int) {
    counts[min(max(nanoseconds / Self.step, 0), counts.count - 1)] += 1
    total += 1
  }

  /// The delay that this share of the lines does not exceed, rounded up to the step.
  func milliseconds(below share: Double) -> Double {
    var left = Int((Double(total) * share).rounded(.up))
    for (step, count) in counts.enumerated() where count > 0 {
      left -= count
      if left <= 0 { return Double(step + 1) * Double(Self.step) / 1_000_000 }
    }
    return 0
  }
}
