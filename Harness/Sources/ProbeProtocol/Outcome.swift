/// How an action ended, as the actor that took it saw it.
public enum Outcome: Hashable, Sendable {
  /// The call succeeded.
  case ok
  /// The call returned nothing and gave no reason, as `getpwuid` and `containerURL` can.
  case none
  /// The call failed with an error number of the operating system.
  case errno(ErrnoName)
  /// A framework failed with an `NSError`.
  case error(Failure)
  /// The action could not be tried at all: an argument is missing, or a modelled phone has no documented
  /// behaviour for it. Says nothing about the claim.
  case unsupported(String)

  /// An `NSError`: its domain, its code and its text as the actor got them.
  public struct Failure: Hashable, Sendable, Codable {
    public var domain: String
    public var code: Int
    public var message: String

    public init(domain: String, code: Int, message: String) {
      self.domain = domain
      self.code = code
      self.message = message
    }
  }

  /// True for every ending but `ok` and `unsupported`: the system said no.
  public var isRefusal: Bool {
    switch self {
    case .ok, .unsupported: false
    case .none, .errno, .error: true
    }
  }
}

extension Outcome: CustomStringConvertible {
  public var description: String {
    switch self {
    case .ok: "ok"
    case .none: "nil"
    case .errno(let name): name.rawValue
    case .error(let failure): "\(failure.domain) \(failure.code): \(failure.message)"
    case .unsupported(let reason): "not tried: \(reason)"
    }
  }
}

extension Outcome: Codable {
  private enum Key: String, CodingKey { case errno, error, unsupported }

  public init(from decoder: any Decoder) throws {
    if let word = try? decoder.singleValueContainer().decode(String.self) {
      switch word {
      case "ok": self = .ok
      case "nil": self = .none
      default:
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "no outcome is called '\(word)'"))
      }
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    if let name = try container.decodeIfPresent(ErrnoName.self, forKey: .errno) {
      self = .errno(name)
    } else if let failure = try container.decodeIfPresent(Failure.self, forKey: .error) {
      self = .error(failure)
    } else {
      self = .unsupported(try container.decode(String.self, forKey: .unsupported))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .ok, .none:
      var container = encoder.singleValueContainer()
      try container.encode(self == .ok ? "ok" : "nil")
    case .errno(let name):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(name, forKey: .errno)
    case .error(let failure):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(failure, forKey: .error)
    case .unsupported(let reason):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(reason, forKey: .unsupported)
    }
  }
}
