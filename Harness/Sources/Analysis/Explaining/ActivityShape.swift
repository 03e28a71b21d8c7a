public import Syslog

/// By what messages of daemons are put together: the same family says the same kind of thing in the same process.
public struct ActivityShape: Hashable, Sendable {
  /// The kind of messages whose wording is not known.
  public static let unknownKind = "other"

  public var family: LogFamily
  /// What happened, a word of the family: `issued`, `refused`, `copied`, `killed`.
  public var kind: String
  /// Who logged it; the last name of a process that was logged as a path.
  public var process: String

  public init(_ message: DaemonMessage) {
    family = message.family
    kind = message.kind ?? Self.unknownKind
    process = Self.name(message.process)
  }

  /// Most characters of ``words(of:)``: paths and contents of files can be long.
  static let wordLimit = 400

  /// What one of them did, as the rest of a sentence: `issued a sandbox extension for /private/var/…`.
  public static func words(of message: DaemonMessage) -> String {
    guard let words = message.words else { return "logged something whose wording is not known" }
    let scalars = words.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: wordLimit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return words }
    return String(scalars[..<end]) + "…"
  }

  private static func name(_ process: String) -> String {
    guard process.utf8.first == UInt8(ascii: "/"), let slash = process.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { return process }
    return String(process[process.utf8.index(after: slash)...])
  }
}
