import Testing

@testable import Runner

@Suite("Work that goes on once at a time") struct SharedWorkTests {
  private struct Refused: Error {}

  /// How many are at it, and how many were at most.
  private actor Presence {
    private var now = 0
    private(set) var most = 0

    func enter() {
      now += 1
      most = max(most, now)
    }

    func leave() { now -= 1 }
  }

  @Test("of many who ask, none begins while another is at it")
  func shared() async throws {
    let work = SharedWork<Bool>()
    let presence = Presence()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await work.value {
            await presence.enter()
            try await Task.sleep(for: .milliseconds(5))
            await presence.leave()
            return true
          }
        }
      }
      for try await outcome in group { #expect(outcome) }
    }
    #expect(await presence.most == 1)
  }

  @Test("work that failed is done again")
  func failed() async throws {
    let work = SharedWork<Int>()
    await #expect(throws: Refused.self) { try await work.value { throw Refused() } }
    #expect(try await work.value { 7 } == 7)
  }
}
