import Device
import Foundation
import ProbeProtocol
import RunFolder
import Syslog
import Verdict

/// Keeps the capturing tool running: every byte goes to the run folder first and then to the live log; a stream that
/// carries no heartbeat any more is started anew.
struct CaptureSupervisor: Sendable {
  var phone: any PhoneConnection
  var source: LogSource
  var recorder: RunRecorder
  var live: LiveLog
  var limits: RunLimits
  /// Without a sign for so long, the stream counts as dead.
  var silence: Duration

  private enum Ending {
    case ended
    case stalled(Duration)
    /// The phone has been away for a while; a tool that waits for it may wait at a socket that is gone for good
    /// (libusbmuxd on Linux with a UNIX socket), so that a new one is started.
    case away
    case failed(String)
    case cancelled
  }

  /// Runs until the task is cancelled.
  /// - Throws: `RunFolderError`, `ToolError` where the tool cannot be started at all, `CancellationError`.
  func run() async throws {
    var patience = silence
    while true {
      await live.startCounting()
      let ending = try await oneLife(patience: patience)
      try Task.checkCancellation()
      switch ending {
      case .stalled where await phone.isGone:
        try await tell([.disconnected(udid: nil)])
        await live.forget { $0 == .connected }
        patience = silence
      case .stalled:
        // A phone that is slow to wake its log is not helped by ever new connections.
        patience = min(patience * 2, silence * 8)
        let words = await live.deafness ?? "the log fell silent"
        recorder.observe(.captureTrouble("\(words); the capturing tool is started anew"))
      case .failed(let why): recorder.observe(.captureTrouble(why))
      case .ended: recorder.observe(.captureTrouble("the capturing tool ended and is started anew"))
      case .away, .cancelled: patience = silence
      }
      try await Task.sleep(for: limits.restart)
    }
  }

  private func oneLife(patience: Duration) async throws -> Ending {
    let ending = try await withThrowingTaskGroup(of: Ending.self) { group in
      group.addTask { try await capture() }
      group.addTask { try await watch(patience: patience) }
      let first = try await group.next() ?? .cancelled
      if case .stalled(let time) = first {
        try await recorder.note(
          .captureStalled, message: "no sign of the Conductor for \(Int(time.seconds.rounded())) s")
      }
      group.cancelAll()
      try await group.waitForAll()
      return first
    }
    // A tool that is ended because the run is over cut nothing; `run-ended` says when that was.
    if let why = words(ending) { try await recorder.note(.captureStopped, message: why) }
    return ending
  }

  private func capture() async throws -> Ending {
    do {
      try await phone.captureLog(from: source) { try await take($0) }
      return .ended
    } catch let error as RunFolderError {
      throw error
    } catch let error as ToolError {
      throw error
    } catch is CancellationError {
      return .cancelled
    } catch {
      return .failed("\(error)")
    }
  }

  private func watch(patience: Duration) async throws -> Ending {
    while !Task.isCancelled {
      try? await Task.sleep(for: limits.tick)
      try await tell(await live.flush(after: limits.tick * 2))
      guard await live.isExpecting else { continue }
      let silence = await live.silence
      if silence > patience {
        return await live.hasSeen(.connected) ? .stalled(silence) : .away
      }
    }
    return .cancelled
  }

  private func take(_ event: LogCaptureEvent) async throws {
    switch event {
    case .started(let command): try await recorder.note(.captureStarted, message: command)
    case .output(let bytes):
      try await recorder.writer.appendLog(bytes)
      try await tell(await live.take(bytes))
    case .complaint(let text):
      let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
      guard !words.isEmpty, !Task.isCancelled else { return }
      try await recorder.note(.captureComplained, message: String(words.prefix(2_000)))
      recorder.observe(.captureTrouble(String(words.prefix(200))))
    case .ended: break
    }
  }

  /// Notes that the phone went or came. While the tool is being ended it says so of itself (1.3.0+git and 1.4.0).
  private func tell(_ notices: [StreamNotice]) async throws {
    guard !Task.isCancelled else { return }
    for notice in notices {
      switch notice {
      case .disconnected:
        // A tool that is ended for a phone that is gone tells of it once more.
        guard await !live.isAway else { continue }
        try await recorder.note(.disconnected)
        recorder.observe(.phoneGone)
        await live.markDisconnected()
      case .connected:
        guard await live.markConnected() else { continue }
        try await recorder.note(.reconnected)
        recorder.observe(.phoneBack)
      default: continue
      }
    }
  }

  private func words(_ ending: Ending) -> String? {
    switch ending {
    case .ended: "it ended by itself"
    case .stalled: "it was ended, since the stream was silent"
    case .away: "it was ended, since the phone is away"
    case .failed(let why): why
    case .cancelled: nil
    }
  }
}
