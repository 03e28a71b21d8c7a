/// What a sandbox decision was about, read from its text by the operation.
public enum SandboxTarget: Hashable, Sendable {
  /// The operation names nothing, as `forbidden-exec-sugid`.
  case none
  /// A file or folder, as printed; it can be a relative name.
  case path(String)
  /// `target:/path extension-class:com.apple.app-sandbox.read-write`: the file for which an extension was to be issued.
  case issuedExtension(path: String, extensionClass: String)
  /// An I/O Kit class, and the property that was asked for.
  case iokit(iokitClass: String, property: String?)
  /// The name of a Mach service. A per-pid service is one that a process has to itself.
  case service(name: String, isPerPid: Bool)
  /// A UNIX socket.
  case socket(path: String)
  /// A host and port. They are known from invented examples only, so nothing is read out of the text.
  case networkAddress(String)
  /// A preference domain, or a constant of CFPreferences such as `kCFPreferencesAnyApplication`.
  case preferenceDomain(String)
  /// `hw.machine`
  case sysctl(String)
  /// The target of an operation whose grammar is not known.
  case other(String)

  /// Reads what stands behind the operation.
  /// - Parameter note: what stood in parentheses behind a service's name.
  public init(operation: String, text: String, note: String? = nil) {
    self =
      if text.isEmpty {
        .none
      } else if operation.hasPrefix("file-") {
        Self.issuedExtension(text, of: operation) ?? .path(text)
      } else if operation.hasPrefix("iokit-") {
        Self.iokit(text)
      } else if operation == "mach-lookup" || operation == "mach-register" {
        .service(name: text, isPerPid: note == "per-pid")
      } else if operation.hasPrefix("network-") {
        text.utf8.first == UInt8(ascii: "/") ? .socket(path: text) : .networkAddress(text)
      } else if operation.hasPrefix("user-preference-") {
        .preferenceDomain(text)
      } else if operation.hasPrefix("sysctl-") {
        .sysctl(text)
      } else {
        text.utf8.first == UInt8(ascii: "/") ? .path(text) : .other(text)
      }
  }

  /// The path is all between its two labels, blanks included; a record that was wrapped by hand can have a newline in
  /// front of the first.
  private static func issuedExtension(_ text: String, of operation: String) -> SandboxTarget? {
    guard operation == "file-issue-extension" else { return nil }
    var reader = WordReader(text)
    guard reader.skip("target:"), let path = reader.text(toLast: " extension-class:")
    else { return nil }
    return .issuedExtension(path: path, extensionClass: reader.line())
  }

  /// `iokit-class:CLASS property:NAME`, or a class alone.
  private static func iokit(_ text: String) -> SandboxTarget {
    var reader = WordReader(text)
    guard reader.skip("iokit-class:") else { return .iokit(iokitClass: text, property: nil) }
    guard let iokitClass = reader.text(to: " property:") else {
      return .iokit(iokitClass: reader.line(), property: nil)
    }
    return .iokit(iokitClass: iokitClass, property: reader.line())
  }
}

extension SandboxViolation {
  /// The target, read by the operation.
  public var parsedTarget: SandboxTarget {
    SandboxTarget(operation: operation, text: target, note: note)
  }
}
