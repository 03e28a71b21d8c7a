import Foundation
import ProbeKit
import ProbeProtocol
import Testing

struct RaceTests {
  let bench: Bench
  private let rounds = 30

  init() throws { bench = try Bench() }

  @Test("Two actors that do not co-ordinate lose updates")
  func uncoordinated() async throws {
    let number = try await race(isCoordinated: false)
    #expect(number < 2 * rounds)
    #expect(number >= 1)
  }

  @Test("Two actors that co-ordinate lose none")
  func coordinated() async throws {
    #expect(try await race(isCoordinated: true) == 2 * rounds)
  }

  @Test("A file that holds no number ends the race with an error and is left alone")
  func noNumber() throws {
    let path = try bench.file("counter", "many")
    let end = try bench.perform("counter.race", arguments(path, isCoordinated: true, partners: 1))
    guard case .error(let failure) = end?.outcome else {
      Issue.record("the outcome was \(String(describing: end?.outcome))")
      return
    }
    #expect(failure.domain == "SandProbe.Race")
    #expect(end?.data == ["rounds": 0, "last": 0])
    #expect(try bench.content(of: path) == "many")
  }

  /// Two agents on threads of their own, each as if in a process of its own; gives the number at the end.
  private func race(isCoordinated: Bool) async throws -> Int {
    let path = bench.container + "/counter"
    let order = arguments(path, isCoordinated: isCoordinated, partners: 2)
    await withTaskGroup(of: Void.self) { group in
      for actor in ["left", "right"] as [ActorName] {
        let list = bench.list("counter.race", order, actor: actor)
        let agent = Agent(system: bench.system, probe: "Bench")
        group.addTask {
          await withCheckedContinuation { continuation in
            Thread.detachNewThread {
              agent.run(list)
              continuation.resume()
            }
          }
        }
      }
    }
    for actor in ["left", "right"] as [ActorName] {
      let end = try #require(try bench.journal(actor: actor).last)
      #expect(end.outcome == .ok)
      #expect(end.data?["rounds"] == .int(rounds))
    }
    return try #require(Int(try bench.content(of: path)))
  }

  private func arguments(_ path: String, isCoordinated: Bool, partners: Int) -> [String: JSONValue] {
    [
      "path": .text(path), "rounds": .int(rounds), "hold": 5, "coordinated": .bool(isCoordinated),
      "partners": .int(partners),
    ]
  }
}
