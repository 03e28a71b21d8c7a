import Foundation
import ProbeProtocol

/// Actors that count in one file at the same time.
enum RaceActions {
  static let all = [race]

  static let race = Action("counter.race") { context in
    let arguments = context.arguments
    let race = try Race(
      system: context.system, path: arguments.path(), actor: context.actor,
      rounds: arguments.number("rounds", in: 0...100_000), hold: arguments.number("hold", in: 0...60_000),
      isCoordinated: arguments.flag("coordinated"), partners: arguments.number("partners", in: 1...64))
    return race.run()
  }
}

/// One actor's part in a race.
private struct Race {
  let system: any ProbeSystem
  let path: String
  let actor: ActorName
  let rounds: Int
  let hold: Int
  let isCoordinated: Bool
  let partners: Int

  /// Milliseconds between two looks for partners, and how many looks there are: ten seconds in all.
  private static let pause = 2
  private static let looks = 5_000
  /// Numbers beyond this are not counted on: JSON readers elsewhere lose digits there.
  private static let maximumNumber = 1 << 53

  /// What was done so far is told however the race ends.
  func run() -> ActionResult {
    var done = 0
    var last = 0
    func result(_ outcome: Outcome) -> ActionResult {
      ActionResult(outcome, ["rounds": .int(done), "last": .int(last)])
    }
    do throws(SystemError) {
      guard try haveAllArrived() else { return result(.errno("ETIMEDOUT")) }
      for _ in 0..<rounds {
        last = try isCoordinated ? coordinatedRound() : round()
        done += 1
      }
    } catch {
      return result(error.outcome)
    }
    return result(.ok)
  }

  /// Leaves a mark beside the file and waits for the marks of the others. The marks stay: a partner that looks late
  /// must find them, so a scenario races in a file of its own.
  private func haveAllArrived() throws(SystemError) -> Bool {
    try system.writeWhole(Data(), to: "\(path).arrived.\(actor)", .write(create: true))
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    let prefix = path[slash...].dropFirst() + ".arrived."
    for _ in 0..<Self.looks {
      let arrived = try system.listDirectory(folder).filter { $0.hasPrefix(prefix) }
      if arrived.count >= partners { return true }
      system.sleep(milliseconds: Self.pause)
    }
    return false
  }

  private func coordinatedRound() throws(SystemError) -> Int {
    var number = 0
    var trouble: SystemError?
    try system.coordinateWriting(path) {
      do throws(SystemError) {
        number = try round()
      } catch {
        trouble = error
      }
    }
    if let trouble { throw trouble }
    return number
  }

  /// Reads, holds, writes.
  private func round() throws(SystemError) -> Int {
    let number = try readNumber() + 1
    system.sleep(milliseconds: hold)
    // A new file takes the old one's place in one step. Cutting and writing in place would let two writers mix their
    // digits, and the sum could come out too high; this way a race can only lose.
    let next = "\(path).next.\(actor)"
    try system.writeWhole(Data(String(number).utf8), to: next, .write(create: true))
    try system.rename(next, to: path)
    return number
  }

  private func readNumber() throws(SystemError) -> Int {
    let content: Data
    do throws(SystemError) {
      content = try system.readWhole(path, limit: EventData.maximumText)
    } catch {
      guard error == .errno(.enoent) else { throw error }
      return 0
    }
    if content.isEmpty { return 0 }
    guard let number = FileContent.number(in: String(data: content, encoding: .utf8)),
      (0..<Self.maximumNumber).contains(number)
    else {
      throw .failure(
        .init(domain: "SandProbe.Race", code: 1, message: "the file holds no number to count on from"))
    }
    return number
  }
}
