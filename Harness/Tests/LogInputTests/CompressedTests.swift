import Foundation
import Testing

@testable import LogInput

@Suite("Compressed logs", .timeLimit(.minutes(10)))
struct CompressedTests {
  static let installed = Compression.allCases.filter { isInstalled($0.tool) }

  /// Compresses a file under a name that says nothing.
  private func compress(_ bytes: [UInt8], with compression: Compression, in bench: Workbench) throws -> String
  {
    _ = try bench.file("plain", bytes)
    try bench.shell("\(compression.tool) -c < plain > packed.txt")
    return bench.path("packed.txt")
  }

  @Test("is unpacked whole, whatever its name", arguments: installed)
  func whole(compression: Compression) throws {
    try withWorkbench { bench in
      let written = lines(3_000_000)
      let path = try compress(written, with: compression, in: bench)
      let input = try LogInput.open(path)
      #expect(input.compression == compression && !input.isRegularFile && input.region(0..<1) == nil)
      #expect(try input.all() == written)
      #expect(input.problems.isEmpty)
      let onDisk = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
      #expect(input.size == onDisk && input.consumed == onDisk)
    }
  }

  @Test(
    "zstd is among the forms that were tested", .enabled(if: isInstalled("zstd"), "zstd is not installed"))
  func zstdIsTested() { #expect(Self.installed == [.gzip, .zstd]) }

  @Test("members one behind the other are one log", arguments: installed)
  func members(compression: Compression) throws {
    try withWorkbench { bench in
      _ = try bench.file("a", Array("one\n".utf8))
      _ = try bench.file("b", Array("two\n".utf8))
      try bench.shell("for f in a b a; do \(compression.tool) -c < $f; done > packed")
      let input = try LogInput.open(bench.path("packed"))
      #expect(try input.all() == Array("one\ntwo\none\n".utf8))
      #expect(input.problems.isEmpty)
    }
  }

  @Test("nothing, compressed, is an empty log", arguments: installed)
  func empty(compression: Compression) throws {
    try withWorkbench { bench in
      let input = try LogInput.open(compress([], with: compression, in: bench))
      #expect(try input.all().isEmpty)
      #expect(input.problems.isEmpty)
    }
  }

  @Test("one that was cut gives what there is, and says that it ends early", arguments: installed)
  func truncated(compression: Compression) throws {
    try withWorkbench { bench in
      let written = lines(3_000_000)
      let path = try compress(written, with: compression, in: bench)
      let onDisk = try Data(contentsOf: URL(fileURLWithPath: path))
      let input = try LogInput.open(bench.file("cut", onDisk[..<(onDisk.count / 2)]))
      let read = try input.all()
      #expect(read.count > 100_000 && read.count < written.count && written.starts(with: read))
      #expect(
        input.problems
          == ["the \(compression.rawValue) data ends early; what could be unpacked of it was read"])
    }
  }

  @Test("a damaged one gives what comes before, and the tool's words", arguments: installed)
  func damaged(compression: Compression) throws {
    try withWorkbench { bench in
      let written = lines(3_000_000)
      var onDisk = try Data(contentsOf: URL(fileURLWithPath: compress(written, with: compression, in: bench)))
      let middle = onDisk.count / 2
      onDisk.replaceSubrange(middle..<(middle + 5_000), with: lines(5_000))
      let input = try LogInput.open(bench.file("bad", onDisk))
      #expect(try input.all().count > 100_000)
      let problem = try #require(input.problems.first)
      #expect(problem.hasPrefix("the \(compression.rawValue) data is damaged"))
      #expect(input.problems.count == 1)
    }
  }

  @Test("magic bytes with rubbish behind them are damaged data, no crash", arguments: installed)
  func rubbish(compression: Compression) throws {
    try withWorkbench { bench in
      let magic: [UInt8] = compression == .gzip ? [0x1f, 0x8b, 8] : [0x28, 0xb5, 0x2f, 0xfd]
      let input = try LogInput.open(bench.file("a", magic + lines(100_000)))
      _ = try input.all()
      #expect(input.problems.count == 1)
    }
  }

  @Test("what follows gzip data and is none is left out, and said")
  func garbage() throws {
    try withWorkbench { bench in
      let path = try compress(Array("one\n".utf8), with: .gzip, in: bench)
      try bench.append(Array("rubbish".utf8), to: "packed.txt")
      let input = try LogInput.open(path)
      #expect(try input.all() == Array("one\n".utf8))
      #expect(input.problems.count == 1)
    }
  }

  @Test("a bomb comes through in pieces of the buffer's size")
  func bomb() throws {
    try withWorkbench { bench in
      try bench.shell("head -c 100000000 /dev/zero | gzip -1 -c > bomb")
      let input = try LogInput.open(bench.path("bomb"))
      #expect((input.size ?? .max) < 1_000_000)
      var buffer: [UInt8] = Array(repeating: 0, count: LogInput.bufferSize)
      var total = 0
      while case let count = try buffer.withUnsafeMutableBytes({ try input.read(into: $0) }), count > 0 {
        total += count
      }
      #expect(total == 100_000_000)
    }
  }

  @Test("a missing tool is an error that names it")
  func missingTool() throws {
    try withWorkbench { bench in
      let path = try bench.file("a", [0x28, 0xb5, 0x2f, 0xfd, 0])
      let nowhere = ToolSearch(folders: [bench.path("nowhere")])
      #expect(throws: LogInputError.toolMissing(path: path, compression: .zstd, searched: nowhere.folders)) {
        try LogInput.open(path, stop: StopSignal(), tools: nowhere)
      }
    }
  }

  @Test("a compressed file is not followed")
  func followed() throws {
    try withWorkbench { bench in
      let path = try compress([10], with: .gzip, in: bench)
      #expect(throws: LogInputError.cannotFollow(path: path, compression: .gzip)) {
        try LogInput.follow(path, stop: StopSignal())
      }
    }
  }
}

@Suite("The program that unpacks", .timeLimit(.minutes(10)))
struct UnpackingToolTests {
  private let head: [UInt8] = [0x1f, 0x8b, 8, 0]

  @Test("is gone when its reader stops early")
  func letGo() throws {
    try withWorkbench { bench in
      let tools = try bench.install("gzip", "echo $$ > '\(bench.path("pid"))'\nexec cat /dev/zero")
      var input: LogInput? = try LogInput.open(bench.file("a", head), stop: StopSignal(), tools: tools)
      #expect(try input?.next().isEmpty == false)
      let pid = pidWritten(to: bench.path("pid"))
      #expect(isAlive(pid))
      input = nil
      #expect(!isAlive(pid))
    }
  }

  @Test("is gone when told to stop, though it says nothing and takes no signal")
  func stopped() throws {
    try withWorkbench { bench in
      let pidPath = bench.path("pid")
      let tools = try bench.install(
        "gzip", "trap '' INT TERM HUP\necho $$ > '\(pidPath)'\nwhile :; do sleep 0.05; done")
      let stop = StopSignal()
      let input = try LogInput.open(bench.file("a", head), stop: stop, tools: tools)
      inBackground {
        _ = pidWritten(to: pidPath)
        stop.stop()
      }
      #expect(try input.all().isEmpty)
      #expect(!isAlive(pidWritten(to: pidPath)))
      #expect(input.problems.isEmpty)
    }
  }

  @Test("may complain as much as it likes")
  func chatty() throws {
    try withWorkbench { bench in
      let tools = try bench.install(
        "gzip",
        "head -c 1000000 /dev/zero >&2; echo log; head -c 1000000 /dev/zero >&2; echo >&2; echo last words >&2; exit 7"
      )
      let input = try LogInput.open(bench.file("a", head), stop: StopSignal(), tools: tools)
      #expect(try input.all() == Array("log\n".utf8))
      #expect(input.problems.count == 1 && input.problems[0].hasSuffix("last words"))
    }
  }

  @Test(
    "gets no descriptor but its three, so that it keeps nothing of ours open",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd"), "there is no /proc here"))
  func descriptors() throws {
    try withWorkbench { bench in
      let unmarked = fcntl(STDERR_FILENO, F_DUPFD, 200)
      defer { close(unmarked) }
      let tools = try bench.install("gzip", "test -e /proc/$$/fd/\(unmarked) && echo open; exit 0")
      let input = try LogInput.open(bench.file("a", head), stop: StopSignal(), tools: tools)
      #expect(try input.all().isEmpty)
    }
  }

  @Test("that is killed is no end of the log")
  func killed() throws {
    try withWorkbench { bench in
      let tools = try bench.install("gzip", "echo log; kill -9 $$")
      let input = try LogInput.open(bench.file("a", head), stop: StopSignal(), tools: tools)
      #expect(try input.all() == Array("log\n".utf8))
      #expect(input.problems == ["gzip was ended by signal 9 before it had unpacked everything"])
    }
  }
}
