import Foundation
import LogMutation

/// Damaged logs without end, or one of them again.
enum FuzzMode {
  struct Result: Encodable {
    var cases = 0
    var bytes = 0
    var slowest_seconds = 0.0
    var slowest_seed: UInt64 = 0
    var resident_kb = 0
  }

  /// Processor seconds that a case may take: some reads of a few kilobytes, or of two megabytes.
  private static let limit = 20.0
  /// However many cases there are. The checks keep every record of two megabytes of empty lines several times.
  private static let residentLimit = 700_000

  static func run(corpus folder: String, seconds: Int, from first: UInt64) throws -> Result {
    let corpus = try logs(in: folder)
    var result = Result()
    let end = Clock.now + seconds * 1_000_000_000
    var seed = first
    while Clock.now < end {
      try check(seed, corpus, &result)
      result.resident_kb = Clock.residentKilobytes
      guard result.resident_kb < residentLimit else {
        throw BenchError.fault(seed: seed, input: "-", faults: ["\(result.resident_kb) KB are resident"])
      }
      seed += 1
    }
    return result
  }

  /// Carries out one case.
  static func replay(corpus folder: String, seed: UInt64) throws -> Result {
    var result = Result()
    try check(seed, logs(in: folder), &result)
    return result
  }

  private static func check(_ seed: UInt64, _ corpus: [[UInt8]], _ result: inout Result) throws {
    var mutator = LogMutator(seed: seed, corpus: corpus)
    let log = mutator.log()
    // Written before it is read, so that a crash or a hang leaves it behind, with its seed.
    let input = URL(filePath: NSTemporaryDirectory()).appending(path: "sandprobe-fuzz-\(seed).log")
    try Data(log).write(to: input)
    let start = Clock.threadProcessor
    var faults = StreamProperties.faults(of: log, seed: seed) + SurveyProperties.faults(of: log, seed: seed)
    faults += ExcerptProperties.faults(of: log, seed: seed)
    let seconds = Double(Clock.threadProcessor - start) / 1e9
    if seconds > limit { faults.append("it took \(seconds) s of the processor") }
    result.cases += 1
    result.bytes += log.count
    if seconds > result.slowest_seconds {
      result.slowest_seconds = seconds
      result.slowest_seed = seed
    }
    guard faults.isEmpty else { throw BenchError.fault(seed: seed, input: input.path, faults: faults) }
    try FileManager.default.removeItem(at: input)
  }

  private static func logs(in folder: String) throws -> [[UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".log") }
      .sorted()
    guard !names.isEmpty else { throw BenchError.unusable(file: folder, why: "it holds no .log file") }
    return try names.map { Array(try Data(contentsOf: URL(filePath: folder).appending(path: $0))) }
  }
}
