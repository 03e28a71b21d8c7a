import Foundation
import Testing

@testable import VirtualPhone

@Suite("What faults make of a relay's connections")
struct ChannelDisturbanceTests {
  private static let lines = (1...60).map { Data("record number \($0)\n\0".utf8) }

  private func pieces(_ plan: String, seed: UInt64 = 1, isFramed: Bool = false) throws -> [[ChannelPiece]] {
    var channel = ChannelDisturbance(try FaultPlan(parsing: plan), seed: seed)
    let connection = channel.connect()
    return Self.lines.map { channel.take($0, on: connection, isFramed: isFramed) }
  }

  private func isPart(_ pieces: [ChannelPiece], of line: Data) -> Bool {
    guard case .bytes(let bytes) = pieces.first else { return false }
    return !bytes.isEmpty && bytes.count < line.count - 1 && line.starts(with: bytes)
  }

  @Test("without such faults every record goes out as it is")
  func nothing() throws {
    #expect(try pieces("drop=1,twin") == Self.lines.map { [.bytes($0)] })
  }

  @Test("a connection closes within the record, once; the next one carries on")
  func disconnect() throws {
    var channel = ChannelDisturbance(try FaultPlan(parsing: "disconnect@10"), seed: 1)
    let first = channel.connect()
    for line in Self.lines.prefix(9) { #expect(channel.take(line, on: first) == [.bytes(line)]) }
    let cut = channel.take(Self.lines[9], on: first)
    #expect(cut.last == .cut && isPart(cut, of: Self.lines[9]))
    let second = channel.connect()
    for line in Self.lines.dropFirst(10) { #expect(channel.take(line, on: second) == [.bytes(line)]) }
  }

  @Test("a relay falls silent and does not close; another connection is not")
  func silent() throws {
    var channel = ChannelDisturbance(try FaultPlan(parsing: "silent@4"), seed: 1)
    let first = channel.connect()
    let heard = Self.lines.prefix(20).map { channel.take($0, on: first) }
    #expect(heard == Self.lines.prefix(20).enumerated().map { $0 < 3 ? [.bytes($1)] : [] })
    let second = channel.connect()
    #expect(channel.take(Self.lines[0], on: second) == [.bytes(Self.lines[0])])
  }

  @Test("a relay that sends nothing takes every connection")
  func sendsNothing() throws {
    #expect(try pieces("sends-nothing").allSatisfy { $0 == [] })
  }

  @Test("a record loses its end and the next one sticks to it; among frames it is lost whole")
  func stuck() throws {
    let stuck = try pieces("stuck=0.5", seed: 3)
    let parts = zip(stuck, Self.lines).filter { $0 != [.bytes($1)] }
    #expect(parts.count > 10 && parts.count < 50)
    #expect(parts.allSatisfy { isPart($0, of: $1) && $0.count == 1 })
    #expect(try pieces("stuck=0.5", seed: 3) == stuck)
    #expect(try pieces("stuck=1", isFramed: true).allSatisfy { $0 == [] })
  }

  @Test("where no place is given the seed chooses it")
  func places() throws {
    let places = (1...20).map { seed in
      var channel = ChannelDisturbance(FaultPlan(.disconnect), seed: UInt64(seed))
      let connection = channel.connect()
      return (1...500).first { _ in channel.take(Self.lines[0], on: connection).last == .cut }
    }
    let usual = try #require(FaultKind.disconnect.description.place?.usual)
    #expect(places.allSatisfy { $0.map(usual.contains) ?? false })
    #expect(Set(places).count > 10)
  }
}
