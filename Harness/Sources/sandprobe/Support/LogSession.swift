import Analysis
import Foundation
import LogInput
import Syslog

/// Reads logs one after the other into a survey.
///
/// One thread reads. While a log is followed another one sees to it that the last record is shown when nothing follows it;
/// a lock keeps them apart.
final class LogSession: @unchecked Sendable {
  /// What became of a log.
  struct Outcome {
    var path: String
    /// Its first bytes, for saying what it is when it is no log.
    var first = Data()
    var problems: [String] = []
    var error: LogInputError?
  }

  private static let quiet = Duration.milliseconds(200)
  /// Bytes from which on a plain file is read by several workers, and how many there are at most.
  private static let large = 32 << 20
  private static let workers = 4

  private let lock = NSLock()
  private let stop: StopSignal
  private let lines: LogLines
  private var survey: LogSurvey
  private var progress: LogProgress
  private var done = 0
  private var arrived: ContinuousClock.Instant?

  /// - Parameter line: the line that is shown for a record and the name of its log; nil for none.
  init(
    filter: LogFilter, stop: StopSignal, lines: LogLines, progress: LogProgress,
    line: ((LogRecord, String) -> Data?)?
  ) {
    self.stop = stop
    self.lines = lines
    self.progress = progress
    let current = CurrentName()
    self.current = current
    survey = LogSurvey(
      filter: filter,
      onRecord: line.map { line in
        { record in if let shown = line(record, current.name) { lines.add(shown) } }
      })
  }

  private final class CurrentName { var name = "" }
  private let current: CurrentName

  /// Reads a log to its end, or until it is told to stop.
  func read(_ path: String, follows: Bool) -> Outcome {
    var outcome = Outcome(path: path)
    current.name = path
    guard !stop.isGiven else {
      outcome.problems = ["not read: interrupted"]
      skip(outcome)
      return outcome
    }
    let bytes: LogInput
    do {
      bytes = try follows ? LogInput.follow(path, stop: stop) : LogInput.open(path, stop: stop)
    } catch {
      outcome.error = error
      outcome.problems = [error.description]
      skip(outcome)
      return outcome
    }
    lock.withLock { survey.begin(LogSummary.Source(name: path, compression: bytes.compression?.rawValue)) }
    let timer = follows ? quietTimer() : nil
    var consumed: Int?
    do {
      if !follows, let size = bytes.size, bytes.isRegularFile, size >= Self.large {
        consumed = try takeLarge(bytes, size, &outcome)
      } else {
        try take(bytes, follows: follows, first: &outcome.first)
      }
    } catch {
      outcome.error = error
      outcome.problems.append(error.description)
    }
    timer?.cancel()
    outcome.problems += bytes.problems
    if stop.isGiven, !lines.isClosed {
      outcome.problems.append(
        "interrupted after \(consumed ?? bytes.consumed) bytes; what follows was not read")
    }
    lock.withLock {
      arrived = nil
      done += consumed ?? bytes.consumed
      survey.end(problems: outcome.problems)
      lines.flush()
      progress.clear()
    }
    return outcome
  }

  /// A log that was not read has its place in the summary all the same.
  private func skip(_ outcome: Outcome) {
    lock.withLock {
      survey.begin(LogSummary.Source(name: outcome.path))
      survey.end(problems: outcome.problems)
    }
  }

  /// Reads a large file with several workers, and then what was added to it meanwhile.
  /// - Returns: how many bytes were read.
  private func takeLarge(
    _ bytes: LogInput, _ size: Int, _ outcome: inout Outcome
  ) throws(LogInputError) -> Int {
    guard let all = bytes.region(0..<Int.max) else { return 0 }
    let workers = min(max(ProcessInfo.processInfo.activeProcessorCount, 1), Self.workers)
    let read: LogSurvey.PlacedRead = { place, buffer in
      var part = all.part(from: place)
      return try part.read(into: buffer)
    }
    var reached = 0
    do {
      outcome.first = try Self.bytes(FoundInstead.length, read)
      try lock.withLock {
        try survey.read(size, workers: workers, read) { place in
          reached = max(reached, place)
          progress.show(done + place, of: bytes.path, now: ContinuousClock.now)
          return !stop.isGiven
        }
        if !stop.isGiven { reached = size }
        while !stop.isGiven {
          let piece = try Self.bytes(LogInput.bufferSize, from: reached, read)
          guard !piece.isEmpty else { break }
          survey.append(piece)
          reached += piece.count
        }
      }
      if try Self.bytes(1, from: size - 1, read).isEmpty {
        outcome.problems.append("the file became shorter while it was read")
      }
      return reached
    } catch let error as LogInputError {
      throw error
    } catch {
      throw LogInputError.unreadable(path: bytes.path, why: "\(error)")
    }
  }

  private static func bytes(_ count: Int, from place: Int = 0, _ read: LogSurvey.PlacedRead) throws -> Data {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { buffer.deallocate() }
    return Data(buffer[..<(try read(place, buffer))])
  }

  private func take(_ bytes: LogInput, follows: Bool, first: inout Data) throws(LogInputError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: LogInput.bufferSize, alignment: 64)
    defer { buffer.deallocate() }
    var restarts = 0
    while true {
      let count = try bytes.read(into: buffer)
      guard count > 0 else { return }
      let piece = Data(UnsafeRawBufferPointer(buffer)[..<count])
      if first.count < FoundInstead.length { first += piece.prefix(FoundInstead.length - first.count) }
      let now = ContinuousClock.now
      lock.withLock {
        if bytes.restarts > restarts { beginAnew(bytes.path) }
        survey.append(piece)
        arrived = now
        if follows { lines.flush() }
        progress.show(done + bytes.consumed, of: bytes.path, now: now)
      }
      restarts = bytes.restarts
      if lines.isClosed { stop.stop() }
    }
  }

  /// What a followed file holds after it was cut or replaced is another source: its lines count from 1 again.
  private func beginAnew(_ path: String) {
    survey.end(problems: ["the file was cut or replaced here; what came then is counted as another log"])
    survey.begin(LogSummary.Source(name: path))
  }

  private func quietTimer() -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 0.1, repeating: 0.1)
    timer.setEventHandler { [weak self] in self?.flushIfQuiet() }
    timer.resume()
    return timer
  }

  private func flushIfQuiet() {
    lock.withLock {
      guard let last = arrived, ContinuousClock.now - last >= Self.quiet else { return }
      arrived = nil
      survey.flush()
      lines.flush()
      if lines.isClosed { stop.stop() }
    }
  }

  /// What was found so far.
  func summary() -> LogSummary { lock.withLock { survey.summary(tool: Version.text) } }
}
