import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Syslog
import Verdict

/// A folder of its own for a test.
func withTemporaryFolder(_ body: (URL) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sandprobe-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder)
}

enum Sample {
  static let manifest = RunManifest(
    tool: "sandprobe 1", id: "r1", key: RunKey(bytes: Data(repeating: 7, count: 32)), state: .running,
    started: "2026-07-10T09:15:02Z",
    device: DeviceDescription(
      udid: "00008030-001122334455667A", name: "Phone", productType: "iPhone10,3", productVersion: "15.2",
      buildVersion: "19C56", kind: .physical),
    host: HostDescription(system: "Linux x86_64", zone: 0, tools: [:]),
    channel: ChannelDescription(service: "syslog_relay", command: "idevicesyslog"), probes: [], scenarios: [],
    settings: RunSettings(
      repetitions: 1, seed: nil, grace: 250, heartbeatInterval: 500, driver: "conductor"))

  static let log = Data("[connected]\nJul 10 09:15:02 A[1] <Notice>: one\n".utf8)
  static let source = Data("id: a/b\n".utf8)

  static let sources = RunSources(
    claims: Data("claims: []\n".utf8), scenarios: [.init(id: "a/b", claims: ["FS-01"], source: source)])

  /// Stands in for the readers of scenarios and claims.
  static let parsers = EvidenceParsers(
    log: { LogExcerpt(records: LogReader.read($0)) },
    scenario: { source, file, _ in
      Scenario(
        id: "a/b", claims: [], title: "", actors: [], steps: [], file: file, digest: ContentDigest(of: source)
      )
    },
    claims: { _ in ClaimCatalogue(claims: []) })

  static func record(_ kind: HostRecord.Kind) -> HostRecord {
    HostRecord(sequence: 0, time: 0, logOffset: 0, kind: kind)
  }

  /// A run that ended in order, or whose harness was killed just before it would have closed the folder.
  static func run(in folder: URL, isKilled: Bool = false) async throws -> URL {
    let writer = try RunFolderWriter(in: folder, name: "run", manifest: manifest, sources: sources)
    try await writer.record(record(.runBegan))
    try await writer.appendLog(log)
    try await writer.addJournal("a.b-1-member.jsonl", Data("x\n".utf8))
    try await writer.record(record(.runEnded))
    if isKilled { await writer.letGo() } else { try await writer.close(state: .finished) }
    return writer.layout.folder
  }
}
