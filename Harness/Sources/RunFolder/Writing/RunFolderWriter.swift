public import Foundation
public import ProbeProtocol
public import Verdict

/// Fills a run folder as the run goes, so that a killed harness leaves a folder that can still be read: raw files are
/// only ever appended to, and `run.json` is replaced whole.
public actor RunFolderWriter {
  public nonisolated let layout: FolderLayout
  public private(set) var manifest: RunManifest
  /// Size of `syslog.log` in bytes.
  public private(set) var logSize = 0

  private let now: @Sendable () -> Date
  private let log: FileHandle
  private let host: FileHandle
  private var hostRecords = 0
  private var rawFiles: Set<String> = [FolderLayout.log, FolderLayout.host]

  /// Makes a new folder within a directory; a name that is taken gets a number.
  /// - Parameter now: the host's clock.
  /// - Throws: `RunFolderError`.
  public init(
    in directory: URL, name: String, manifest: RunManifest, now: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    layout = FolderLayout(folder: try Self.makeFolder(in: directory, name: FileNaming.contained(name)))
    self.manifest = manifest
    self.now = now
    for folder in [FolderLayout.journals, FolderLayout.scenarios] {
      try Self.writing(layout.url(folder)) {
        try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
      }
    }
    log = try Self.openForAppending(layout.url(FolderLayout.log))
    host = try Self.openForAppending(layout.url(FolderLayout.host))
    try Self.write(manifest, to: layout)
  }

  /// Changes `run.json`.
  public func update(_ change: @Sendable (inout RunManifest) -> Void) throws {
    change(&manifest)
    try Self.write(manifest, to: layout)
  }

  /// Appends bytes of the device log.
  /// - Returns: the size of the log afterwards.
  @discardableResult
  public func appendLog(_ bytes: Data) throws -> Int {
    try Self.writing(layout.url(FolderLayout.log)) { _ in try log.write(contentsOf: bytes) }
    logSize += bytes.count
    return logSize
  }

  /// Appends what the host did or saw. Sequence number, time and log offset are filled in here.
  @discardableResult
  public func record(_ record: HostRecord) throws -> HostRecord {
    var record = record
    record.sequence = hostRecords + 1
    record.time = Int((now().timeIntervalSince1970 * 1_000).rounded())
    record.logOffset = logSize
    let line = CanonicalJSON.encode(record) + Data("\n".utf8)
    try Self.writing(layout.url(FolderLayout.host)) { _ in try host.write(contentsOf: line) }
    hostRecords += 1
    return record
  }

  /// Keeps the source of a scenario and enters it in the manifest.
  public func addScenario(_ id: ScenarioID, digest: ContentDigest, source: Data) throws {
    let path = FolderLayout.scenario(id)
    try add(path, source)
    try update { $0.scenarios.append(ScenarioEntry(id: id, digest: digest, file: path)) }
  }

  /// Keeps the claims.
  public func addClaims(_ source: Data) throws { try add(FolderLayout.claims, source) }

  /// Keeps a journal as it was pulled.
  public func addJournal(_ fileName: String, _ bytes: Data) throws {
    try add(FolderLayout.journal(fileName), bytes)
  }

  /// Ends the folder: digests of the raw files, the final state, and nothing is written any more.
  public func close(state: RunManifest.State, failure: String? = nil) throws {
    try? log.close()
    try? host.close()
    var digests: [String: ContentDigest] = [:]
    for path in rawFiles {
      // Mapped, since a log may be larger than memory.
      let bytes = try Self.reading(layout.url(path)) { try Data(contentsOf: $0, options: .mappedIfSafe) }
      digests[path] = ContentDigest(of: bytes)
    }
    let ended = UTCStamp(now()).extended
    try update { [digests] manifest in
      manifest.state = state
      manifest.failure = failure
      manifest.ended = ended
      manifest.digests = digests
    }
  }

  private func add(_ path: String, _ bytes: Data) throws {
    try Self.writing(layout.url(path)) { try bytes.write(to: $0, options: .atomic) }
    rawFiles.insert(path)
  }
}

extension RunFolderWriter {
  private static func makeFolder(in directory: URL, name: String) throws -> URL {
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    } catch {
      throw RunFolderError.cannotCreate(directory.path, why: error.systemWords)
    }
    for number in 1...1_000 {
      let url = directory.appendingPathComponent(number == 1 ? name : "\(name)-\(number)")
      do {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        return url
      } catch {
        guard FileManager.default.fileExists(atPath: url.path) else {
          throw RunFolderError.cannotCreate(url.path, why: error.systemWords)
        }
      }
    }
    throw RunFolderError.cannotCreate(directory.path, why: "a thousand folders are called \(name)")
  }

  private static func openForAppending(_ url: URL) throws -> FileHandle {
    try writing(url) {
      try Data().write(to: $0)
      let handle = try FileHandle(forWritingTo: $0)
      try handle.seekToEnd()
      return handle
    }
  }

  private static func write(_ manifest: RunManifest, to layout: FolderLayout) throws {
    try writing(layout.url(FolderLayout.manifest)) {
      try CanonicalJSON.pretty(manifest).write(to: $0, options: .atomic)
    }
  }

  private static func writing<Result>(_ url: URL, _ work: (URL) throws -> Result) throws -> Result {
    do { return try work(url) } catch { throw RunFolderError.cannotWrite(url.path, why: error.systemWords) }
  }

  private static func reading<Result>(_ url: URL, _ work: (URL) throws -> Result) throws -> Result {
    do { return try work(url) } catch { throw RunFolderError.unreadable(url.path, why: error.systemWords) }
  }
}
