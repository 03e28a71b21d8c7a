#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file descriptor with the few calls that measurements need.
struct Descriptor {
  /// Of one read. Between 64 KB and 1 MB it hardly matters.
  static let chunk = 256 << 10

  let number: Int32

  static let standardInput = Descriptor(number: 0)
  static let standardOutput = Descriptor(number: 1)

  init(number: Int32) { self.number = number }

  init(reading path: String) throws {
    number = open(path, O_RDONLY)
    guard number >= 0 else { throw Self.failure(path) }
  }

  /// Both ends of a new pipe.
  static func pipe() throws -> (read: Descriptor, write: Descriptor) {
    var ends: [Int32] = [0, 0]
    #if canImport(Darwin)
      let status = Darwin.pipe(&ends)
    #else
      let status = Glibc.pipe(&ends)
    #endif
    guard status == 0 else { throw failure("pipe") }
    // A child that holds another's writing end would keep that one from its end.
    for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) != 0 { throw failure("fcntl") }
    return (Descriptor(number: ends[0]), Descriptor(number: ends[1]))
  }

  /// Hands over every chunk until the end.
  func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 64)
    defer { buffer.deallocate() }
    while let count = try read(into: buffer) {
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Bytes of the file.
  func size() throws -> Int {
    let size = lseek(number, 0, SEEK_END)
    guard size >= 0 else { throw Self.failure("lseek") }
    return Int(size)
  }

  /// How many bytes came from a place of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer, at place: Int) throws -> Int {
    let count = pread(number, buffer.baseAddress, buffer.count, off_t(place))
    guard count >= 0 else { throw Self.failure("pread") }
    return count
  }

  /// How many bytes came; nil at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int? {
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(number, buffer.baseAddress, buffer.count)
      #else
        let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      #endif
      if count > 0 { return count }
      if count == 0 { return nil }
      guard errno == EINTR else { throw Self.failure("read") }
    }
  }

  /// Writes all of it, with one call where the other side takes it.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Darwin)
        let count = Darwin.write(number, rest.baseAddress, rest.count)
      #else
        let count = Glibc.write(number, rest.baseAddress, rest.count)
      #endif
      if count < 0 {
        guard errno == EINTR else { throw Self.failure("write") }
        continue
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  func close() {
    #if canImport(Darwin)
      _ = Darwin.close(number)
    #else
      _ = Glibc.close(number)
    #endif
  }

  static func failure(_ call: String) -> BenchError {
    .system(call: call, why: String(cString: strerror(errno)))
  }
}

extension UnsafeRawBufferPointer {
  /// Hands over every line that has an end here, without it.
  func forEachLine(_ body: (UnsafeRawBufferPointer) -> Void) {
    var start = 0
    while start < count, let base = baseAddress, let hit = memchr(base + start, 10, count - start) {
      let end = UnsafeRawPointer(hit) - base
      body(UnsafeRawBufferPointer(rebasing: self[start..<end]))
      start = end + 1
    }
  }
}
