import Foundation

/// Ends a program together with this one, however this one ends: by SIGKILL too, which leaves no moment to do anything.
///
/// The program is started by a shell that first leaves a watcher behind and then becomes the program, so that pid,
/// signals and exit status are the program's own. The watcher waits at the end of a pipe whose other end only this
/// process holds; the system closes that one when this process is gone. Linux could tie a child to its parent
/// (`PR_SET_PDEATHSIG`), but to the thread that forked it, and macOS cannot.
public final class Lifeline: Sendable {
  private let lock = NSLock()
  private nonisolated(unsafe) var ends: PipeEnds?
  /// What the program's standard input has to be; its own is empty then.
  public let standardInput: Int32

  /// - Throws: what the system says, in words, where it has no more descriptors.
  public init() throws(PipeReaderError) {
    do {
      let ends = try PipeEnds(capacity: nil)
      self.ends = ends
      standardInput = ends.reading.number
    } catch {
      throw PipeReaderError(why: error.words)
    }
  }

  /// Lets go: the program is ended if it still runs, and so is whatever it started in its process group.
  public func cut() { lock.withLock { ends = nil } }

  /// The shell that becomes a program.
  public static let shell = "/bin/sh"

  /// The shell's words for a program that leads a process group of its own. The watcher belongs to that group, so that
  /// its number is not given to anybody else before the watcher has used it.
  public static func words(for path: String, _ arguments: [String]) -> [String] {
    let watcher = "trap '' INT TERM HUP; exec >/dev/null 2>&1; read -r _ <&3; kill -s KILL -- -$$"
    return ["-c", "exec 3<&0 </dev/null; (\(watcher)) & exec \"$0\" \"$@\" 3<&-", path] + arguments
  }
}
