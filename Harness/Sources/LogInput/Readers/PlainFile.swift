/// A regular file that is not compressed.
final class PlainFile: ByteSource {
  let descriptor: Descriptor
  /// Where the log begins in the file, and how long it was at first.
  let start: Int
  let size: Int
  private(set) var consumed = 0
  private(set) var problems: [String] = []
  private let stop: StopSignal
  private var hasEnded = false

  init(_ descriptor: Descriptor, start: Int, size: Int, stop: StopSignal) {
    self.stop = stop
    self.descriptor = descriptor
    self.start = start
    self.size = size
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    guard !hasEnded, !stop.isGiven else { return 0 }
    let count = try descriptor.read(into: buffer) ?? 0
    consumed += count
    if count == 0 {
      hasEnded = true
      if consumed < size {
        problems.append("the file was cut while it was read: of its \(size) bytes, \(consumed) were there")
      }
    }
    return count
  }
}
