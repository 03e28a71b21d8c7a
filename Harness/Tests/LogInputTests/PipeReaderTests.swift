import Foundation
import Testing

@testable import LogInput

/// Writes everything, from a thread that may have to wait for its reader.
private func fill(_ end: PipeWritingEnd, _ bytes: [UInt8], piece: Int) {
  var sent = 0
  while sent < bytes.count {
    let size = min(piece, bytes.count - sent)
    let count = bytes[sent..<(sent + size)].withUnsafeBytes { write(end.number, $0.baseAddress, size) }
    if count > 0 { sent += count } else if errno != EINTR { break }
  }
  end.close()
}

extension PipeStream {
  fileprivate func all() async throws -> [UInt8] {
    var all: [UInt8] = []
    while let piece = try await next() { all += piece }
    return all
  }
}

@Suite("Reading many pipes", .timeLimit(.minutes(10)))
struct PipeReaderTests {
  @Test("what is written at the end arrives whole, in 200 of 200 short runs")
  func burstAtEnd() async throws {
    let reader = PipeReader()
    for run in 0..<200 {
      // As much as a pipe holds, more, and a single line, in one burst that its writer does not outlive.
      let written = lines([30, 5_000, 64 << 10, 300_000][run % 4])
      let (stream, writing) = try reader.pipe()
      inBackground { fill(writing, written, piece: run % 3 == 0 ? written.count : 997) }
      #expect(try await stream.all() == written, "run \(run)")
    }
  }

  @Test("what a program leaves behind at its death arrives whole")
  func program() async throws {
    let bench = try Workbench()
    defer { bench.remove() }
    let written = lines(150_000)
    _ = try bench.file("a", written)
    let reader = PipeReader()
    for _ in 0..<50 {
      let (stream, writing) = try reader.pipe()
      let child = try bench.start("cat a; kill -9 $$", output: writing)
      #expect(try await stream.all() == written)
      #expect(child.wait() == .signal(9))
    }
  }

  @Test("64 pipes at once, each in its order")
  func many() async throws {
    let reader = PipeReader()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        let written = lines(100_000 + number * 1_000)
        let (stream, writing) = try reader.pipe()
        inBackground { fill(writing, written, piece: 100 + number * 50) }
        group.addTask { try await stream.all() == written }
      }
      var right = 0
      for try await isRight in group where isRight { right += 1 }
      #expect(right == 64)
    }
  }

  @Test("a slow taker makes its own writer wait and no other")
  func backPressure() async throws {
    let reader = PipeReader()
    let (slow, slowWriting) = try reader.pipe()
    let (fast, fastWriting) = try reader.pipe()
    let written = lines(3_000_000)
    let progress = Boxes(count: 1)
    inBackground {
      fill(slowWriting, written, piece: 4_096)
      progress.set(0, [1])
    }
    inBackground { fill(fastWriting, written, piece: 4_096) }
    #expect(try await fast.all() == written)
    #expect(progress.all[0].isEmpty, "more was taken than a piece and a pipe hold")
    #expect(try await slow.all() == written)
  }

  @Test("no piece is larger than the limit")
  func pieces() async throws {
    let (stream, writing) = try PipeReader().pipe()
    inBackground { fill(writing, lines(1_000_000), piece: 100_000) }
    while let piece = try await stream.next() {
      #expect(!piece.isEmpty && piece.count <= PipeReader.pieceLimit)
    }
  }

  @Test("a closed stream ends, also for somebody who waits, and the others go on")
  func closing() async throws {
    let reader = PipeReader()
    let (waited, writing) = try reader.pipe()
    let (other, otherWriting) = try reader.pipe()
    let waiting = Task { try await waited.next() }
    try await Task.sleep(for: .milliseconds(20))
    waited.close()
    #expect(try await waiting.value == nil)
    #expect(try await waited.next() == nil)
    inBackground { fill(otherWriting, lines(1_000), piece: 10) }
    #expect(try await other.all().count == 1_000)
    writing.close()
  }

  @Test("a reader that stops ends every stream, and can begin again")
  func stopping() async throws {
    let reader = PipeReader()
    let (first, firstWriting) = try reader.pipe()
    let (second, secondWriting) = try reader.pipe()
    inBackground { fill(firstWriting, Array("one\n".utf8), piece: 4) }
    #expect(try await first.next() == Data("one\n".utf8))
    let waiting = Task { try await second.next() }
    reader.stop()
    #expect(try await waiting.value == nil)
    #expect(try await first.next() == nil)
    secondWriting.close()
    // A reader that has stopped can begin again.
    let (third, thirdWriting) = try reader.pipe()
    inBackground { fill(thirdWriting, Array("two\n".utf8), piece: 4) }
    #expect(try await third.all() == Array("two\n".utf8))
  }
}
