import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Carries out one piece of the engine's work, for `make bench` to time and to check. Results are JSON on standard output.
@main
struct SyslogBench {
  private static let usage = """
    usage: syslog-bench MODE
      parse FILE                          every header, counted by process and level
      classify FILE                       the records that tell something about the sandbox or a probe
      survey FILE [--workers N] [--digest]  the whole summary; a digest of it
      pipe                                standard input until its end
      feed FILE                           writes FILE to standard output, one write a line
      live FILE PIPES RATE SECONDS        reads so many paced pipes at once
      live-tool FILE PIPES RATE SECONDS TOOL [ARGUMENT…]
                                          gives each pipe a process of its own
      ends FILE RUNS                      reads short streams to their end
      decode FILE                         events, one JSON object a line
      fuzz CORPUS [--seconds N] [--from SEED]
                                          damaged logs made of those in a folder, for 60 seconds as a rule
      fuzz CORPUS --seed SEED             one of them again
    """

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      try run(Arguments(Array(CommandLine.arguments.dropFirst())))
    } catch let error as BenchError {
      FileHandle.standardError.write(Data("syslog-bench: \(error)\n".utf8))
      exit(1)
    } catch {
      FileHandle.standardError.write(Data("syslog-bench: \(error)\n\(usage)\n".utf8))
      exit(64)
    }
  }

  private static func run(_ all: Arguments) throws {
    var arguments = all
    switch try arguments.text("the mode") {
    case "parse": try print(FileModes.parse(arguments.text("a file")))
    case "classify": try print(FileModes.classify(arguments.text("a file")))
    case "survey":
      try print(
        FileModes.survey(
          arguments.text("a file"), workers: arguments.option("--workers") ?? 1,
          withDigest: arguments.has("--digest")))
    case "pipe": try print(PipeMode.count())
    case "feed": try PipeMode.feed(arguments.text("a file"))
    case "live": try print(LiveMode.run(LiveLoad(&arguments)))
    case "live-tool": try print(LiveToolMode.run(LiveLoad(&arguments), tool: arguments.rest))
    case "ends": try print(EndsMode.run(arguments.text("a file"), runs: arguments.number("the runs")))
    case "decode": try print(DecodeMode.run(arguments.text("a file")))
    case "fuzz": try print(fuzz(&arguments))
    case let mode: throw ArgumentError.unknownMode(mode)
    }
  }

  private static func fuzz(_ arguments: inout Arguments) throws -> FuzzMode.Result {
    let corpus = try arguments.text("the corpus")
    if let seed = try arguments.option("--seed") {
      return try FuzzMode.replay(corpus: corpus, seed: UInt64(seed))
    }
    let seconds = try arguments.option("--seconds") ?? 60
    return try FuzzMode.run(corpus: corpus, seconds: seconds, from: UInt64(arguments.option("--from") ?? 1))
  }

  private static func print(_ result: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = try encoder.encode(result) + Data("\n".utf8)
    try text.withUnsafeBytes { try Descriptor.standardOutput.write($0) }
  }
}
