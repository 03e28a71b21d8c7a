/// Bytes that are not what a protocol calls for.
///
/// Each case names the protocol or the part of the frame, what was wrong with it and, where there is one, the bound
/// that it broke. The connection that carried such bytes is out of step and can only be closed.
public enum WireError: Error, Hashable, Sendable {
  /// A length field that is shorter than its own frame's header, or longer than any honest frame.
  case badLength(of: String, length: UInt64, least: Int, most: Int)
  /// The bytes end before the part that is named does.
  case truncated(String, needed: Int, found: Int)
  /// A field that can have only certain values has another one.
  case badField(String, value: UInt64)
  /// Bytes that are no property list, with the parser's words.
  case badPropertyList(String)
  /// A property list that is too large, nests too deep or refers to itself.
  case unsafePropertyList(String)
}

extension WireError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badLength(let of, let length, let least, let most):
      "\(of): a length of \(length) bytes, where \(least) to \(most) are possible"
    case .truncated(let what, let needed, let found):
      "\(what): \(needed) bytes are needed and \(found) are there"
    case .badField(let what, let value): "\(what): the value \(value) is not a known one"
    case .badPropertyList(let why): "not a property list: \(why)"
    case .unsafePropertyList(let why): "a property list that cannot be read safely: \(why)"
    }
  }
}
