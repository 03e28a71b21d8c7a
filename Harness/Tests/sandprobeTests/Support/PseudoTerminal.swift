import Foundation

/// The program on a terminal of its own, as a person has it.
final class PseudoTerminal: @unchecked Sendable {
  private let lock = NSLock()
  private let master: FileHandle
  private let process = Process()
  private var shown = ""

  init(_ words: [String], variables: [String: String]) throws {
    let (descriptor, name) = try Self.open()
    guard let slave = FileHandle(forUpdatingAtPath: name) else { throw NoTerminal() }
    master = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    process.executableURL = Places.sandprobe
    process.arguments = words
    process.currentDirectoryURL = Places.repository
    var environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    environment["TERM"] = "xterm"
    environment["NO_COLOR"] = "1"
    process.environment = environment
    process.standardInput = slave
    process.standardOutput = slave
    process.standardError = slave
    try process.run()
    try slave.close()
    Thread.detachNewThread { [self] in read(descriptor) }
  }

  /// The near side of a new terminal, and the path of its far side.
  private static func open() throws -> (Int32, String) {
    #if os(Linux)
      // What unlockpt and ptsname do; Swift's Glibc does not show them.
      let descriptor = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var isLocked: Int32 = 0
      var number: UInt32 = 0
      guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &isLocked) == 0,
        ioctl(descriptor, 0x8004_5430, &number) == 0
      else { throw NoTerminal() }
      return (descriptor, "/dev/pts/\(number)")
    #else
      let descriptor = posix_openpt(O_RDWR | O_NOCTTY)
      guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0,
        let name = ptsname(descriptor)
      else { throw NoTerminal() }
      return (descriptor, String(cString: name))
    #endif
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// All that was shown until now.
  var text: String { lock.withLock { shown } }

  func type(_ text: String) throws { try master.write(contentsOf: Data(text.utf8)) }

  /// Waits until the text is shown. The limit is for a program that hangs, not a measure of speed.
  func wait(for text: String) async throws {
    for _ in 0..<6_000 {
      if self.text.contains(text) { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw NeverShown(text: text, instead: self.text)
  }

  /// Waits for the program's end.
  /// - Returns: its status.
  func end() async throws -> Int32 {
    for _ in 0..<6_000 where process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    guard !process.isRunning else { throw NeverShown(text: "the end", instead: text) }
    return process.terminationStatus
  }

  private func read(_ descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      // On Linux a terminal whose other side is closed gives EIO.
      guard count > 0 else { return }
      lock.withLock { shown += String(decoding: buffer[..<count], as: UTF8.self) }
    }
  }

  struct NoTerminal: Error {}

  struct NeverShown: Error {
    var text: String
    var instead: String
  }
}
