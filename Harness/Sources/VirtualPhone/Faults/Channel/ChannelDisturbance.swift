package import Foundation

/// What a client of a relay gets.
package enum ChannelPiece: Hashable, Sendable {
  case bytes(Data)
  /// The connection closes here, perhaps within a record.
  case cut
}

/// What the faults of a relay's connections make of the bytes that it sends: a pure function of plan, seed and bytes.
///
/// One value serves a phone for as long as it lives: places are counted over all connections, and what happens at one
/// happens once. Faults of other means are passed over.
package struct ChannelDisturbance: Sendable {
  private let sendsNothing: Bool
  /// Chances that a record loses its end.
  private let sticking: [Double]
  /// Numbers of records at which the connection closes or falls silent, ascending.
  private var cuts: [Int]
  private var silences: [Int]
  private var random: SeededRandom
  private var count = 0
  private var connections = 0
  private var silent: Set<Int> = []

  package init(_ plan: FaultPlan, seed: UInt64) {
    var random = SeededRandom(seed: seed, stream: "fault channel")
    sendsNothing = plan.contains(.sendsNothing)
    sticking = plan.specs(of: .stuck).map(\.chance)
    cuts = plan.specs(of: .disconnect).map { $0.place(&random) }.sorted()
    silences = plan.specs(of: .silent).map { $0.place(&random) }.sorted()
    self.random = random
  }

  /// A client connects.
  /// - Returns: the connection's number, from 0.
  package mutating func connect() -> Int {
    defer { connections += 1 }
    if sendsNothing { silent.insert(connections) }
    return connections
  }

  /// What the client of a connection gets of a record.
  /// - Parameters:
  ///   - record: its bytes as the relay sends it, with what ends it.
  ///   - isFramed: whether the relay sends frames with lengths; there a record that loses its end is lost whole.
  package mutating func take(_ record: Data, on connection: Int, isFramed: Bool = false) -> [ChannelPiece] {
    if !silent.contains(connection) { count += 1 }
    if let place = silences.first, count >= place {
      silences.removeFirst()
      silent.insert(connection)
    }
    guard !silent.contains(connection) else { return [] }
    if let place = cuts.first, count >= place {
      cuts.removeFirst()
      return [.bytes(part(of: record)), .cut]
    }
    guard sticking.contains(where: { random.happens($0) }) else { return [.bytes(record)] }
    return isFramed ? [] : [.bytes(part(of: record))]
  }

  /// The beginning of a record, without its end.
  private mutating func part(of record: Data) -> Data {
    guard record.count > 2 else { return Data() }
    return Data(record.prefix(Int.random(in: 1..<record.count - 1, using: &random)))
  }
}
