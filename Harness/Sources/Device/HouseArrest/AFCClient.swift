import DeviceProtocol
import Foundation

/// Asks for files over a connection that speaks AFC.
struct AFCClient: Sendable {
  /// What a path leads to.
  enum Kind: Sendable {
    case file(bytes: Int)
    case folder
    /// A link, a socket or anything else that is not read.
    case other
  }

  private static let piece: UInt64 = 256 << 10

  let connection: WireConnection

  /// Names in a folder without `.` and `..`; nil where there is no such folder.
  func list(_ path: String) async throws(HouseArrestError) -> [String]? {
    guard let data = try await data(.readDirectory, AFCPacket.header(path: path), path) else { return nil }
    let names = AFCPacket.strings(data).filter { $0 != "." && $0 != ".." && !$0.isEmpty }
    if let name = names.first(where: { $0.contains("/") }) { throw .unsafeName(name, folder: path) }
    return names
  }

  /// What stands at a path; nil where nothing does.
  func kind(of path: String) async throws(HouseArrestError) -> Kind? {
    guard let data = try await data(.fileInfo, AFCPacket.header(path: path), path) else { return nil }
    let words = AFCPacket.strings(data)
    var info: [String: String] = [:]
    for index in stride(from: 0, to: words.count - 1, by: 2) { info[words[index]] = words[index + 1] }
    switch info["st_ifmt"] {
    case "S_IFREG": return .file(bytes: Int(info["st_size"] ?? "") ?? 0)
    case "S_IFDIR": return .folder
    default: return .other
    }
  }

  /// A file's content; nil where there is no such file.
  func read(_ path: String, limit: Int) async throws(HouseArrestError) -> Data? {
    let mode = AFCPacket.header(AFCMode.read.rawValue, path: path)
    let reply = try await ask(.fileOpen, mode, path)
    guard reply.operation == AFCOperation.fileOpenResult.rawValue else {
      return try Self.absence(reply, path)
    }
    let handle = try Self.integer(of: reply, path)
    var content = Data()
    while true {
      let piece = try await data(.fileRead, AFCPacket.header(handle, Self.piece), path) ?? Data()
      if piece.isEmpty { break }
      content.append(piece)
      guard content.count <= limit else {
        throw .fileTooLarge(path: path, bytes: content.count, limit: limit)
      }
    }
    _ = try await ask(.fileClose, AFCPacket.header(handle), path)
    return content
  }

  private func data(
    _ operation: AFCOperation, _ header: Data, _ path: String
  ) async throws(HouseArrestError) -> Data? {
    let reply = try await ask(operation, header, path)
    guard reply.operation == AFCOperation.data.rawValue else { return try Self.absence(reply, path) }
    return reply.data
  }

  /// Nil if a reply says that there is no such thing.
  private static func absence(_ reply: AFCPacket, _ path: String) throws(HouseArrestError) -> Data? {
    let status = try integer(of: reply, path)
    guard reply.operation == AFCOperation.status.rawValue else {
      throw .protocolBroken(during: path, why: "AFC operation \(reply.operation) as a reply")
    }
    if status == AFCStatus.objectNotFound.rawValue { return nil }
    throw .fileRefused(path: path, status: status)
  }

  private static func integer(of reply: AFCPacket, _ path: String) throws(HouseArrestError) -> UInt64 {
    do throws(WireError) { return try reply.arguments(1).integers[0] } catch {
      throw .protocolBroken(during: path, why: error.description)
    }
  }

  private func ask(
    _ operation: AFCOperation, _ header: Data, _ path: String
  ) async throws(HouseArrestError) -> AFCPacket {
    try connection.send(AFCPacket(operation, number: 0, header: header), during: path)
    return try await connection.receive(AFCPacket.self, during: path)
  }
}
