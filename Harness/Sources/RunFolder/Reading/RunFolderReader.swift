public import Foundation
import ProbeProtocol
import Scenario
import Syslog
public import Verdict

/// Reads what a run left behind, however far it came.
///
/// Only `run.json` must be there and sound. All else may be cut, missing or altered; each such fault is a sentence
/// among the evidence's problems, and the rest is read all the same.
public struct RunFolderReader: Sendable {
  var parsers: EvidenceParsers
  var limits: FolderLimits

  public init(parsers: EvidenceParsers, limits: FolderLimits = FolderLimits()) {
    self.parsers = parsers
    self.limits = limits
  }

  /// - Throws: `RunFolderError`.
  public func read(_ folder: URL) throws -> Evidence {
    let layout = FolderLayout(folder: folder)
    let manifest = try ManifestReading.read(layout)
    var files = FolderFiles(layout: layout, limits: limits)
    if manifest.state == .running { files.problems.append(Self.unended(layout)) }
    var alterations = files.alterations(since: manifest.digests)
    func bytes(_ path: String, limit: Int) -> Data? {
      files.bytes(path, limit: limit, isSealed: alterations[path] == .missing)
    }
    let claims = claims(&files, isSealed: alterations[FolderLayout.claims] == .missing)
    let scenarios = scenarios(of: manifest, claims, &files, alterations)
    let log = bytes(FolderLayout.log, limit: limits.log) ?? Data()
    let reading = bytes(FolderLayout.host, limit: limits.host).map { HostReading($0) }
    let host = reading?.records ?? []
    files.problems += reading?.problems ?? []
    if manifest.state == .running, let failure = Self.failure(in: host) { files.problems.append(failure) }
    let journals = files.journals(isSealed: !manifest.digests.isEmpty) {
      alterations["\(FolderLayout.journals)/\($0)"] == .added
    }
    files.compare(journals, with: host, &alterations)
    let sessions = Session.all(of: manifest.id, host: host, logSize: log.count)
    let spans = LogSpans(
      log: log, sessions: sessions, parser: parsers.log,
      parts: FullParts.ranges(for: scenarios, host: host, sessions: sessions),
      wantsCanaries: scenarios.contains(where: \.looksForTexts))
    if spans.endsCut, manifest.state == .running {
      files.problems.append("The last line of \(FolderLayout.log) was cut.")
    }
    let excerpt = spans.read()
    return Evidence(
      manifest: manifest, claims: claims, scenarios: scenarios, log: log, records: excerpt.records,
      recordCount: excerpt.recordCount, host: host, journals: journals, problems: files.problems,
      alterations: alterations, partsReadInFull: spans.parts)
  }

  /// Why the last session ended, where the harness could still write that down but not close the folder: a full disk takes
  /// a line where it does not take another run.json.
  private static func failure(in host: [HostRecord]) -> String? {
    let session = host.suffix(from: host.lastIndex { $0.kind == .runResumed } ?? 0)
    guard let record = session.last(where: { $0.kind == .failed && $0.scenario == nil }) else { return nil }
    return "The harness failed: \(record.message ?? "it did not say why")."
  }

  /// Whether the run in a folder still goes on, on this machine.
  public static func isBeingFilled(_ folder: URL) -> Bool {
    AppendingFile.isBeingWritten(FolderLayout(folder: folder).url(FolderLayout.host))
  }

  /// Whoever fills a folder holds a lock on its record; the system takes it away when that process is gone.
  private static func unended(_ layout: FolderLayout) -> String {
    isBeingFilled(layout.folder)
      ? "The run is still going on: what it has not got to yet is missing."
      : "The run did not end in order: what it did not get to is missing. The folder is not sealed, so that changes to"
        + " its files would go unnoticed."
  }

  private func claims(_ files: inout FolderFiles, isSealed: Bool) -> ClaimCatalogue {
    guard let source = files.bytes(FolderLayout.claims, limit: limits.source, isSealed: isSealed) else {
      return ClaimCatalogue(claims: [])
    }
    do {
      return try parsers.claims(source)
    } catch {
      files.problems.append("\(FolderLayout.claims) cannot be read: \(error)")
      return ClaimCatalogue(claims: [])
    }
  }

  private func scenarios(
    of manifest: RunManifest, _ claims: ClaimCatalogue, _ files: inout FolderFiles,
    _ alterations: [String: Alteration]
  ) -> [Scenario] {
    manifest.scenarios.compactMap { entry in
      let isSealed = alterations[entry.file] == .missing
      guard let source = files.bytes(entry.file, limit: limits.source, isSealed: isSealed) else { return nil }
      guard ContentDigest(of: source) == entry.digest else {
        files.problems.append("\(entry.file) is not the file that the run used: its digest differs.")
        return nil
      }
      do {
        let scenario = try parsers.scenario(source, entry.file, claims)
        guard scenario.id != entry.id else { return scenario }
        files.problems.append("\(entry.file) holds the scenario \(scenario.id) instead of \(entry.id).")
      } catch {
        files.problems.append("\(entry.file) cannot be read: \(error)")
      }
      return nil
    }
  }
}

/// The most that is read of each file, in bytes: a folder may come from anywhere.
public struct FolderLimits: Hashable, Sendable {
  public var log: Int
  public var host: Int
  public var source: Int
  public var journal: Int
  /// How many journals.
  public var journals: Int

  public init(
    log: Int = 16 << 30, host: Int = 1 << 30, source: Int = 4 << 20, journal: Int = 256 << 20,
    journals: Int = 10_000
  ) {
    self.log = log
    self.host = host
    self.source = source
    self.journal = journal
    self.journals = journals
  }
}
