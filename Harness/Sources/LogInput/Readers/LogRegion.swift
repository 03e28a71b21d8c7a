/// A part of a plain file, for one of several readers that work at the same time.
public struct LogRegion: Sendable {
  private let descriptor: Descriptor
  private let path: String
  private let start: Int
  /// Of the log, in bytes.
  public let range: Range<Int>
  /// Where the next read begins.
  public private(set) var position: Int
  /// Whether the file ended before the region did: it was cut meanwhile.
  public private(set) var isCut = false

  init(_ descriptor: Descriptor, path: String, start: Int, range: Range<Int>) {
    self.descriptor = descriptor
    self.path = path
    self.start = start
    self.range = range
    position = range.lowerBound
  }

  /// The same region from another place on.
  public func part(from place: Int) -> LogRegion {
    let lower = min(max(place, range.lowerBound), range.upperBound)
    return LogRegion(descriptor, path: path, start: start, range: lower..<range.upperBound)
  }

  /// Reads the next bytes; 0 at the region's end, or the file's where it was cut.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogInputError) -> Int {
    let wanted = min(buffer.count, range.upperBound - position)
    guard wanted > 0, !isCut else { return 0 }
    do {
      let count = try descriptor.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: start + position)
      if count == 0 { isCut = true }
      position += count
      return count
    } catch {
      throw LogInputError.unreadable(path: path, why: error.words)
    }
  }
}
