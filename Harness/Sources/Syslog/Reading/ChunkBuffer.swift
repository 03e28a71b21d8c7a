/// The bytes of a log that are still needed: the record that is open, and what came last.
struct ChunkBuffer: Sendable {
  /// Bytes that can be read behind the last one, whatever they are.
  static let padding = 128

  private var storage: [UInt8] = []
  private var start = 0
  private var end = 0
  /// Place of the first needed byte in the log.
  private(set) var base: Int

  /// - Parameter base: place of the first byte in the log.
  init(base: Int = 0) { self.base = base }

  /// Place behind the last byte in the log.
  var position: Int { base + end - start }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    fill(atMost: bytes.count) { space in
      space.copyMemory(from: bytes)
      return bytes.count
    }
  }

  /// Lends space to `read`, which says how many bytes it put there.
  @discardableResult
  mutating func fill<Failure: Error>(
    atMost count: Int, _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    makeRoom(count)
    var result: Result<Int, Failure> = .success(0)
    storage.withUnsafeMutableBytes { bytes in
      let space = UnsafeMutableRawBufferPointer(rebasing: bytes[end..<end + count])
      do throws(Failure) {
        result = .success(try read(space))
      } catch {
        result = .failure(error)
      }
    }
    let taken = min(max(try result.get(), 0), count)
    end += taken
    return taken
  }

  private mutating func makeRoom(_ count: Int) {
    if start > 0 {
      storage.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        base.copyMemory(from: base + start, byteCount: end - start)
      }
      end -= start
      start = 0
    }
    let missing = end + count + Self.padding - storage.count
    if missing > 0 { storage.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Forgets the first bytes.
  mutating func drop(_ count: Int) {
    start += count
    base += count
  }

  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    guard end > start else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
  }
}
