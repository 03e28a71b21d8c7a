/// Tells the families of messages apart: by the process that logs, else by the library that logs for it, and sandbox
/// extensions by their words, since any process can ask for one.
enum DaemonFamilies {
  /// The record's family, if it has one.
  static func family(of record: LogRecord) -> LogFamily? {
    if ExtensionWords.occur(in: record.message) { return .sandboxExtension }
    if let family = processes[lastComponent(of: record.process)] { return family }
    guard let image = record.image else { return nil }
    if image == "Foundation", record.message.hasPrefix("Claim ") { return .fileCoordination }
    return images[image]
  }

  /// Some headers carry the process's whole path.
  private static func lastComponent(of process: String) -> String {
    guard process.utf8.first == UInt8(ascii: "/"), let slash = process.lastIndex(of: "/") else {
      return process
    }
    return String(process[process.index(after: slash)...])
  }

  private static let processes: [String: LogFamily] = [
    "sandboxd": .sandbox,
    "transitd": .transitd,
    "AirDrop": .sharing, "AirDropUI": .sharing, "sharingd": .sharing, "SharingUIService": .sharing,
    "sharingviewservice": .sharing, "SharingXPCHelper": .sharing,
    "fileproviderd": .fileProvider,
    "filecoordinationd": .fileCoordination,
    "containermanagerd": .containerManager, "containermanagerd_system": .containerManager,
    "installd": .installation, "installcoordinationd": .installation, "lsd": .installation,
    "mobile_installation_proxy": .installation,
    "tccd": .privacy,
    "nsurlsessiond": .network,
    "keybagd": .dataProtection, "mobilekeybagd": .dataProtection,
    "amfid": .codeSigning,
    "ReportCrash": .crash,
  ]

  private static let images: [String: LogFamily] = [
    "Sandbox": .sandbox,
    "Sharing": .sharing, "SharingHUD": .sharing,
    "FileProvider": .fileProvider, "FileProviderDaemon": .fileProvider,
    "ContainerManagerCommon": .containerManager, "MobileContainerManager": .containerManager,
    "libsystem_containermanager.dylib": .containerManager,
    "MobileInstallation": .installation, "LaunchServices": .installation,
    "TCC": .privacy,
    "CFNetwork": .network,
    "AppleKeyStore": .dataProtection,
    "AppleMobileFileIntegrity": .codeSigning,
  ]
}

/// The wordings in which frameworks and daemons speak of sandbox extensions: asking for one, issuing, consuming or
/// refusing it. Paths beside them are often `<private>`.
///
///     Trying to issue sandbox extension for /path
///     Failed to obtain sandbox extension for path=/path. Errno:1
///     issuing sandbox extension failed for url: <private>
///     Couldn't issue file extension for url: <private>
enum ExtensionWords {
  /// Whether one of them occurs in the message.
  static func occur(in message: String) -> Bool {
    var message = message
    return message.withUTF8 { buffer in
      let bytes = buffer.span
      var from = 0
      // 'x' is rare, so it is what to look for.
      while let at = bytes.first(UInt8(ascii: "x"), in: from..<bytes.count) {
        from = at + 1
        if bytes.holds("xtension", at: at), at > 8, isKind(bytes, endingAt: at - 1) { return true }
      }
      return false
    }
  }

  /// Whether `sandbox ` or `issue file ` stands before the word.
  private static func isKind(_ bytes: Span<UInt8>, endingAt end: Int) -> Bool {
    bytes.holds("andbox e", at: end - 7) || end > 10 && bytes.holds("issue file e", at: end - 11)
  }
}
