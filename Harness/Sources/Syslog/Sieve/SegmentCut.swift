/// Finds places where a log can be cut so that its parts can be read by themselves.
package enum SegmentCut {
  /// Bytes that are searched.
  package static let reach = 64 << 10

  /// Where in the bytes the first line begins that is a header wherever it stands; nil where there is none.
  ///
  /// The bytes' first line may have begun before them, so that it does not count.
  package static func place(in bytes: UnsafeRawBufferPointer) -> Int? {
    let text = bytes.bindMemory(to: UInt8.self).span
    var from = 0
    while let newline = text.first(Ascii.newline, in: from..<text.count) {
      from = newline + 1
      let end = text.first(Ascii.newline, in: from..<text.count) ?? text.count
      if StampedHeader.parse(text.extracting(from..<end), at: 0) != nil { return from }
    }
    return nil
  }
}
