public import Foundation
public import ProbeProtocol
public import Verdict

/// Fills a run folder as the run goes, so that a killed harness leaves a folder that can still be read: raw files are
/// only ever appended to, everything else is there whole or not at all, and `run.json` comes last of what a run begins
/// with and is replaced whole.
public actor RunFolderWriter {
  public nonisolated let layout: FolderLayout
  /// Which session of the run writes, from 1.
  public nonisolated let session: Int
  public private(set) var manifest: RunManifest
  /// Size of `syslog.log` in bytes.
  public var logSize: Int { log.size }

  private let now: @Sendable () -> Date
  private let log: AppendingFile
  private let host: AppendingFile
  private var hostRecords = 0
  private var rawFiles: Set<String> = [FolderLayout.log, FolderLayout.host]

  /// Makes a new folder within a directory; a name that is taken gets a number.
  /// - Parameters:
  ///   - sources: what the run carries out; the manifest gets its entries.
  ///   - now: the host's clock.
  /// - Throws: `RunFolderError`.
  public init(
    in directory: URL, name: String, manifest: RunManifest, sources: RunSources? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    layout = FolderLayout(folder: try Self.makeFolder(in: directory, name: FileNaming.contained(name)))
    self.manifest = manifest
    self.now = now
    session = 1
    for folder in [FolderLayout.journals, FolderLayout.scenarios] {
      try Self.writing(layout.url(folder)) {
        try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
      }
    }
    log = try AppendingFile(layout.url(FolderLayout.log), pieces: .divisible)
    host = try AppendingFile(layout.url(FolderLayout.host), pieces: .indivisible)
    for (path, bytes) in sources?.files ?? [] {
      try Self.writing(layout.url(path)) { try bytes.write(to: $0) }
      rawFiles.insert(path)
    }
    self.manifest.scenarios += sources?.entries ?? []
    try Self.write(self.manifest, to: layout)
  }

  /// Takes up a folder whose run did not get to its end. What is there stays as it is; a line that was cut gets its end,
  /// and the record of kind `run-resumed` says where the new session begins.
  /// - Parameter description: what is to be known of the new session; `session` and `cut` are added.
  /// - Throws: `RunFolderError`; ``RunFolderError/inUse(_:)`` while the run still goes on.
  public init(
    resuming folder: URL, session description: [String: JSONValue] = [:],
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    layout = FolderLayout(folder: folder)
    self.now = now
    manifest = try ManifestReading.read(layout)
    host = try AppendingFile(layout.url(FolderLayout.host), pieces: .indivisible)
    log = try AppendingFile(layout.url(FolderLayout.log), pieces: .divisible)
    let known = try Self.reading(host.url) { HostReading(try Data(contentsOf: $0)) }
    hostRecords = known.records.last?.sequence ?? 0
    session = Session.count(in: known.records) + 1
    rawFiles.formUnion(manifest.digests.keys)
    rawFiles.formUnion(manifest.scenarios.map(\.file))
    rawFiles.formUnion(FolderFiles.rawNames(in: layout))
    // From here on nothing is sealed, until this session ends.
    manifest.state = .running
    manifest.ended = nil
    manifest.failure = nil
    manifest.digests = [:]
    try Self.write(manifest, to: layout)
    let cut = try [log, host].filter { try $0.endLine() }.map { JSONValue.string($0.url.lastPathComponent) }
    var data = description
    data["session"] = .int(session)
    data["cut"] = .array(cut)
    hostRecords += 1
    try host.append(
      Self.line(
        HostRecord(
          sequence: hostRecords, time: Self.milliseconds(now()), logOffset: log.size, kind: .runResumed,
          data: .object(data))))
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
    try log.append(bytes)
    return log.size
  }

  /// Appends what the host did or saw. Sequence number, time and log offset are filled in here.
  ///
  /// When a scenario or the run is over, what was written until then is on the disk, too, when this returns.
  @discardableResult
  public func record(_ record: HostRecord) throws -> HostRecord {
    var record = record
    record.sequence = hostRecords + 1
    record.time = Self.milliseconds(now())
    record.logOffset = log.size
    let isEnd = [.scenarioEnded, .runEnded, .interrupted, .failed].contains(record.kind)
    if isEnd { log.synchronize() }
    try host.append(Self.line(record))
    if isEnd { host.synchronize() }
    hostRecords += 1
    return record
  }

  /// Keeps a journal as it was pulled.
  public func addJournal(_ fileName: String, _ bytes: Data) throws {
    let path = FolderLayout.journal(fileName)
    try WholeFile.write(bytes, to: layout.url(path))
    rawFiles.insert(path)
  }

  /// Keeps what was on the screen: a picture or a tree. Nothing that is there is replaced; a name that is taken gets a
  /// number.
  /// - Returns: its path within the folder.
  public func addScreen(_ name: String, extension ending: String, _ bytes: Data) throws -> String {
    let folder = layout.url(FolderLayout.screens)
    try Self.writing(folder) {
      try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
    }
    let stem = "\(FolderLayout.screens)/\(FileNaming.contained(name))"
    var path = "\(stem).\(ending)"
    var number = 2
    while FileManager.default.fileExists(atPath: layout.url(path).path) {
      path = "\(stem)-\(number).\(ending)"
      number += 1
    }
    try WholeFile.write(bytes, to: layout.url(path))
    rawFiles.insert(path)
    return path
  }

  /// Ends the folder: digests of the raw files, the final state, and nothing is written any more.
  public func close(state: RunManifest.State, failure: String? = nil) throws {
    log.synchronize()
    host.synchronize()
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
    letGo()
  }

  /// Lets go of a folder that cannot be closed in order.
  public func letGo() {
    log.finish()
    host.finish()
  }
}

extension RunFolderWriter {
  private static func line(_ record: HostRecord) -> Data { CanonicalJSON.encode(record) + Data("\n".utf8) }

  private static func milliseconds(_ date: Date) -> Int {
    Int((date.timeIntervalSince1970 * 1_000).rounded())
  }

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

  private static func write(_ manifest: RunManifest, to layout: FolderLayout) throws {
    let file = layout.url(FolderLayout.manifest)
    try WholeFile.write(try writing(file) { _ in try CanonicalJSON.pretty(manifest) }, to: file)
  }

  private static func writing<Result>(_ url: URL, _ work: (URL) throws -> Result) throws -> Result {
    do { return try work(url) } catch { throw RunFolderError.cannotWrite(url.path, why: error.systemWords) }
  }

  private static func reading<Result>(_ url: URL, _ work: (URL) throws -> Result) throws -> Result {
    do { return try work(url) } catch { throw RunFolderError.unreadable(url.path, why: error.systemWords) }
  }
}
