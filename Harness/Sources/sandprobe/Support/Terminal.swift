import ArgumentParser
import Foundation

/// When to colour what is printed.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// One of the standard streams as a person or a pipe reads it.
struct Terminal: Sendable {
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  let descriptor: Int32

  /// True where a person sees the stream directly.
  var isInteractive: Bool { isatty(descriptor) == 1 }

  /// The convention of NO_COLOR and CLICOLOR_FORCE; a dumb terminal and a pipe get none.
  var usesColor: Bool { usesColor(.auto) }

  /// The choice of `--color`, or the convention where it leaves it open.
  func usesColor(_ choice: ColorChoice) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if let value = environment["NO_COLOR"], !value.isEmpty { return false }
      if let value = environment["CLICOLOR_FORCE"], value != "0" { return true }
      return isInteractive && environment["TERM"] != "dumb"
    }
  }

  /// Columns; 80 where the stream is no terminal or does not say.
  var width: Int {
    var size = winsize()
    guard isInteractive, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes all of the text, with what ``TerminalText`` stops replaced.
  func write(_ text: String) { write(Data(TerminalText.guarded(text).utf8)) }

  /// Writes all of the bytes; a stream that nobody reads any more takes them silently. Results that cannot be written
  /// for another reason, as on a full disk, end the program.
  /// - Returns: whether all was taken.
  @discardableResult func write(_ bytes: Data) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR || errno == EAGAIN { continue }
          failed(errno)
          return false
        }
        rest = rest.dropFirst(written)
      }
      return true
    }
  }
}

extension Terminal {
  private func failed(_ number: Int32) {
    guard number != EPIPE, descriptor == STDOUT_FILENO else { return }
    let error = CommandError(
      .inputOutput, "standard output cannot be written: \(String(cString: strerror(number)))",
      help: ["check free space where it is redirected to"])
    Terminal.standardError.write(error.text(color: Terminal.standardError.usesColor))
    exit(error.status.rawValue)
  }
}

extension Slice where Base == UnsafeRawBufferPointer {
  fileprivate var baseAddress: UnsafeRawPointer? { base.baseAddress.map { $0 + startIndex } }
}

/// `sandprobe … | head` ends without a word when head has seen enough.
enum BrokenPipe {
  /// A write to a closed pipe then fails with EPIPE, which ``Terminal`` passes over, instead of killing the harness in
  /// the middle of a run.
  static func endsQuietly() { signal(SIGPIPE, SIG_IGN) }
}
