import Foundation
import Testing

@testable import LogInput

@Suite("Plain files", .timeLimit(.minutes(10)))
struct PlainFileTests {
  @Test("every byte comes as it is, whatever the buffer's size", arguments: [1, 7, 4_096, 256 << 10])
  func bytes(size: Int) throws {
    try withWorkbench { bench in
      let written = [0, 0xff, 0x1b, 0x0a, 0x0d, 0x0a, 0] + lines(5_000) + [0, 0]
      let input = try LogInput.open(bench.file("a.log", written))
      #expect(try input.all(size) == written)
      #expect(input.size == written.count && input.consumed == written.count)
      #expect(input.compression == nil && input.problems.isEmpty && input.isRegularFile)
      #expect(try input.next().isEmpty)
    }
  }

  @Test(
    "a short file is no compressed one",
    arguments: [[], [0x1f], [0x1f, 0x8b], [0x28, 0xb5], Array("BZh9".utf8)])
  func short(written: [UInt8]) throws {
    try withWorkbench { bench in
      let input = try LogInput.open(bench.file("a.gz", written))
      #expect(try input.all() == written)
      #expect(input.compression == nil && input.problems.isEmpty)
    }
  }

  @Test("what is added while it is read is read too")
  func growing() throws {
    try withWorkbench { bench in
      let input = try LogInput.open(bench.file("a.log", Array("one\n".utf8)))
      #expect(try input.next() == Array("one\n".utf8))
      try bench.append(Array("two\n".utf8), to: "a.log")
      #expect(try input.all() == Array("two\n".utf8))
      #expect(input.problems.isEmpty)
    }
  }

  @Test("a file that is cut while it is read is read as far as it goes, and says so")
  func cut() throws {
    try withWorkbench { bench in
      let written = lines(10_000)
      let path = try bench.file("a.log", written)
      let input = try LogInput.open(path)
      #expect(try input.next(1_000) == Array(written[..<1_000]))
      #expect(truncate(path, 2_500) == 0)
      #expect(try input.all() == Array(written[1_000..<2_500]))
      #expect(input.problems == ["the file was cut while it was read: of its 10000 bytes, 2500 were there"])
    }
  }

  @Test("parts that are read at the same time make up the whole")
  func regions() throws {
    try withWorkbench { bench in
      let written = lines(700_000)
      let input = try LogInput.open(bench.file("a.log", written))
      let parts = [0..<1, 1..<300_001, 300_001..<700_000]
      let regions = parts.compactMap { input.region($0) }
      let read = Boxes(count: parts.count)
      DispatchQueue.concurrentPerform(iterations: regions.count) { index in
        var region = regions[index]
        read.set(index, (try? region.all()) ?? [])
      }
      #expect(read.all.flatMap { $0 } == written)
    }
  }

  @Test("a part of a file that is cut ends where the file does")
  func cutRegion() throws {
    try withWorkbench { bench in
      let path = try bench.file("a.log", lines(1_000))
      let input = try LogInput.open(path)
      var region = try #require(input.region(500..<1_000))
      #expect(truncate(path, 600) == 0)
      #expect(try region.all().count == 100)
      #expect(region.isCut && region.position == 600)
    }
  }

  @Test("reading ends when told to stop")
  func stopped() throws {
    try withWorkbench { bench in
      let stop = StopSignal()
      let input = try LogInput.open(bench.file("a.log", lines(1_000)), stop: stop)
      #expect(try input.next(10).count == 10)
      stop.stop()
      #expect(try input.next(10).isEmpty)
      #expect(input.problems.isEmpty)
    }
  }
}

extension LogRegion {
  fileprivate mutating func all() throws -> [UInt8] {
    var all: [UInt8] = []
    var piece: [UInt8] = Array(repeating: 0, count: 4_096)
    while true {
      let count = try piece.withUnsafeMutableBytes { try read(into: $0) }
      if count == 0 { return all }
      all += piece[..<count]
    }
  }
}

/// Places that threads put bytes into.
final class Boxes: Sendable {
  private let lock = NSLock()
  private nonisolated(unsafe) var boxes: [[UInt8]]

  init(count: Int) { boxes = Array(repeating: [], count: count) }

  func set(_ index: Int, _ bytes: [UInt8]) { lock.withLock { boxes[index] = bytes } }
  var all: [[UInt8]] { lock.withLock { boxes } }
}
