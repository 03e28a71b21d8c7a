package import DeviceProtocol
import Foundation
import NIOConcurrencyHelpers

/// AFC over a folder tree.
final class AFCConversation: ServiceConversation {
  private let store: any VirtualFileStore
  private let files: NIOLockedValueBox<AFCOpenFiles>

  init(store: any VirtualFileStore) {
    self.store = store
    files = NIOLockedValueBox(AFCOpenFiles(store: store))
  }

  /// What was written to files that were never closed stays, as it does on a phone.
  func end() { files.withLockedValue { $0.saveAll() } }

  func answer(_ packet: AFCPacket) throws -> ServiceStep {
    do throws(AFCStatus) {
      let reply = try reply(to: packet)
      return ServiceStep(replies: [reply.encoded()])
    } catch {
      return ServiceStep(replies: [Self.status(error, packet).encoded()])
    }
  }

  private static func status(_ status: AFCStatus, _ packet: AFCPacket) -> AFCPacket {
    AFCPacket(.status, number: packet.number, header: AFCPacket.header(status.rawValue))
  }

  private func reply(to packet: AFCPacket) throws(AFCStatus) -> AFCPacket {
    guard let operation = AFCOperation(rawValue: packet.operation) else { throw .unsupported }
    switch operation {
    case .fileOpen, .fileRead, .fileWrite, .fileSeek, .fileTell, .fileTruncate, .fileClose:
      return try fileReply(to: packet, operation)
    case .readDirectory, .fileInfo, .makeDirectory, .removePath, .removePathAndContents, .deviceInfo:
      files.withLockedValue { $0.saveAll() }
      return try treeReply(to: packet, operation)
    case .status, .data, .fileOpenResult, .fileTellResult: throw .unsupported
    }
  }

  private func treeReply(to packet: AFCPacket, _ operation: AFCOperation) throws(AFCStatus) -> AFCPacket {
    let path = try AFCPath.normal(Self.arguments(0, of: packet).path)
    var data = Data()
    do throws(VirtualDeviceError) {
      switch operation {
      case .readDirectory: data = AFCPacket.bytes([".", ".."] + (try store.list(path)))
      case .fileInfo: data = AFCPacket.bytes(Self.info(try store.attributes(path)))
      case .deviceInfo: data = AFCPacket.bytes(Self.deviceInfo)
      case .makeDirectory: try store.makeDirectory(path)
      default: try store.remove(path, recursively: operation == .removePathAndContents)
      }
    } catch {
      throw AFCStatus(error)
    }
    guard [.readDirectory, .fileInfo, .deviceInfo].contains(operation) else {
      return Self.status(.success, packet)
    }
    return AFCPacket(.data, number: packet.number, data: data)
  }

  private func fileReply(to packet: AFCPacket, _ operation: AFCOperation) throws(AFCStatus) -> AFCPacket {
    let counts: [AFCOperation: Int] = [.fileRead: 2, .fileSeek: 3, .fileTruncate: 2]
    let (integers, path) = try Self.arguments(counts[operation] ?? 1, of: packet)
    let result = files.withLockedValue { files in
      Result { () throws(AFCStatus) in
        try Self.reply(to: packet, operation, integers, path, &files)
      }
    }
    return try result.get()
  }

  private static func reply(
    to packet: AFCPacket, _ operation: AFCOperation, _ integers: [UInt64], _ path: String,
    _ files: inout AFCOpenFiles
  ) throws(AFCStatus) -> AFCPacket {
    switch operation {
    case .fileOpen:
      guard let mode = AFCMode(rawValue: integers[0]) else { throw .invalidArgument }
      let handle = try files.open(try AFCPath.normal(path), mode: mode)
      return AFCPacket(.fileOpenResult, number: packet.number, header: AFCPacket.header(handle))
    case .fileRead:
      let data = try files.read(integers[0], length: integers[1])
      return AFCPacket(.data, number: packet.number, data: data)
    case .fileTell:
      let position = try files.position(integers[0])
      return AFCPacket(.fileTellResult, number: packet.number, header: AFCPacket.header(position))
    case .fileWrite: try files.write(integers[0], packet.data)
    case .fileSeek:
      try files.seek(integers[0], whence: integers[1], offset: Int64(bitPattern: integers[2]))
    case .fileTruncate: try files.truncate(integers[0], to: integers[1])
    default: try files.close(integers[0])
    }
    return status(.success, packet)
  }

  private static func arguments(
    _ count: Int, of packet: AFCPacket
  ) throws(AFCStatus) -> (integers: [UInt64], path: String) {
    do throws(WireError) { return try packet.arguments(count) } catch { throw .invalidArgument }
  }

  /// Keys and values in turn, as GET_FILE_INFO sends them; times are nanoseconds since 1970.
  private static func info(_ attributes: VirtualFileAttributes) -> [String] {
    let kind = attributes.isLink ? "S_IFLNK" : attributes.isDirectory ? "S_IFDIR" : "S_IFREG"
    let time =
      UInt64(exactly: (max(0, attributes.modified.timeIntervalSince1970) * 1_000).rounded(.down)) ?? 0
    let nanoseconds = "\(time)000000"
    return [
      "st_size", "\(attributes.size)", "st_blocks", "\((attributes.size + 511) / 512)",
      "st_nlink", attributes.isDirectory ? "2" : "1", "st_ifmt", kind,
      "st_mtime", nanoseconds, "st_birthtime", nanoseconds,
    ]
  }

  private static let deviceInfo = [
    "Model", "iPhone", "FSTotalBytes", "128000000000", "FSFreeBytes", "64000000000", "FSBlockSize", "4096",
  ]
}

extension AFCStatus {
  /// How AFC says it.
  package init(_ error: VirtualDeviceError) {
    switch error {
    case .noSuchFile, .noSuchApplication: self = .objectNotFound
    case .isDirectory: self = .objectIsDirectory
    case .isNotDirectory: self = .invalidArgument
    case .exists: self = .objectExists
    case .notEmpty: self = .directoryNotEmpty
    case .permissionDenied, .notAllowed: self = .permissionDenied
    case .badPackage: self = .unknownError
    }
  }
}

/// Paths as clients of AFC write them.
enum AFCPath {
  /// With one leading slash and without `.`, `..` and empty parts; one that climbs out of the tree is refused.
  static func normal(_ path: String) throws(AFCStatus) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { throw .permissionDenied }
      } else {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
