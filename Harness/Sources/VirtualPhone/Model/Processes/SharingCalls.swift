import Foundation
import ProbeKit
import ProbeProtocol

/// Several processes at one file: co-ordination, and what mutants put in the way of those that do without.
extension ModelledProcess {
  func coordinateWriting(_ path: String, _ body: () -> Void) throws(SystemError) {
    let canonical = try call { (phone, gate) throws(SystemError) in
      try phone.files.place(path, followingLast: true, as: gate.who).canonical
    }
    guard core.rules.holds(.coordinationSerialises) else {
      body()
      return
    }
    let file = "coordinated \(canonical)"
    guard core.coordinator.take(file, by: identity.pid, patience: nil, while: { life.isAlive }) else {
      throw .errno("EINTR")
    }
    defer { core.coordinator.giveBack(file, by: identity.pid) }
    body()
  }

  /// Seconds for which a reader that does not write keeps others waiting under the mutant.
  private static let turn = 2.0

  /// Only where the rule that unco-ordinated writers race is turned over: who reads a group's file has it to itself
  /// until it has written the file, or begins a journal line.
  func keepApart(_ path: String, _ mode: OpenMode) {
    guard !core.rules.holds(.uncoordinatedWritersRace) else { return }
    guard mode != .append else { return core.coordinator.giveBackAll(by: identity.pid) }
    guard mode == .read,
      let canonical = try? call({ (phone, gate) throws(SystemError) in
        try phone.files.place(path, followingLast: true, as: gate.who).canonical
      }),
      identity.app.groupContainers.values.contains(where: { Sandbox.contains($0, canonical) })
    else { return }
    _ = core.coordinator.take(
      "unco-ordinated \(canonical)", by: identity.pid, patience: Self.turn, while: { life.isAlive })
  }

  /// The file was written: another may read it.
  func releaseTurn(_ canonical: String) {
    guard !core.rules.holds(.uncoordinatedWritersRace) else { return }
    core.coordinator.giveBack("unco-ordinated \(canonical)", by: identity.pid)
  }

  /// Only where the rule that shared data is unexamined is turned over: a JSON object of another app comes empty unless
  /// it is a record as `record.read` takes it, `{name: text, amount: whole number from 0}`.
  func screened(_ bytes: Data, of node: FileNode) -> Data {
    guard !core.rules.holds(.dataSharedUnvalidated), let creator = node.creator,
      creator != identity.app.manifest.bundle, bytes.first == UInt8(ascii: "{")
    else { return bytes }
    let record = try? JSONDecoder().decode(JSONValue.self, from: bytes)
    let isFit = record?["name"]?.stringValue != nil && (record?["amount"]?.intValue ?? -1) >= 0
    return isFit ? bytes : Data("{}".utf8)
  }
}
