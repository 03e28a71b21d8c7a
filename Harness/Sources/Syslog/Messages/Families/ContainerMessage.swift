/// What containermanagerd and the library through which others ask it log.
public enum ContainerMessage: Hashable, Sendable {
  /// `stat [PATH]: exists: 1, isDirectory: 0, fsNode: <…>`.
  case looked(path: String, exists: Bool, isDirectory: Bool?)
  /// `[0] command=0, client=<…, uid=33, pid=5164, sandboxed=1, platform=2>, error=(none)`.
  case command(Command)
  /// `container_copy_path: success`, logged in the asking process.
  case called(function: String, result: String)
  /// `MC: MobileContainerManager gave us a path we weren't expecting`, with both on the lines behind it.
  case unexpectedPath(expected: String?, actual: String?)

  /// A request that it was sent.
  public struct Command: Hashable, Sendable {
    public var number: Int
    /// Who asked, as printed.
    public var client: String
    public var clientPID: Int32?
    public var isSandboxed: Bool?
    /// Nil for `(none)`.
    public var error: String?
  }
}

extension ContainerMessage: MessageReading {
  var kind: String {
    switch self {
    case .looked: "looked"
    case .command: "command"
    case .called: "called"
    case .unexpectedPath: "unexpected-path"
    }
  }

  var words: String {
    switch self {
    case .looked(let path, let exists, let isDirectory):
      "looked at \(path): "
        + (exists ? isDirectory.map { $0 ? "a folder" : "a file" } ?? "it exists" : "it does not exist")
    case .command(let command):
      "was sent the command \(command.number)"
        + (command.clientPID.map { " by the process with pid \($0)" } ?? "")
        + (command.error.map { ", which failed: \($0)" } ?? "")
    case .called(let function, let result): "called \(function): \(result)"
    case .unexpectedPath(let expected, let actual):
      "was given the container \(actual ?? "at another path") where it expected \(expected ?? "another")"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    if reader.skip("stat [") {
      guard let path = reader.text(toLast: "]: exists: "), let exists = reader.number() else { return nil }
      let isDirectory = reader.skip(", isDirectory: ") ? reader.number() : nil
      self = .looked(path: path, exists: exists != 0, isDirectory: isDirectory.map { $0 != 0 })
    } else if let command = Command(message) {
      self = .command(command)
    } else if reader.skip("MC: MobileContainerManager gave us a path") {
      var actual = reader
      self = .unexpectedPath(
        expected: reader.skip(past: "Expected: ") ? reader.line() : nil,
        actual: actual.skip(past: "Actual: ") ? actual.line() : nil)
    } else if reader.begins("container_") {
      let function = reader.text { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
      guard reader.skip(": ") else { return nil }
      self = .called(function: function, result: reader.line())
    } else {
      return nil
    }
  }
}

extension ContainerMessage.Command {
  fileprivate init?(_ message: WordReader) {
    var reader = message
    guard reader.skip("["), reader.number() != nil, reader.skip("] command="), let number = reader.number(),
      reader.skip(", client=<")
    else { return nil }
    self.number = number
    guard let client = reader.text(toLast: ">, error=") else { return nil }
    self.client = client
    let error = reader.line()
    self.error = error == "(none)" ? nil : error
    var fields = WordReader(client)
    clientPID = fields.skip(past: ", pid=") ? fields.pid() : nil
    isSandboxed = fields.skip(past: ", sandboxed=") ? fields.number().map { $0 != 0 } : nil
  }
}
