import Foundation
package import VirtualPhone

extension Take {
  /// The take through the faults of a plan that need no phone: what is lost, repeated, mixed up and pretended on the
  /// way. The same plan and seed show the same.
  package func shown(through plan: FaultPlan, seed: UInt64) -> Showing {
    let placed = plan.placed(within: stream.count, seed: seed)
    let records = placed.part(.records)
    var log = records.isEmpty ? nil : LogDisturbance(records, seed: seed)
    let bytes = placed.part(.bytes)
    guard !bytes.isEmpty else {
      return shown(passing: { log?.take($0) ?? [$0] }, finally: { log?.finish() ?? [] })
    }
    var wire = Wire(ChannelDisturbance(bytes, seed: seed), host: hostName, seed: seed)
    var showing = Showing()
    showing.reserve(for: self)
    for (index, entry) in stream.enumerated() {
      switch entry {
      case .words: showing.log.append(printed[index])
      case .record(let record):
        let known = (sent: sent[index], printed: printed[index])
        for passed in log?.take(record) ?? [record] {
          // What a disturbance leaves alone need not be printed anew.
          showing.log.append(passed == record ? wire.take(known.sent, known.printed) : wire.take(passed))
        }
      }
      showing.sizes.append(showing.log.count)
    }
    for record in log?.finish() ?? [] { showing.log.append(wire.take(record)) }
    return showing
  }
}

extension FaultPlan {
  /// The plan with a place for every fault that has one and leaves it to the seed: a take is shorter than the runs that
  /// the usual places are made for.
  package func placed(within count: Int, seed: UInt64) -> FaultPlan {
    guard specs.contains(where: { $0.place == nil && $0.kind.description.place != nil }) else { return self }
    var random = Dice(seed: seed, "places")
    return FaultPlan(
      specs.map { spec in
        guard spec.place == nil, spec.kind.description.place != nil, spec.kind.means != .course else {
          return spec
        }
        let place = Int.random(in: 1...max(1, count), using: &random)
        return (try? FaultSpec("\(spec.text)@\(place)")) ?? spec
      })
  }
}

/// The relay's connection and the tool at its end.
///
/// A connection that closes is one of two things, by the seed: the phone is unplugged and comes back, which the tool
/// says and after which it sticks what it had to what comes; or the service alone is gone, which the tool does not
/// notice, so that the harness starts another one.
private struct Wire {
  private var channel: ChannelDisturbance
  private let print: RelayPrint
  private var tool = RelayTool()
  private var connection: Int
  private var random: Dice
  /// Records that are logged while nobody is connected.
  private var missed = 0
  private var isBeingStarted = false

  init(_ channel: ChannelDisturbance, host: String, seed: UInt64) {
    self.channel = channel
    print = RelayPrint(host: host)
    random = Dice(seed: seed, "wire")
    connection = self.channel.connect()
  }

  /// What the tool prints when the phone logs a record.
  mutating func take(_ record: PhoneLogRecord) -> Data {
    guard let sent = print.sent(record) else { return Data() }
    return take(sent, nil)
  }

  /// The same of what the relay sends of a record; nothing where it does not carry it.
  /// - Parameter whole: what the tool prints of it where it arrives whole and nothing waits before it.
  mutating func take(_ sent: Data, _ whole: Data?) -> Data {
    guard !sent.isEmpty else { return Data() }
    if missed > 0 {
      missed -= 1
      return Data()
    }
    var printed = Data()
    if isBeingStarted {
      isBeingStarted = false
      printed += Data(RelayPrint.connected.utf8)
    }
    for piece in channel.take(sent, on: connection) {
      switch piece {
      case .bytes(let bytes):
        if let whole, !tool.isHolding, bytes.count == sent.count {
          printed += whole
        } else {
          printed += tool.take(bytes)
        }
      case .cut: printed += cut()
      }
    }
    return printed
  }

  private mutating func cut() -> Data {
    connection = channel.connect()
    missed = Int.random(in: 0...12, using: &random)
    isBeingStarted = true
    if Bool.random(using: &random) { return Data(RelayPrint.disconnected.utf8) }
    tool = RelayTool()
    return Data()
  }
}
