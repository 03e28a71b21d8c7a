/// Why a log cannot be read.
public enum LogInputError: Error, Hashable, Sendable {
  /// There is nothing at the path.
  case notFound(path: String)
  /// With the system's words.
  case unreadable(path: String, why: String)
  /// There is something else than a log at the path.
  case notALog(path: String, kind: Kind)
  /// It is compressed in a form that is recognised and not read here; with a command that unpacks it.
  case unknownCompression(path: String, form: String, command: String)
  /// The program that unpacks it is in none of the folders of `PATH`.
  case toolMissing(path: String, compression: Compression, searched: [String])
  /// The operating system would not start the program that unpacks it.
  case toolNotStarted(path: String, compression: Compression, why: String)
  /// A compressed file does not grow line by line, so it cannot be followed.
  case cannotFollow(path: String, compression: Compression)

  /// What lies at a path that holds no bytes of a log.
  public enum Kind: String, Hashable, Sendable {
    case folder, device, socket
  }
}

extension LogInputError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFound(let path): "there is no file at '\(path)'"
    case .unreadable(let path, let why): "\(Self.name(path)) cannot be read: \(why)"
    case .notALog(let path, let kind): "\(Self.name(path)) is no log but a \(kind.rawValue)"
    case .unknownCompression(let path, let form, _):
      "\(Self.name(path)) is compressed with \(form), which is not read here"
    case .toolMissing(let path, let compression, let searched):
      "\(Self.name(path)) is compressed with \(compression.rawValue), and the program '\(compression.tool)' is not "
        + "installed: it is in none of \(searched.joined(separator: ", "))"
    case .toolNotStarted(let path, let compression, let why):
      "'\(compression.tool)', which unpacks \(Self.name(path)), could not be started: \(why)"
    case .cannotFollow(let path, let compression):
      "\(Self.name(path)) is compressed with \(compression.rawValue) and cannot be followed"
    }
  }

  /// What to do next, as a sentence.
  public var remedy: String {
    switch self {
    case .notFound: "Check the path; '-' reads standard input."
    case .unreadable: "Check the file's permissions, and that the disk answers."
    case .notALog(let path, .folder) where path.hasSuffix(".logarchive"):
      "Turn the archive into text on a Mac: log show --archive '\(path)' --style syslog"
    case .notALog(_, .folder): "Name the files in it."
    case .notALog: "Name a file, or send the log to standard input and name '-'."
    case .unknownCompression(_, _, let command): "Unpack it first: \(command)"
    case .toolMissing(_, let compression, _): "Install it: \(compression.installCommand)"
    case .toolNotStarted: "Check that the file is a program and may be run."
    case .cannotFollow: "Read it without following."
    }
  }

  /// As a sentence names a path.
  private static func name(_ path: String) -> String { path == "-" ? "standard input" : "'\(path)'" }
}
