import Foundation
import Testing

@testable import LogInput

@Suite("Following a file", .timeLimit(.minutes(10)))
struct FollowTests {
  private let one = Array("one\n".utf8)
  private let two = Array("two\n".utf8)

  /// Follows a file that holds the first line, which is read.
  private func following(in bench: Workbench, _ body: (LogInput, StopSignal) throws -> Void) throws {
    let stop = StopSignal()
    let input = try LogInput.follow(bench.file("a.log", one), stop: stop)
    #expect(try input.next() == one)
    try body(input, stop)
    inBackground { stop.stop() }
    #expect(try input.all().isEmpty)
  }

  @Test("what is added comes, also while the reader waits")
  func growth() throws {
    try withWorkbench { bench in
      try following(in: bench) { input, _ in
        try bench.append(two, to: "a.log")
        #expect(try input.next() == two)
        inBackground {
          usleep(50_000)
          try? bench.append(Array("three\n".utf8), to: "a.log")
        }
        #expect(try input.next() == Array("three\n".utf8))
        #expect(input.restarts == 0 && input.problems.isEmpty && input.consumed == 14)
      }
    }
  }

  @Test("a file that is cut is read from its beginning again")
  func truncation() throws {
    try withWorkbench { bench in
      try following(in: bench) { input, _ in
        #expect(truncate(bench.path("a.log"), 0) == 0)
        inBackground {
          // Not before the reader has seen the cut: what is as long again looks like no change.
          usleep(500_000)
          try? bench.append(Array("x\n".utf8), to: "a.log")
        }
        let read = try input.next()
        #expect(read == Array("x\n".utf8))
        #expect(input.restarts == 1 && input.problems.count == 1)
      }
    }
  }

  @Test("a file that another takes the place of is read to its end, and then the other")
  func rotation() throws {
    try withWorkbench { bench in
      try following(in: bench) { input, _ in
        try bench.shell("mv a.log a.log.1; printf last >> a.log.1; echo two > a.log")
        #expect(try input.next() == Array("last".utf8))
        #expect(input.restarts == 0)
        #expect(try input.next() == two)
        #expect(input.restarts == 1 && input.problems.isEmpty)
        try bench.append(one, to: "a.log")
        #expect(try input.next() == one)
      }
    }
  }

  @Test("a file that is gone is waited for")
  func deletion() throws {
    try withWorkbench { bench in
      try following(in: bench) { input, _ in
        try bench.shell("rm a.log")
        inBackground { try? bench.shell("sleep 0.3; echo two > b; mv b a.log") }
        #expect(try input.next() == two)
        #expect(input.restarts == 1)
      }
    }
  }

  @Test("a folder in its place is said, and a file that comes after it is read")
  func folder() throws {
    try withWorkbench { bench in
      try following(in: bench) { input, _ in
        try bench.shell("rm a.log; mkdir a.log")
        inBackground { try? bench.shell("sleep 1; rmdir a.log; echo two > a.log") }
        #expect(try input.next() == two)
        #expect(input.problems == ["something that is no file took the file's place, and was not read"])
      }
    }
  }

  @Test("a file that is missing at first is an error, since a path may be mistyped")
  func missing() throws {
    try withWorkbench { bench in
      let path = bench.path("none")
      #expect(throws: LogInputError.notFound(path: path)) { try LogInput.follow(path, stop: StopSignal()) }
    }
  }

  @Test("a pipe is read to its end")
  func pipe() throws {
    try withWorkbench { bench in
      let path = try bench.fifo("fifo")
      inBackground { try? bench.shell("echo two > fifo") }
      #expect(try LogInput.follow(path, stop: StopSignal()).all() == two)
    }
  }
}
