public import Foundation
public import ProbeProtocol

/// What the host wants of an app's container, through house_arrest and AFC.
public struct ContainerRequest: Hashable, Sendable {
  /// What house_arrest is asked for.
  public enum Vend: String, Hashable, Sendable, CaseIterable {
    /// VendContainer: the whole data container, of development builds.
    case container
    /// VendDocuments: Documents, of apps with UIFileSharingEnabled.
    case documents

    var command: String {
      switch self {
      case .container: "VendContainer"
      case .documents: "VendDocuments"
      }
    }
  }

  public enum Deed: Hashable, Sendable {
    /// Names in a folder.
    case list
    /// The content of a file.
    case file
    /// All files below a folder, until one is refused.
    case folder
  }

  public var deed: Deed
  public var bundle: String
  /// Within the container, `Documents/…`.
  public var path: String
  public var vend: Vend

  public init(_ deed: Deed, bundle: String, path: String, vend: Vend = .container) {
    self.deed = deed
    self.bundle = bundle
    self.path = path
    self.vend = vend
  }
}

/// How the phone answered. What went wrong on the way to it is thrown instead.
public struct ContainerReply: Hashable, Sendable {
  public var outcome: Outcome
  /// The file's content.
  public var content: Data?
  /// Names in the folder, or paths of the files that were copied; sorted.
  public var names: [String]
  /// The path at which a folder's copying stopped.
  public var stopped: String?

  public init(_ outcome: Outcome, content: Data? = nil, names: [String] = [], stopped: String? = nil) {
    self.outcome = outcome
    self.content = content
    self.names = names
    self.stopped = stopped
  }
}

extension HouseArrestError {
  /// What the phone itself said, in the words of the service that said it; nil where the phone said nothing.
  var refusal: Outcome.Failure? {
    switch self {
    case .fileRefused(_, let status):
      .init(domain: "AFC", code: Int(truncatingIfNeeded: status), message: "AFC status \(status)")
    case .appNotInstalled:
      .init(domain: "house_arrest", code: 0, message: "ApplicationLookupFailed")
    case .notADevelopmentBuild:
      .init(domain: "house_arrest", code: 0, message: "InstallationLookupFailed")
    case .locked: .init(domain: "lockdownd", code: 0, message: "PasswordProtected")
    case .refused(let what, let error): .init(domain: what, code: 0, message: error)
    default: nil
    }
  }
}
