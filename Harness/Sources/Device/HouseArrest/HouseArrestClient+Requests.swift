import DeviceProtocol
import Foundation
import ProbeProtocol

extension HouseArrestClient {
  /// Carries out what the host wants. A refusal of the phone is an answer; it is not gone around.
  public func answer(_ request: ContainerRequest) async throws(HouseArrestError) -> ContainerReply {
    do throws(HouseArrestError) {
      return try await withContainer(of: request.bundle, [request.vend.command]) {
        (files) async throws(HouseArrestError) in
        switch request.deed {
        case .list:
          guard let names = try await files.list(request.path) else { return Self.absent }
          return ContainerReply(.ok, names: names.sorted())
        case .file:
          guard let content = try await files.read(request.path, limit: PullLimits().fileBytes) else {
            return Self.absent
          }
          return ContainerReply(.ok, content: content)
        case .folder: return try await Self.folder(request.path, files)
        }
      }
    } catch {
      guard let refusal = error.refusal else { throw error }
      return ContainerReply(.error(refusal))
    }
  }

  private static func folder(_ path: String, _ files: AFCClient) async throws(HouseArrestError)
    -> ContainerReply
  {
    var pull = FolderPull(files: files, root: path, limits: PullLimits())
    do throws(HouseArrestError) {
      return ContainerReply(.ok, names: try await pull.run().map(\.path))
    } catch {
      guard let refusal = error.refusal else { throw error }
      let stopped: String? = if case .fileRefused(let path, _) = error { path } else { nil }
      return ContainerReply(.error(refusal), names: pull.pulled.map(\.path).sorted(), stopped: stopped)
    }
  }

  /// AFC's own words for a path that does not exist.
  private static var absent: ContainerReply {
    let status = AFCStatus.objectNotFound.rawValue
    return ContainerReply(
      .error(.init(domain: "AFC", code: Int(status), message: "AFC status \(status)")))
  }
}
