import Foundation
import Testing

@testable import LogInput

@Suite("Pipes", .timeLimit(.minutes(10)))
struct StreamTests {
  /// Opens a FIFO to which a shell writes.
  private func reading(
    _ script: String, in bench: Workbench, stop: StopSignal = StopSignal(), tools: ToolSearch = .standard
  ) throws -> LogInput {
    let path = try bench.fifo("fifo")
    inBackground { try? bench.shell("{ \(script); } > fifo") }
    return try LogInput.open(path, stop: stop, tools: tools)
  }

  @Test("every byte comes, a byte at a time or many at once", arguments: [1, 4, 4_096])
  func bytes(piece: Int) throws {
    try withWorkbench { bench in
      let written = lines(piece == 1 ? 500 : 200_000)
      _ = try bench.file("a", written)
      let input = try reading("dd if=a bs=\(piece)", in: bench)
      #expect(try input.all() == written)
      #expect(input.size == nil && input.consumed == written.count && input.compression == nil)
    }
  }

  @Test(
    "what begins like something compressed and is not is handed on whole",
    arguments: [[0x1f], [0x28, 0xb5, 0x20]])
  func almost(written: [UInt8]) throws {
    try withWorkbench { bench in
      _ = try bench.file("a", written)
      #expect(try reading("cat a", in: bench).all() == written)
    }
  }

  @Test("a line is there before the next is written")
  func live() throws {
    try withWorkbench { bench in
      let input = try reading("echo first; while ! test -e go; do sleep 0.01; done; echo second", in: bench)
      #expect(try input.next() == Array("first\n".utf8))
      _ = try bench.file("go", [])
      #expect(try input.all() == Array("second\n".utf8))
    }
  }

  @Test("compressed data is unpacked", arguments: CompressedTests.installed)
  func compressed(compression: Compression) throws {
    try withWorkbench { bench in
      let written = lines(2_000_000)
      _ = try bench.file("a", written)
      let input = try reading("\(compression.tool) -c < a", in: bench)
      #expect(input.compression == compression && input.size == nil)
      #expect(try input.all() == written)
      #expect(input.problems.isEmpty)
    }
  }

  @Test("compressed data that is cut gives what there is", arguments: CompressedTests.installed)
  func truncated(compression: Compression) throws {
    try withWorkbench { bench in
      let written = lines(2_000_000)
      _ = try bench.file("a", written)
      let input = try reading("\(compression.tool) -c < a | head -c 300000", in: bench)
      let read = try input.all()
      #expect(!read.isEmpty && written.starts(with: read))
      #expect(input.problems.count == 1)
      #expect(input.consumed == 300_000)
    }
  }

  @Test("a tool that takes nothing and ends raises no signal and makes nobody wait")
  func deafTool() throws {
    try withWorkbench { bench in
      let tools = try bench.install("gzip", "echo log; exit 1")
      let path = try bench.fifo("fifo")
      inBackground { try? bench.shell("{ printf '\\037\\213\\010'; cat /dev/zero; } > fifo") }
      let input = try LogInput.open(path, stop: StopSignal(), tools: tools)
      #expect(try input.all() == Array("log\n".utf8))
      #expect(input.problems.count == 1)
    }
  }

  @Test("a reader that waits stops when told")
  func stopped() throws {
    try withWorkbench { bench in
      let stop = StopSignal()
      let input = try reading("echo first; exec sleep 60", in: bench, stop: stop)
      #expect(try input.next() == Array("first\n".utf8))
      inBackground { stop.stop() }
      #expect(try input.next().isEmpty)
    }
  }
}
