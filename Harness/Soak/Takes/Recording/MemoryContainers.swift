import Device
import DeviceProtocol
import ProbeProtocol
import VirtualPhone

/// The containers of a virtual phone as the host sees them, without AFC in between: refusals have the status that AFC
/// would give.
struct MemoryContainers {
  let device: any VirtualDevice

  func answer(_ request: ContainerRequest) -> ContainerReply {
    let store: any VirtualFileStore
    do throws(VirtualDeviceError) {
      store = try device.container(bundle: request.bundle, documentsOnly: request.vend == .documents)
    } catch {
      let word = error == .noSuchApplication ? "ApplicationLookupFailed" : "InstallationLookupFailed"
      return ContainerReply(.error(.init(domain: "house_arrest", code: 0, message: word)))
    }
    var copied: [String] = []
    do throws(Refusal) {
      switch request.deed {
      case .list: return ContainerReply(.ok, names: try Self.asking(request.path, store.list))
      case .file: return ContainerReply(.ok, content: try Self.asking(request.path, store.read))
      case .folder:
        try Self.copy("", below: request.path, of: store, into: &copied)
        return ContainerReply(.ok, names: copied.sorted())
      }
    } catch {
      let status = error.status.rawValue
      let failure = Outcome.Failure(domain: "AFC", code: Int(status), message: "AFC status \(status)")
      return ContainerReply(
        .error(failure), names: copied.sorted(), stopped: request.deed == .folder ? error.path : nil)
    }
  }

  private struct Refusal: Error {
    var path: String
    var status: AFCStatus
  }

  private static func asking<Reply>(
    _ path: String, _ ask: (String) throws(VirtualDeviceError) -> Reply
  ) throws(Refusal) -> Reply {
    do throws(VirtualDeviceError) {
      return try ask(path)
    } catch {
      throw Refusal(path: path, status: AFCStatus(error))
    }
  }

  /// Copies all files below a folder until one is refused.
  private static func copy(
    _ folder: String, below root: String, of store: any VirtualFileStore, into copied: inout [String]
  ) throws(Refusal) {
    for name in try asking(folder.isEmpty ? root : "\(root)/\(folder)", store.list) {
      let item = folder.isEmpty ? name : "\(folder)/\(name)"
      let path = "\(root)/\(item)"
      let attributes = try asking(path, store.attributes)
      if attributes.isDirectory {
        try copy(item, below: root, of: store, into: &copied)
      } else if !attributes.isLink {
        _ = try asking(path, store.read)
        copied.append(item)
      }
    }
  }
}
