public import Foundation

extension Conductor {
  /// The body of every reply that is not 200.
  public struct Refusal: Codable, Hashable, Sendable, Error {
    /// What kind of trouble, in a word that programs can compare.
    public enum Code: String, Codable, CaseIterable, Sendable {
      case badRequest = "bad-request"
      case unauthorized
      case notFound = "not-found"
      /// There is no session yet.
      case noSession = "no-session"
      /// No app of that bundle id is installed.
      case notInstalled = "not-installed"
      /// The app could not be launched, with the system's words.
      case launchFailed = "launch-failed"
      /// The phone is locked: nothing can be launched or activated.
      case locked
      /// Another request is at the screen.
      case busy
      /// What was looked for did not come to the screen in time; ``Refusal/evidence`` shows what was there instead.
      case elementNotFound = "element-not-found"
      /// An alert covers what was looked for.
      case alertInTheWay = "alert-in-the-way"
      /// It was done and shows no effect.
      case noEffect = "no-effect"
      /// Only the passcode opens this phone, and nobody but its owner should type that.
      case needsPasscode = "needs-passcode"
      /// This runner, or this iOS, has no way to do it.
      case unsupported
    }

    public var code: Code
    public var message: String
    /// The screen at the time, where the trouble was with what is on it.
    public var evidence: ScreenEvidence?

    public init(code: Code, message: String, evidence: ScreenEvidence? = nil) {
      self.code = code
      self.message = message
      self.evidence = evidence
    }

    /// The HTTP status that goes with the code.
    public var status: Int {
      switch code {
      case .badRequest: 400
      case .unauthorized: 401
      case .notFound: 404
      case .noSession, .notInstalled, .launchFailed, .busy, .elementNotFound, .alertInTheWay, .noEffect: 409
      case .locked, .needsPasscode: 423
      case .unsupported: 501
      }
    }

    /// Whether a person at the phone can do what the Conductor could not.
    public var isForAPerson: Bool {
      switch code {
      case .elementNotFound, .alertInTheWay, .noEffect, .needsPasscode, .unsupported, .locked: true
      case .badRequest, .unauthorized, .notFound, .noSession, .notInstalled, .launchFailed, .busy: false
      }
    }
  }

  /// What was on the screen when something was not found there.
  public struct ScreenEvidence: Codable, Hashable, Sendable {
    /// What was looked for, in the order in which it was.
    public var lookups: [String]
    /// A PNG; nil where none could be taken.
    public var screenshot: Data?
    /// The elements of everything that was looked into.
    public var trees: [ElementTree]

    public init(lookups: [String] = [], screenshot: Data? = nil, trees: [ElementTree] = []) {
      self.lookups = lookups
      self.screenshot = screenshot
      self.trees = trees
    }
  }
}
