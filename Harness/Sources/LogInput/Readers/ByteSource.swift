/// One of the ways in which bytes come in.
protocol ByteSource: AnyObject {
  /// The next bytes; 0 at the end, which stays the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
  /// Bytes on disk, or of the stream, that were taken so far.
  var consumed: Int { get }
  /// What is wrong with what was read, in sentences.
  var problems: [String] { get }
  /// How often reading began anew with other bytes.
  var restarts: Int { get }
}

extension ByteSource {
  var restarts: Int { 0 }
}
