import Foundation

/// A container of a Simulator, which is a folder of this Mac. Nothing outside of it is read, wherever links lead: apps
/// put into it what they like.
struct LocalContainer: Sendable {
  private let root: URL

  init(_ path: String) { root = URL(fileURLWithPath: path).resolvingSymlinksInPath() }

  /// A file's content; nil where there is none.
  /// - Throws: ``LocalFileError``.
  func read(_ path: String, limit: Int) throws(LocalFileError) -> Data? {
    let file = root.appendingPathComponent(path).resolvingSymlinksInPath()
    guard file.path.hasPrefix(root.path + "/") else { throw .outside(path) }
    return try LocalFile.read(file, limit: limit)
  }
}

/// Files of this machine that others write.
enum LocalFile {
  /// A file's content; nil where there is none, or no regular file.
  static func read(_ file: URL, limit: Int) throws(LocalFileError) -> Data? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
    do {
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      let bytes = try handle.read(upToCount: limit + 1) ?? Data()
      guard bytes.count <= limit else { throw LocalFileError.tooLong(file.lastPathComponent, limit: limit) }
      return bytes
    } catch let error as LocalFileError {
      throw error
    } catch {
      throw .unreadable(file.lastPathComponent, why: "\(error.localizedDescription)")
    }
  }
}

/// Why a file of a Simulator's container is not read.
enum LocalFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It leads out of the container.
  case outside(String)
  case tooLong(String, limit: Int)
  case unreadable(String, why: String)

  var description: String {
    switch self {
    case .outside(let path): "\(path) leads out of the container"
    case .tooLong(let name, let limit): "\(name) has more than \(limit) bytes"
    case .unreadable(let name, let why): "\(name) cannot be read: \(why)"
    }
  }
}
