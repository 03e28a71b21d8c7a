import Foundation
import ProbeProtocol
import Syslog

/// The log as it arrives: what the run waits for is found here. Verdicts are not made of it; they are made of the
/// run folder.
actor LiveLog {
  /// Something that can be waited for.
  enum Sign: Hashable, Sendable {
    /// The end event of a step.
    case end(ScenarioID, Int, StepID)
    /// An actor's order waits for its moment.
    case waits(ScenarioID, Int, ActorName)
    /// Any event of an actor in a performance; of a step, where one is named.
    case acted(ScenarioID, Int, StepID?)
    /// The Conductor's event of that number.
    case conductor(Int)
    /// Any event of the Conductor.
    case alive
    /// A canary of that name.
    case canary(String)
    /// A line with that mark, from when it was looked for on.
    case logged(LogMark)
    /// The capturing tool says that it is connected.
    case connected
  }

  private struct Waiter {
    var sign: Sign
    var continuation: CheckedContinuation<Bool, Never>
  }

  /// A log from which nothing came for so long has fallen silent; phones log many lines a second.
  private static let pause = Duration.seconds(2)

  private let run: RunID
  private var reader = LogReader(keeping: .telling)
  private var assembler: EventAssembler
  private var marks = LogMarkSearch()
  private var seen: Set<Sign> = []
  private var ends: [Sign: Event] = [:]
  private var waiters: [Int: Waiter] = [:]
  private var lastWaiter = 0
  private var lastSign = ContinuousClock.now
  private var lastBytes = ContinuousClock.now
  private var isFlushed = true
  private var arrivals = LogArrivals()
  private var noticeCount = 0
  /// Whether the phone went away and has not come back.
  private(set) var isAway = false
  /// Whether heartbeats have to arrive.
  private(set) var isExpecting = false

  init(run: RunID, key: RunKey) {
    self.run = run
    assembler = EventAssembler(run: run, key: key)
  }

  /// Takes bytes that are already in the run folder.
  /// - Returns: what the capturing tool said of the stream.
  func take(_ bytes: Data) -> [StreamNotice] {
    lastBytes = .now
    isFlushed = false
    for mark in marks.found({ $0.append(bytes) }) { show(.logged(mark)) }
    let notices = take(reader.append(bytes))
    arrivals.take(bytes, records: reader.recordCount() - noticeCount)
    return notices
  }

  /// Gives the record that is still open when nothing has come for a moment.
  func flush(after quiet: Duration) -> [StreamNotice] {
    guard !isFlushed, ContinuousClock.now - lastBytes >= quiet else { return [] }
    isFlushed = true
    for mark in marks.found({ $0.flush() }) { show(.logged(mark)) }
    return take(reader.flush())
  }

  /// How long no event of the Conductor has come.
  var silence: Duration { ContinuousClock.now - lastSign }

  /// What is wrong with a log that still arrives, without the Conductor's events, as a clause; nil for one that does not.
  var deafness: String? { ContinuousClock.now - lastBytes < Self.pause ? arrivals.words : nil }

  /// Counts silence from now.
  func startCounting() { lastSign = .now }

  /// The Conductor has a session: from now on its heartbeats have to arrive.
  func expectSigns() {
    isExpecting = true
    startCounting()
  }

  func hasSeen(_ sign: Sign) -> Bool { seen.contains(sign) }

  /// The end event of a step, once it has arrived.
  func endEvent(_ scenario: ScenarioID, _ repetition: Int, _ step: StepID) -> Event? {
    ends[.end(scenario, repetition, step)]
  }

  /// Remembers that the phone went away.
  func markDisconnected() { isAway = true }

  /// Remembers that the phone is there.
  /// - Returns: whether it had gone away.
  func markConnected() -> Bool {
    defer { isAway = false }
    return isAway
  }

  /// Forgets signs, so that the next one of their kind can be waited for.
  func forget(_ isForgotten: @Sendable (Sign) -> Bool) {
    seen = seen.filter { !isForgotten($0) }
    ends = ends.filter { !isForgotten($0.key) }
  }

  /// Looks for a line from now on; it comes as the sign ``Sign/logged(_:)``.
  func search(for mark: LogMark) {
    seen.remove(.logged(mark))
    marks.begin(mark)
  }

  func endSearch(for mark: LogMark) { marks.end(mark) }

  /// Waits for a sign that has come or will.
  /// - Returns: whether it came in time; false too when the task is cancelled.
  func wait(for sign: Sign, within limit: Duration) async -> Bool {
    if seen.contains(sign) { return true }
    lastWaiter += 1
    let id = lastWaiter
    let timer = Task {
      try? await Task.sleep(for: limit)
      giveUp(id)
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiters[id] = Waiter(sign: sign, continuation: continuation)
        }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  private func giveUp(_ id: Int) {
    waiters.removeValue(forKey: id)?.continuation.resume(returning: false)
  }

  private func take(_ records: [LogRecord]) -> [StreamNotice] {
    var notices: [StreamNotice] = []
    for record in records {
      switch record.content {
      case .event(let line): if let event = assembler.take(line) { take(event) }
      case .canary(let text): if let name = canaryName(text) { show(.canary(name)) }
      case .notice(let notice):
        noticeCount += 1
        notices.append(notice)
        if case .connected = notice { show(.connected) }
        if case .disconnected = notice { seen.remove(.connected) }
      default: continue
      }
    }
    return notices
  }

  private func take(_ event: Event) {
    if event.actor != .conductor, let scenario = event.scenario, let repetition = event.repetition {
      show(.acted(scenario, repetition, nil))
      if let step = event.step { show(.acted(scenario, repetition, step)) }
    }
    if event.actor == .conductor {
      lastSign = .now
      arrivals.startCounting()
      show(.conductor(event.sequence))
      show(.alive)
    } else if event.kind == .end, let scenario = event.scenario, let repetition = event.repetition,
      let step = event.step
    {
      let sign = Sign.end(scenario, repetition, step)
      ends[sign] = event
      show(sign)
    } else if event.kind == .notice, event.data?["notice"]?.stringValue == SystemNotice.waits,
      let scenario = event.scenario, let repetition = event.repetition
    {
      show(.waits(scenario, repetition, event.actor))
    }
  }

  private func show(_ sign: Sign) {
    seen.insert(sign)
    for (id, waiter) in waiters where waiter.sign == sign {
      waiters[id] = nil
      waiter.continuation.resume(returning: true)
    }
  }

  /// The name in a canary of this run that arrived whole.
  private func canaryName(_ text: String) -> String? {
    let words = text.split(separator: " ", maxSplits: 3)
    guard words.count >= 3, words[0] == Canary.marker, words[1] == run.rawValue else { return nil }
    return String(words[2])
  }
}
