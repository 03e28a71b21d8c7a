import Foundation

/// The same streams, each given to a process of another tool.
enum LiveToolMode {
  struct Result: Encodable {
    var lines_written = 0
    /// Of all the processes, less what they take to start and end.
    var processor_us_per_line = 0.0
  }

  static func run(_ load: LiveLoad, tool: [String]) throws -> Result {
    guard let program = tool.first else { throw ArgumentError.missing("the tool") }
    let idle = try processor(of: program, tool, load) { ends in
      for end in ends { Descriptor(number: end).close() }
      return 0
    }
    let busy = try processor(of: program, tool, load) { ends in
      try PacedWriter(load: load, ends: ends).run()
    }
    let used = Double(busy.microseconds - idle.microseconds)
    return Result(lines_written: busy.lines, processor_us_per_line: used / Double(max(busy.lines, 1)))
  }

  /// Processor time of one process a pipe while they are written to.
  private static func processor(
    of program: String, _ tool: [String], _ load: LiveLoad, writing: ([Int32]) throws -> Int
  ) throws -> (microseconds: Int, lines: Int) {
    let before = Clock.childrenProcessor
    // A file, since some tools do less for the null device.
    let output = URL(filePath: NSTemporaryDirectory()).appending(path: "syslog-bench-\(getpid()).out")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let sink = try FileHandle(forWritingTo: output)
    var processes: [Process] = []
    var ends: [Int32] = []
    for _ in 0..<load.pipes {
      let pipe = try Descriptor.pipe()
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = Array(tool.dropFirst())
      process.standardInput = FileHandle(fileDescriptor: pipe.read.number, closeOnDealloc: false)
      process.standardOutput = sink
      try process.run()
      pipe.read.close()
      processes.append(process)
      ends.append(pipe.write.number)
    }
    let lines = try writing(ends)
    for process in processes { process.waitUntilExit() }
    return (Clock.childrenProcessor - before, lines)
  }
}
