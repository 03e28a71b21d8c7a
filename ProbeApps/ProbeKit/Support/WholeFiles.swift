import Foundation

extension ProbeSystem {
  /// Reads a file to its end, or one byte more than `limit`, by which the caller sees that it is too long.
  func readWhole(_ path: String, limit: Int) throws(SystemError) -> Data {
    let handle = try open(path, .read)
    var content = Data()
    do throws(SystemError) {
      while content.count <= limit {
        let piece = try read(handle, count: min(65_536, limit + 1 - content.count))
        if piece.isEmpty { break }
        content.append(piece)
      }
    } catch {
      try? close(handle)
      throw error
    }
    try close(handle)
    return content
  }

  /// Opens, writes everything and closes.
  func writeWhole(_ content: Data, to path: String, _ mode: OpenMode) throws(SystemError) {
    let handle = try open(path, mode)
    do throws(SystemError) {
      if !content.isEmpty { try write(handle, content) }
    } catch {
      try? close(handle)
      throw error
    }
    try close(handle)
  }
}
