import DeviceProtocol
import Foundation

/// The files that a client of AFC holds open, by handle. What is written is kept here and saved when the file is
/// closed, before its folder is looked at, and when the connection ends.
struct AFCOpenFiles: Sendable {
  private struct File: Sendable {
    var path: String
    var mode: AFCMode
    var content: Data
    var position: Int
    var isChanged = false
  }

  /// No file here is longer, so that a seek to the far end cannot take all memory.
  private static let longestFile = 256 << 20
  private static let longestRead: UInt64 = 8 << 20
  private static let mostFiles = 256

  private let store: any VirtualFileStore
  private var files: [UInt64: File] = [:]
  private var lastHandle: UInt64 = 0

  init(store: any VirtualFileStore) { self.store = store }

  mutating func open(_ path: String, mode: AFCMode) throws(AFCStatus) -> UInt64 {
    guard files.count < Self.mostFiles else { throw .noSpaceLeft }
    var content = Data()
    do throws(VirtualDeviceError) {
      switch mode {
      case .read, .readWrite: content = try store.read(path)
      case .write, .writeRead: try store.write(path, content)
      case .append, .appendRead:
        do throws(VirtualDeviceError) {
          content = try store.read(path)
        } catch .noSuchFile {
          try store.write(path, content)
        }
      }
    } catch {
      throw AFCStatus(error)
    }
    lastHandle += 1
    let isAppending = mode == .append || mode == .appendRead
    files[lastHandle] = File(
      path: path, mode: mode, content: content, position: isAppending ? content.count : 0)
    return lastHandle
  }

  mutating func read(_ handle: UInt64, length: UInt64) throws(AFCStatus) -> Data {
    guard let file = files[handle] else { throw .invalidArgument }
    guard file.mode != .write, file.mode != .append else { throw .permissionDenied }
    let start = min(file.position, file.content.count)
    let piece = file.content.dropFirst(start).prefix(Int(min(length, Self.longestRead)))
    files[handle]?.position = start + piece.count
    return Data(piece)
  }

  mutating func write(_ handle: UInt64, _ bytes: Data) throws(AFCStatus) {
    // Taken out, so that the content is not copied with every write.
    guard var file = files.removeValue(forKey: handle) else { throw .invalidArgument }
    defer { files[handle] = file }
    guard file.mode != .read else { throw .permissionDenied }
    let isAppending = file.mode == .append || file.mode == .appendRead
    let start = isAppending ? file.content.count : file.position
    let end = start + bytes.count
    guard end <= Self.longestFile else { throw .noSpaceLeft }
    if end > file.content.count { file.content.append(Data(count: end - file.content.count)) }
    file.content.replaceSubrange(start..<end, with: bytes)
    file.position = end
    file.isChanged = true
  }

  mutating func seek(_ handle: UInt64, whence: UInt64, offset: Int64) throws(AFCStatus) {
    guard let file = files[handle] else { throw .invalidArgument }
    let base: Int
    switch whence {
    case 0: base = 0
    case 1: base = file.position
    case 2: base = file.content.count
    default: throw .invalidArgument
    }
    let (position, overflows) = base.addingReportingOverflow(Int(offset))
    guard !overflows, (0...Self.longestFile).contains(position) else { throw .invalidArgument }
    files[handle]?.position = position
  }

  func position(_ handle: UInt64) throws(AFCStatus) -> UInt64 {
    guard let file = files[handle] else { throw .invalidArgument }
    return UInt64(file.position)
  }

  mutating func truncate(_ handle: UInt64, to length: UInt64) throws(AFCStatus) {
    guard let file = files[handle], file.mode != .read else { throw .invalidArgument }
    guard length <= UInt64(Self.longestFile) else { throw .noSpaceLeft }
    let kept = file.content.prefix(Int(length))
    files[handle]?.content = Data(kept) + Data(count: Int(length) - kept.count)
    files[handle]?.isChanged = true
  }

  mutating func close(_ handle: UInt64) throws(AFCStatus) {
    guard files[handle] != nil else { throw .invalidArgument }
    defer { files[handle] = nil }
    try save(handle)
  }

  /// Saves all that was written; what cannot be saved is reported when its file is closed.
  mutating func saveAll() {
    for handle in files.keys.sorted() { try? save(handle) }
  }

  private mutating func save(_ handle: UInt64) throws(AFCStatus) {
    guard let file = files[handle], file.isChanged else { return }
    do throws(VirtualDeviceError) { try store.write(file.path, file.content) } catch {
      throw AFCStatus(error)
    }
    files[handle]?.isChanged = false
  }
}
