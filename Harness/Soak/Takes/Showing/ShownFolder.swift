package import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict
package import VirtualPhone

extension Take {
  /// Writes the take as it was shown into a run folder, which `sandprobe report` can open.
  /// - Parameter plan: the faults that it was shown through, besides those that it was recorded under.
  /// - Returns: where it lies.
  package func write(
    _ showing: Showing, through plan: FaultPlan = FaultPlan(), claimsSource: Data, in directory: URL
  ) async throws -> URL {
    var manifest = manifest
    manifest.scenarios = []
    manifest.digests = [:]
    manifest.state = .running
    manifest.rehearsal?.faults += plan.words
    let mutants = name.mutants.map { "-\($0)" }.joined()
    let folder = "soak-\(name.scenario.rawValue.replacingOccurrences(of: "/", with: "."))\(mutants)"
    let sources = RunSources(
      claims: claimsSource, scenarios: [.init(id: scenario.id, claims: scenario.claims, source: source)])
    let writer = try RunFolderWriter(in: directory, name: folder, manifest: manifest, sources: sources)
    var written = 0
    for record in showing.host(of: self) {
      try await writer.appendLog(showing.log[written..<record.logOffset])
      written = record.logOffset
      try await writer.record(record)
    }
    try await writer.appendLog(showing.log[written...])
    for (file, bytes) in journals.sorted(by: { $0.key < $1.key }) { try await writer.addJournal(file, bytes) }
    try await writer.close(state: .finished)
    return writer.layout.folder
  }
}
