/// The life of a claim of file coordination: a process says what it will read or write, filecoordinationd grants it, the
/// process does it, the claim is given back. Both sides log it.
///
///     Received claim <private>
///     Starting to observe state of client with pid 4385 on behalf of claim DEA8C7A2-…
///     Claim DEA8C7A2-… granted in server
///     Claim DEA8C7A2-… invoked in client
///     Claim DEA8C7A2-… was revoked
///     Write options: 0 -- URL: <private> -- purposeID: DCB02E0E-…
public struct ClaimMessage: Hashable, Sendable {
  public enum Step: String, Hashable, Sendable, Codable {
    /// A client says what it wants to write.
    case requested
    case received, observed, granted, invoked, revoked
  }

  public enum Side: String, Hashable, Sendable, Codable { case server, client }

  public var step: Step
  /// The claim's UUID, or the purpose's where a client asks; nil where the log hides it.
  public var id: String?
  public var side: Side?
  /// The process that the claim belongs to, where the message names it.
  public var clientPID: Int32?
  /// What is claimed, as printed: a URL or `<private>`.
  public var target: String?
}

extension ClaimMessage: MessageReading {
  var kind: String { step.rawValue }

  var words: String {
    let claim = "the claim" + (id.map { " \($0)" } ?? "")
    let side = side.map { " in the \($0.rawValue)" } ?? ""
    return switch step {
    case .requested: "asked to write \(target ?? "a file") under file coordination"
    case .received: "received a claim" + (target.map { " \($0)" } ?? "")
    case .observed: "began to watch the client" + (clientPID.map { " with pid \($0)" } ?? "") + " of \(claim)"
    case .granted: "granted \(claim)\(side)"
    case .invoked: "carried out \(claim)\(side)"
    case .revoked: "revoked \(claim)"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    if reader.skip("Claim ") {
      self.init(claim: reader)
    } else if reader.skip("Received claim ") {
      let target = reader.line()
      self.init(step: .received, target: target.isEmpty ? nil : target)
    } else if reader.skip("Starting to observe state of client with pid ") {
      self.init(step: .observed, clientPID: reader.pid())
      if reader.skip(" on behalf of claim ") { id = reader.uuid() }
    } else if reader.skip("Write options: ") {
      guard reader.skip(past: " -- URL: ") else { return nil }
      let target = reader.text(toLast: " -- purposeID: ")
      self.init(step: .requested, id: target == nil ? nil : reader.uuid(), target: target ?? reader.line())
    } else {
      return nil
    }
  }

  /// `UUID granted in server`, `UUID was revoked`.
  private init?(claim: WordReader) {
    var reader = claim
    guard let id = reader.uuid(), reader.skip(" ") else { return nil }
    let rest = reader.line()
    switch rest {
    case "granted in server": self.init(step: .granted, id: id, side: .server)
    case "granted in client": self.init(step: .granted, id: id, side: .client)
    case "invoked in server": self.init(step: .invoked, id: id, side: .server)
    case "invoked in client": self.init(step: .invoked, id: id, side: .client)
    case "was revoked": self.init(step: .revoked, id: id)
    default: return nil
    }
  }
}
