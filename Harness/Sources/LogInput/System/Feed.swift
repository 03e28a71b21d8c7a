import Foundation

/// The way into a child's standard input: bytes are handed over as the child takes them, and a child that is gone sends
/// no SIGPIPE.
///
/// It is a socket, since only sending to one can be told not to raise the signal, on every system and for one call.
struct Feed {
  private let ownEnd: Descriptor

  /// The child's end must be let go when the child has it, or its death would not be noticed.
  static func make() throws(SystemError) -> (feed: Feed, childEnd: Descriptor) {
    var numbers: [Int32] = [-1, -1]
    #if canImport(Darwin)
      let form = SOCK_STREAM
    #else
      let form = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #endif
    guard socketpair(AF_UNIX, form, 0, &numbers) == 0 else { throw SystemError.last }
    let ownEnd = Descriptor(owning: numbers[1])
    ownEnd.makeNonBlocking()
    #if canImport(Darwin)
      var yes: Int32 = 1
      _ = setsockopt(ownEnd.number, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return (Feed(ownEnd: ownEnd), Descriptor(owning: numbers[0]))
  }

  /// For waiting until the child takes more.
  var number: Int32 { ownEnd.number }

  /// Hands over what the child takes now; 0 where it takes nothing yet.
  func send(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    do {
      return try retrying { Foundation.send(ownEnd.number, bytes.baseAddress, bytes.count, flags) }
    } catch {
      if error.code == EAGAIN || error.code == EWOULDBLOCK || error.code == ENOBUFS { return 0 }
      throw error
    }
  }
}
