/// What tccd, and the library TCC inside any process, log about access to private data.
public enum PrivacyMessage: Hashable, Sendable {
  /// `This app has crashed because it attempted to access privacy-sensitive data without a usage description.  The
  /// app's Info.plist must contain an NSPhotoLibraryUsageDescription key …`. The wording for locations says `has
  /// attempted`: that app is not killed.
  case missingUsageKey(key: String?, isKilled: Bool)
  /// `AUTHREQ_CTX: msgID=618.6014, function=TCCAccessRequest, service=kTCCService…, preflight=yes, query=1`.
  case request(Request)
  /// `Failed to match existing code requirement for subject ID and service kTCCService…`: the app is signed otherwise
  /// than when access was granted.
  case requirementMismatch(subject: String, service: String)

  /// A step of one request for access, all of which share an identifier.
  public struct Request: Hashable, Sendable {
    public enum Step: String, Hashable, Sendable, Codable {
      /// `AUTHREQ_CTX`
      case requested
      /// `AUTHREQ_SUBJECT`
      case subject
      /// `AUTHREQ_ATTRIBUTION`
      case attributed
      /// `AUTHREQ_PROMPTING`: the user is asked.
      case prompted
      /// `AUTHREQ_RESULT`
      case answered
    }

    public var step: Step
    public var id: String?
    /// `kTCCServiceMicrophone`
    public var service: String?
    public var function: String?
    /// Whether it only asks what the answer would be.
    public var isPreflight: Bool?
    /// The `authValue` of an answer. What the numbers stand for is not published.
    public var answer: Int?
  }
}

extension PrivacyMessage: MessageReading {
  var kind: String {
    switch self {
    case .missingUsageKey(_, let isKilled): isKilled ? "killed" : "usage-key-missing"
    case .request(let request): request.step.rawValue
    case .requirementMismatch: "requirement-mismatch"
    }
  }

  var words: String {
    switch self {
    case .missingUsageKey(let key, let isKilled):
      (isKilled ? "was killed for touching private data" : "touched private data") + " without "
        + (key.map { "the usage description \($0)" } ?? "a usage description")
    case .request(let request): request.words
    case .requirementMismatch(let subject, let service):
      "found \(subject) signed otherwise than when it was given \(service)"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    if reader.skip("This app has ") {
      let isKilled = reader.skip("crashed because it ")
      guard reader.skip("attempted to access privacy-sensitive data without a usage description") else {
        return nil
      }
      // The key is a word of its own before ` key `.
      let isNamed = reader.skip(past: " must contain a ") || reader.skip(past: " must contain an ")
      self = .missingUsageKey(key: isNamed ? reader.word() : nil, isKilled: isKilled)
    } else if reader.skip("AUTHREQ_") {
      guard let request = Request(reader) else { return nil }
      self = .request(request)
    } else if reader.skip("Failed to match existing code requirement for subject ") {
      guard let subject = reader.text(toLast: " and service ") else { return nil }
      self = .requirementMismatch(subject: subject, service: reader.line())
    } else {
      return nil
    }
  }
}

extension PrivacyMessage.Request {
  fileprivate var words: String {
    let service = service ?? "private data"
    return switch step {
    case .requested: "was asked for access to \(service)" + (isPreflight == true ? ", without a prompt" : "")
    case .subject: "looked up who asks for access"
    case .attributed: "found out for whom access is asked"
    case .prompted: "asked the user for access to \(service)"
    case .answered: "answered a request for access" + (answer.map { " with \($0)" } ?? "")
    }
  }

  /// `CTX: msgID=…, name=value, …`; the fields can go on over further lines.
  fileprivate init?(_ message: WordReader) {
    let steps: [(StaticString, Step)] = [
      ("CTX: ", .requested), ("SUBJECT: ", .subject), ("ATTRIBUTION: ", .attributed),
      ("PROMPTING: ", .prompted), ("RESULT: ", .answered),
    ]
    var reader = message
    guard let step = steps.first(where: { reader.skip($0.0) })?.1 else { return nil }
    self.step = step
    id = Self.field("msgID=", of: reader)
    service = Self.field("service=", of: reader)
    function = Self.field("function=", of: reader)
    isPreflight = Self.field("preflight=", of: reader).map { $0 == "yes" }
    answer = Self.field("authValue=", of: reader).flatMap { Int($0) }
  }

  private static func field(_ name: StaticString, of message: WordReader) -> String? {
    var reader = message
    guard reader.skip(past: name) else { return nil }
    let value = reader.text { $0 > Ascii.blank && $0 != UInt8(ascii: ",") }
    return value.isEmpty ? nil : value
  }
}
