public import Syslog

/// A sandbox decision in words, for a person who reads the summary of a log.
///
/// Texts from the record stand in it as logged; who shows it escapes them.
public struct SandboxExplanation: Hashable, Sendable {
  /// The operation: `read a file's content`.
  public var operationWords: String
  /// What kind of place or service the target is: `the shared container of an App Group`.
  public var targetWords: String
  /// Whose it is, where the target tells: `the App Group with the container 847B3BD4-…`.
  public var ownerWords: String?
  /// The likely cause, as a sentence that says how sure it is and which published claim says so.
  public var cause: String?
  /// The target with identifiers, numbers and names of files replaced, by which equal kinds are grouped.
  public var shape: String

  public init(_ violation: SandboxViolation) {
    self.init(violation, TargetReading(violation.parsedTarget))
  }

  init(_ violation: SandboxViolation, _ reading: TargetReading) {
    operationWords = OperationWords.words(for: violation.operation)
    targetWords =
      reading.place.map { Self.words(for: reading.target, in: $0) } ?? Self.words(for: reading.target)
    ownerWords = reading.place?.ownerWords
    cause = LikelyCause.sentence(for: violation, in: reading.place)
    shape = reading.shape
  }

  private static func words(for target: SandboxTarget, in place: TargetPlace) -> String {
    switch target {
    case .issuedExtension(_, let extensionClass):
      "\(place.words), as an extension of the class \(extensionClass)"
    case .socket: "a UNIX socket in \(place.words)"
    default: place.words
    }
  }

  private static func words(for target: SandboxTarget) -> String {
    switch target {
    case .none: "nothing that the record names"
    case .iokit(let iokitClass, nil): "the driver class \(iokitClass)"
    case .iokit(let iokitClass, let property?): "the property \(property) of the driver class \(iokitClass)"
    case .service(_, let isPerPid): isPerPid ? "a Mach service of one process" : "a Mach service"
    case .networkAddress: "a network address"
    case .preferenceDomain("kCFPreferencesAnyApplication"): "the preferences of all applications"
    case .preferenceDomain: "a preference domain"
    case .sysctl: "a setting of the kernel"
    case .path, .issuedExtension, .socket, .other: "a target of another kind"
    }
  }
}
