/// The bytes of a log, as they come, from wherever it lies.
///
/// A file, standard input, a FIFO; gzip and zstd, known by their first bytes, are unpacked on the way. Memory does not
/// grow with the log. One thread at a time reads.
public final class LogInput {
  /// As it was given; `-` is standard input.
  public let path: String
  /// Bytes on disk when it was opened, for showing progress; nil for what has no size.
  public let size: Int?
  /// Nil where it is not compressed.
  public let compression: Compression?
  let source: any ByteSource

  init(path: String, size: Int?, compression: Compression?, source: any ByteSource) {
    self.path = path
    self.size = size
    self.compression = compression
    self.source = source
  }

  /// What buffers for ``read(into:)`` hold best: larger ones gain nothing, as measured with 64 KB to 4 MB.
  public static let bufferSize = 256 << 10

  /// Puts the next bytes into the buffer, which must not be empty, and waits for them where they are still to come.
  /// - Returns: how many; 0 at the end, or when the stop signal was given.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogInputError) -> Int {
    do {
      return try source.read(into: buffer)
    } catch {
      throw LogInputError.unreadable(path: path, why: error.words)
    }
  }

  /// Bytes on disk, or of the stream, that were taken so far. An unpacking program takes them somewhat ahead of what it
  /// hands on.
  public var consumed: Int { source.consumed }

  /// What is wrong with what was read, in sentences: `the gzip data ends early; …`. Complete when the end was read.
  public var problems: [String] { source.problems }

  /// How often reading began anew, because a followed file was cut or another took its place: a line that was unfinished
  /// before is not continued after. The bytes of one ``read(into:)`` never come from both sides.
  public var restarts: Int { source.restarts }

  /// Whether it is a plain file, of which any part can be read: see ``region(_:)``.
  public var isRegularFile: Bool { source is PlainFile }

  /// A part of a plain file, in bytes from its beginning, that another thread can read at the same time. Nil for
  /// anything else, and for a part that begins outside of it.
  public func region(_ range: Range<Int>) -> LogRegion? {
    guard let file = source as? PlainFile, range.lowerBound >= 0 else { return nil }
    return LogRegion(file.descriptor, path: path, start: file.start, range: range)
  }
}
