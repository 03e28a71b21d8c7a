/// What a message of a family that bears on sandboxing or sharing says, read into fields.
public struct DaemonMessage: Hashable, Sendable {
  public var family: LogFamily
  /// Who logged it, as printed.
  public var process: String
  /// The fields; nil for a message whose wording is not known.
  public var detail: Detail?

  public init(family: LogFamily, process: String, detail: Detail?) {
    self.family = family
    self.process = process
    self.detail = detail
  }

  /// Reads a message of that family. It never fails: an unknown wording gives no detail. Only the first 64 KiB of the
  /// message are looked at.
  public init(family: LogFamily, process: String, message: String) {
    self.init(family: family, process: process, detail: Detail(family, message))
  }

  /// What happened, a stable lower-case word of the family: `issued`, `copied`; nil for a message whose wording is not
  /// known.
  public var kind: String? { detail?.reading.kind }

  /// What the process did, as the rest of a sentence in the past tense: `issued a sandbox extension for /private/var/…`.
  /// Texts from the message stand in it as logged, `<private>` included.
  public var words: String? { detail?.reading.words }
}

/// What every typed reading can tell about itself.
protocol MessageReading {
  var kind: String { get }
  var words: String { get }
}

extension DaemonMessage {
  /// The fields of a message, by what it is about.
  public enum Detail: Hashable, Sendable {
    case sandbox(SandboxNote)
    case sandboxExtension(ExtensionMessage)
    case copy(CopyMessage)
    case sharing(SharingMessage)
    case fileProvider(FileProviderMessage)
    case claim(ClaimMessage)
    case container(ContainerMessage)
    case installation(InstallationMessage)
    case privacy(PrivacyMessage)
    case network(NetworkMessage)
    case codeSigning(CodeSigningMessage)
    case crash(CrashMessage)

    /// - Note: No public log line of data protection is known, so that family has no reading.
    init?(_ family: LogFamily, _ message: String) {
      let whole = WordReader(message)
      let reader = whole.withoutLabels()
      let detail: Detail? =
        switch family {
        case .sandbox: SandboxNote(reader).map { .sandbox($0) }
        case .sandboxExtension: ExtensionMessage(message).map { .sandboxExtension($0) }
        case .transitd: CopyMessage(reader).map { .copy($0) }
        case .sharing: SharingMessage(reader).map { .sharing($0) }
        case .fileProvider: FileProviderMessage(reader).map { .fileProvider($0) }
        case .fileCoordination: ClaimMessage(reader).map { .claim($0) }
        case .containerManager: (ContainerMessage(whole) ?? ContainerMessage(reader)).map { .container($0) }
        case .installation:
          InstallationMessage(reader).map { .installation($0) }
            ?? ContainerMessage(reader).map { .container($0) }
        case .privacy: PrivacyMessage(reader).map { .privacy($0) }
        case .network: NetworkMessage(reader).map { .network($0) }
        case .dataProtection: nil
        case .codeSigning: CodeSigningMessage(reader).map { .codeSigning($0) }
        case .crash: CrashMessage(reader).map { .crash($0) }
        }
      guard let detail else { return nil }
      self = detail
    }

    var reading: any MessageReading {
      switch self {
      case .sandbox(let reading): reading
      case .sandboxExtension(let reading): reading
      case .copy(let reading): reading
      case .sharing(let reading): reading
      case .fileProvider(let reading): reading
      case .claim(let reading): reading
      case .container(let reading): reading
      case .installation(let reading): reading
      case .privacy(let reading): reading
      case .network(let reading): reading
      case .codeSigning(let reading): reading
      case .crash(let reading): reading
      }
    }
  }
}

extension LogRecord {
  /// The typed reading of a message of a daemon's family; nil for any other record.
  public var daemonMessage: DaemonMessage? {
    guard case .daemon(let family) = content else { return nil }
    return DaemonMessage(family: family, process: process, message: message)
  }
}
