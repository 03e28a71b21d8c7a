import Foundation

/// A pipe whose ends no program that is started meanwhile inherits.
struct PipeEnds {
  var reading: Descriptor
  var writing: Descriptor

  /// - Parameter capacity: bytes that it is to hold; nil leaves what the system gives.
  init(capacity: Int32? = Self.capacity) throws(SystemError) {
    var numbers: [Int32] = [-1, -1]
    let made = numbers.withUnsafeMutableBufferPointer { Self.make($0.baseAddress) }
    guard made == 0 else { throw SystemError.last }
    reading = Descriptor(owning: numbers[0])
    writing = Descriptor(owning: numbers[1])
    #if os(Linux)
      // F_SETPIPE_SZ, which the headers hide. Without it a pipe holds 64 KB, which a slow taker of a burst fills at once.
      if let capacity { _ = fcntl(reading.number, 1_031, capacity) }
    #endif
  }

  /// Bytes that the pipe holds where the system lets us say so. What all pipes of a user hold is limited, to 64 MB on
  /// Linux, so that more than this would not do for many phones.
  private static let capacity: Int32 = 256 << 10

  /// On Linux both ends must be closed to other programs from the first moment: another thread may be starting one. The
  /// call for that is hidden in the headers.
  private static func make(_ numbers: UnsafeMutablePointer<Int32>?) -> Int32 {
    #if os(Linux)
      typealias Call = @convention(c) (UnsafeMutablePointer<Int32>?, Int32) -> Int32
      if let call = dlsym(nil, "pipe2") { return unsafeBitCast(call, to: Call.self)(numbers, O_CLOEXEC) }
    #endif
    return pipe(numbers)
  }
}
