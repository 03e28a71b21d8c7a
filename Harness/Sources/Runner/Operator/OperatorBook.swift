import ProbeProtocol
import Verdict

/// Asks a person for one thing after another, and waits for what shows that it was done.
actor OperatorBook {
  private let desk: any OperatorDesk
  private var count = 0
  private var isAsking = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(desk: any OperatorDesk) { self.desk = desk }

  /// Asks, reminds, and waits for the evidence, a word of the person, or the end of the time.
  /// - Parameters:
  ///   - begin: looks at how things stand, right before the person is asked.
  ///   - evidence: is given that, and returns when the phone shows that it was done, and what showed it.
  /// - Returns: how it ended, and what showed that it was done.
  /// - Throws: ``OperatorLeft``, `RunFolderError`, `CancellationError`.
  func ask<Standing: Sendable>(
    _ instruction: String, in place: Place, of context: RunContext,
    begin: @Sendable () async -> Standing,
    evidence: @escaping @Sendable (Standing) async throws -> String
  ) async throws -> (end: OperatorEnd, shown: String) {
    await takeTurn()
    defer { giveTurn() }
    count += 1
    let number = count
    let data: JSONValue = ["number": .int(number)]
    let standing = await begin()
    try await context.recorder.note(.operatorAsked, in: place, data: data, message: instruction)
    context.recorder.observe(.operatorAsked(number: number, instruction: instruction, isReminder: false))
    let (end, shown) = try await Self.race(desk, context, number, instruction) {
      try await evidence(standing)
    }
    try await context.recorder.note(.operatorEnded, in: place, data: data, message: end.rawValue)
    context.recorder.observe(.operatorEnded(number: number, end))
    if end == .left { throw OperatorLeft() }
    return (end, shown)
  }

  private static func race(
    _ desk: any OperatorDesk, _ context: RunContext, _ number: Int, _ instruction: String,
    _ evidence: @escaping @Sendable () async throws -> String
  ) async throws -> (OperatorEnd, String) {
    let limits = context.limits
    return try await withThrowingTaskGroup(of: (OperatorEnd, String)?.self) { group in
      group.addTask { (.done, try await evidence()) }
      group.addTask {
        switch await desk.nextWord() {
        case .skip: (.skipped, "")
        case .leave: (.left, "")
        case nil: nil
        }
      }
      group.addTask {
        try await Task.sleep(for: limits.patience)
        return (.timedOut, "")
      }
      group.addTask {
        while true {
          try await Task.sleep(for: limits.reminder)
          context.recorder.observe(
            .operatorAsked(number: number, instruction: instruction, isReminder: true))
        }
      }
      defer { group.cancelAll() }
      while let end = try await group.next() { if let end { return end } }
      return (.timedOut, "")
    }
  }

  /// One thing at a time is asked of a person.
  private func takeTurn() async {
    guard isAsking else {
      isAsking = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func giveTurn() {
    guard !waiting.isEmpty else {
      isAsking = false
      return
    }
    waiting.removeFirst().resume()
  }
}
