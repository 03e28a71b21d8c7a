import RunFolder
import Verdict

extension Resumption {
  /// Closes the folder of a run whose harness was ended after its last scenario and before the seal: nothing is carried
  /// out, what is there gets its digests, and the run is finished. No phone is needed for it.
  /// - Parameter tool: the version of sandprobe, kept in the record of kind `run-resumed`.
  /// - Throws: `RunFolderError`.
  public func seal(tool: String) async throws -> RunResult {
    var now = manifest
    now.tool = tool
    let writer = try RunFolderWriter(resuming: folder, session: description(of: now))
    do {
      try await writer.record(HostRecord(sequence: 0, time: 0, logOffset: 0, kind: .runEnded))
      try await writer.close(state: .finished)
    } catch {
      await writer.letGo()
      throw error
    }
    return RunResult(folder: folder, state: .finished)
  }
}
