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
  /// A phone gives as much as it is asked for until the file ends; one that gives crumbs would never come to an end.
  private static let mostCrumbs = 64
  /// PATH_MAX of the phone's system (XNU, bsd/sys/syslimits.h): no file has a name beyond it.
  private static let longestName = 1_024

  let connection: WireConnection
  /// How long all that is asked may take together; a phone that answers each question late would hold a run up for days.
  let patience: Duration
  private let deadline: ContinuousClock.Instant

  init(connection: WireConnection, patience: Duration) {
    self.connection = connection
    self.patience = patience
    deadline = ContinuousClock.now + patience
  }

  /// Names in a folder without `.` and `..`; nil where there is no such folder.
  ///
  /// Every name can be asked for again and is one step below the folder.
  func list(_ path: String) async throws(HouseArrestError) -> [String]? {
    guard let data = try await data(.readDirectory, AFCPacket.header(path: path), path) else { return nil }
    var names: [String] = []
    for bytes in Array(data).split(separator: 0) {
      let name = String(decoding: bytes, as: UTF8.self)
      guard !name.utf8.contains(UInt8(ascii: "/")) else { throw .unsafeName(name, folder: path) }
      guard bytes.count <= Self.longestName else {
        throw .badName(
          name, folder: path, why: "it has \(bytes.count) bytes, and no path of the phone is so long")
      }
      guard name.utf8.elementsEqual(bytes) else {
        throw .badName(name, folder: path, why: "it is no UTF-8, so the file cannot be asked for")
      }
      if name != ".", name != ".." { names.append(name) }
    }
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
    var crumbs = 0
    while true {
      let piece = try await data(.fileRead, AFCPacket.header(handle, Self.piece), path) ?? Data()
      if piece.isEmpty { break }
      guard piece.count <= Self.piece else {
        throw .protocolBroken(during: path, why: "\(piece.count) bytes where \(Self.piece) were asked for")
      }
      crumbs += piece.count < Self.piece ? 1 : 0
      guard crumbs <= Self.mostCrumbs else {
        throw .protocolBroken(
          during: path, why: "\(crumbs) pieces shorter than the \(Self.piece) bytes asked for")
      }
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
    guard ContinuousClock.now < deadline else {
      throw .timedOut(during: path, seconds: Double(patience.components.seconds))
    }
    try connection.send(AFCPacket(operation, number: 0, header: header), during: path)
    return try await connection.receive(AFCPacket.self, during: path)
  }
}
