public import Syslog

/// A process to look for: a name, a name with `*` and `?`, or a pid.
public struct NamePattern: Hashable, Sendable {
  /// As typed.
  public let text: String
  private let bytes: [UInt8]
  private let pid: Int32?

  public init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    pid = Int32(text)
  }

  /// Whether the record was logged by such a process, or reports a sandbox decision about one.
  public func matches(_ record: LogRecord) -> Bool {
    if matches(name: record.process, pid: record.pid) { return true }
    guard case .sandbox(let violation) = record.content, let subject = violation.subject else { return false }
    return matches(name: subject.name, pid: subject.pid)
  }

  /// A name of 16 bytes may be what is left of a longer one: the kernel keeps no more in `p_comm`.
  func matches(name: String, pid: Int32?) -> Bool {
    if let wanted = self.pid, wanted == pid { return true }
    var name = Array(name.utf8)
    if name.first == UInt8(ascii: "/"), bytes.first != UInt8(ascii: "/"),
      let slash = name.lastIndex(of: UInt8(ascii: "/"))
    {
      name.removeFirst(slash + 1)
    }
    return Self.glob(bytes, name, mayGoOn: name.count == 16)
  }

  /// Glob matching that goes back to the last `*` only, so its time grows with the product of the lengths at most.
  private static func glob(_ pattern: [UInt8], _ name: [UInt8], mayGoOn: Bool) -> Bool {
    let (star, any) = (UInt8(ascii: "*"), UInt8(ascii: "?"))
    var (at, place) = (0, 0)
    var (afterStar, anchor) = (-1, 0)
    while place < name.count {
      if at < pattern.count, pattern[at] == star {
        at += 1
        (afterStar, anchor) = (at, place)
      } else if at < pattern.count, pattern[at] == any || pattern[at] == name[place] {
        at += 1
        place += 1
      } else if afterStar >= 0 {
        anchor += 1
        (at, place) = (afterStar, anchor)
      } else {
        return false
      }
    }
    return mayGoOn || pattern[at...].allSatisfy { $0 == star }
  }
}
