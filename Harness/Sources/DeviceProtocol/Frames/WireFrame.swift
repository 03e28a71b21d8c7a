public import Foundation

/// A message with its length in front, as every protocol here sends it.
public protocol WireFrame: Sendable {
  /// How many bytes tell the frame's length.
  static var prefixLength: Int { get }

  /// The length of the whole frame, prefix included.
  ///
  /// - Parameter prefix: at least ``prefixLength`` bytes.
  static func length(prefix: ArraySlice<UInt8>) throws(WireError) -> Int

  /// Reads one whole frame.
  init(frame: ArraySlice<UInt8>) throws(WireError)

  /// The whole frame's bytes.
  func encoded() throws(WireError) -> Data
}

/// No frame of any of the protocols is longer; one that says so is not one.
public let longestWireFrame = 64 << 20

/// Cuts a stream of bytes into frames.
public struct FrameStream<Frame: WireFrame>: Sendable {
  private var buffer: [UInt8] = []
  private var start = 0

  public init() {}

  /// The bytes that no frame has used yet.
  public var rest: ArraySlice<UInt8> { buffer[start...] }

  /// Adds what has arrived.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: start < 1 << 20)
      start = 0
    } else if start > 1 << 16 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next whole frame; nil until more bytes have arrived.
  public mutating func next() throws(WireError) -> Frame? {
    guard rest.count >= Frame.prefixLength else { return nil }
    let length = try Frame.length(prefix: rest)
    guard rest.count >= length else { return nil }
    let frame = try Frame(frame: rest.prefix(length))
    start += length
    return frame
  }
}
