import Foundation

/// An open file descriptor, closed when nobody holds it any more.
///
/// Its number is above 2, so that a child's standard streams can be put in place in any order, and no program that is
/// started meanwhile inherits it.
final class Descriptor: Sendable {
  let number: Int32

  /// Takes over a descriptor.
  init(owning number: Int32) {
    let flags = fcntl(number, F_GETFD)
    if flags & FD_CLOEXEC == 0 { _ = fcntl(number, F_SETFD, flags | FD_CLOEXEC) }
    let moved = number > 2 ? number : fcntl(number, F_DUPFD_CLOEXEC, 3)
    if moved >= 0, moved != number { _ = close(number) }
    self.number = moved >= 0 ? moved : number
  }

  deinit { _ = close(number) }

  /// Opens a file for reading. A FIFO without a writer does not make it wait.
  static func open(_ path: String) throws(SystemError) -> Descriptor {
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    let number = try retrying { Foundation.open(path, flags) }
    return Descriptor(owning: number)
  }

  /// A second name for standard input, which shares its place in the file.
  static func standardInput() throws(SystemError) -> Descriptor {
    Descriptor(owning: try retrying { fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) })
  }

  /// Reads what is there, at most the buffer's size; 0 at the end, nil where nothing is there yet.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int? {
    do {
      return try retrying { Foundation.read(number, buffer.baseAddress, buffer.count) }
    } catch {
      // Two codes for one thing, which differ on some systems.
      if error.code == EAGAIN || error.code == EWOULDBLOCK { return nil }
      throw error
    }
  }

  /// Reads at a place of a file; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
    try retrying { pread(number, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  /// The place in the file at which the next read begins, or a child's that shares it; nil for a stream.
  var offset: Int? {
    let place = lseek(number, 0, SEEK_CUR)
    return place < 0 ? nil : Int(place)
  }

  /// Makes the next read begin at a place.
  func seek(to offset: Int) throws(SystemError) {
    _ = try retrying { Int(lseek(number, off_t(offset), SEEK_SET)) }
  }

  /// What it is.
  func status() throws(SystemError) -> stat {
    var status = stat()
    _ = try retrying { fstat(number, &status) }
    return status
  }

  /// Makes reads and writes return at once. For descriptors that no other process shares.
  func makeNonBlocking() {
    let flags = fcntl(number, F_GETFL)
    _ = fcntl(number, F_SETFL, flags | O_NONBLOCK)
  }

  /// What lies at a path, links followed.
  static func status(of path: String) throws(SystemError) -> stat {
    var status = stat()
    _ = try retrying { stat(path, &status) }
    return status
  }
}

/// Makes a system call again for as long as a signal interrupts it.
func retrying<Number: SignedInteger>(_ call: () -> Number) throws(SystemError) -> Number {
  while true {
    let answer = call()
    if answer >= 0 { return answer }
    let error = SystemError.last
    if error.code != EINTR { throw error }
  }
}

/// Waits until one of the descriptors has something to say, at most so long; no limit below 0. Leaves their answers in
/// the list.
func waitForAny(_ list: inout [pollfd], milliseconds: Int32) throws(SystemError) {
  let count = nfds_t(list.count)
  do {
    _ = try list.withUnsafeMutableBufferPointer { buffer throws(SystemError) in
      let answer = poll(buffer.baseAddress, count, milliseconds)
      if answer < 0 { throw SystemError.last }
      return answer
    }
  } catch {
    // A signal: the caller looks around and waits again.
    guard error.code == EINTR || error.code == EAGAIN else { throw error }
    for index in list.indices { list[index].revents = 0 }
  }
}
