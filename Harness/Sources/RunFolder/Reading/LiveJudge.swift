public import Foundation
public import ProbeProtocol
import Scenario
import Syslog
public import Verdict

/// Judges a run while it goes on, for a display. It reads each byte of the log once and keeps only the records that can
/// decide something, so that a long run stays cheap to watch. The findings of a run are made by ``RunFolderReader``.
public struct LiveJudge: Sendable {
  private let layout: FolderLayout
  private let parsers: EvidenceParsers
  /// Texts of the run can stand in any record.
  private var reader = LogReader(keeping: .all)
  private var position: UInt64 = 0
  private var records: [LogRecord] = []
  private var leftOut = 0

  /// - Parameter folder: the run folder that is being filled.
  public init(folder: URL, parsers: EvidenceParsers) {
    layout = FolderLayout(folder: folder)
    var quiet = parsers
    quiet.log = { _ in LogExcerpt(records: []) }
    self.parsers = quiet
  }

  /// What one repetition of a scenario says of its claims so far; empty where the folder cannot be read just now.
  public mutating func trials(of scenario: ScenarioID, repetition: Int) -> [ClaimID: Trial] {
    readOn()
    let folder = RunFolderReader(parsers: parsers, limits: FolderLimits(log: 0))
    guard var evidence = try? folder.read(layout.folder) else { return [:] }
    evidence.records = records
    evidence.recordsLeftOut = leftOut
    return Judge.trials(of: scenario, repetition: repetition, in: evidence)
  }

  private mutating func readOn() {
    guard let file = try? FileHandle(forReadingFrom: layout.url(FolderLayout.log)) else { return }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: position)) != nil else { return }
    while let bytes = try? file.read(upToCount: 1 << 20), !bytes.isEmpty {
      position += UInt64(bytes.count)
      keep(reader.append(bytes))
    }
    keep(reader.flush())
  }

  private mutating func keep(_ read: [LogRecord]) {
    let kept = read.filter { $0.content != .plain || CanaryMark.occurs(in: $0.message) }
    records += kept
    leftOut += read.count - kept.count
  }
}
