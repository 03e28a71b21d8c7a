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
    if manifest.state == .running {
      files.problems.append("The run did not end in order: what it did not get to is missing.")
    }
    let claims = claims(&files)
    let scenarios = scenarios(of: manifest, claims, &files)
    let log = files.bytes(FolderLayout.log, limit: limits.log) ?? Data()
    let host = files.bytes(FolderLayout.host, limit: limits.host).map { hostRecords(in: $0, &files) } ?? []
    let journals = files.journals()
    files.checkDigests(manifest.digests)
    let excerpt = parsers.log(log)
    return Evidence(
      manifest: manifest, claims: claims, scenarios: scenarios, log: log, records: excerpt.records,
      recordCount: excerpt.recordCount, host: host, journals: journals, problems: files.problems)
  }

  private func claims(_ files: inout FolderFiles) -> ClaimCatalogue {
    guard let source = files.bytes(FolderLayout.claims, limit: limits.source) else {
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
    of manifest: RunManifest, _ claims: ClaimCatalogue, _ files: inout FolderFiles
  ) -> [Scenario] {
    manifest.scenarios.compactMap { entry in
      guard let source = files.bytes(entry.file, limit: limits.source) else { return nil }
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

  /// Lines that are whole and in sequence; the first fault is told, with how much was left out.
  private func hostRecords(in bytes: Data, _ files: inout FolderFiles) -> [HostRecord] {
    var records: [HostRecord] = []
    var unreadable: [Int] = []
    let decoder = JSONDecoder()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if let record = try? decoder.decode(HostRecord.self, from: line) {
        records.append(record)
      } else {
        unreadable.append(index + 1)
      }
    }
    if let first = unreadable.first {
      let isCutEnd = unreadable == [lines.count]
      files.problems.append(
        isCutEnd
          ? "The last line of \(FolderLayout.host) was cut."
          : "\(unreadable.count) of \(FolderLayout.host)'s lines cannot be read, the first is line \(first).")
    }
    if zip(records, records.dropFirst()).contains(where: { $1.sequence != $0.sequence + 1 }) {
      files.problems.append("\(FolderLayout.host) is not in sequence: lines were removed, added or moved.")
    }
    return records
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
