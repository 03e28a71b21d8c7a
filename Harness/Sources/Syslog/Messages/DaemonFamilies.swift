/// Tells the families of messages apart: by words that any process can log, else by the process that logs, else by the
/// library that logs for it.
enum DaemonFamilies {
  /// The record's family, if it has one.
  static func family(of record: LogRecord) -> LogFamily? {
    var message = record.message
    return message.withUTF8 {
      family(words: wordsFamily($0.span), sender: senderFamily(process: record.process, image: record.image))
    }
  }

  /// Which of the two decides: words are exact, and who logs them does not matter.
  static func family(words: LogFamily?, sender: @autoclosure () -> LogFamily?) -> LogFamily? {
    words ?? sender()
  }

  /// The family that follows from the message alone.
  static func wordsFamily(_ message: Span<UInt8>) -> LogFamily? {
    OpeningWords.family(of: message) ?? (ExtensionWords.occur(in: message) ? .sandboxExtension : nil)
  }

  /// The family that follows from who logs: the process, or the library inside it.
  static func senderFamily(process: String, image: String?) -> LogFamily? {
    processFamily(process) ?? image.flatMap(imageFamily)
  }

  static func processFamily(_ process: String) -> LogFamily? {
    switch lastComponent(of: process) {
    case "sandboxd": .sandbox
    case "transitd": .transitd
    case "AirDrop", "AirDropUI", "sharingd", "SharingUIService", "sharingviewservice", "SharingXPCHelper":
      .sharing
    case "fileproviderd": .fileProvider
    case "filecoordinationd": .fileCoordination
    case "containermanagerd", "containermanagerd_system": .containerManager
    case "installd", "installcoordinationd", "lsd", "mobile_installation_proxy": .installation
    case "tccd": .privacy
    case "nsurlsessiond": .network
    case "keybagd", "mobilekeybagd": .dataProtection
    case "amfid": .codeSigning
    case "ReportCrash": .crash
    default: nil
    }
  }

  static func imageFamily(_ image: String) -> LogFamily? {
    switch image {
    case "Sandbox": .sandbox
    case "Sharing", "SharingHUD": .sharing
    case "FileProvider", "FileProviderDaemon": .fileProvider
    case "ContainerManagerCommon", "MobileContainerManager", "libsystem_containermanager.dylib":
      .containerManager
    case "MobileInstallation", "LaunchServices": .installation
    case "TCC": .privacy
    case "CFNetwork": .network
    case "AppleKeyStore": .dataProtection
    case "AppleMobileFileIntegrity": .codeSigning
    default: nil
    }
  }

  /// Some headers carry the process's whole path.
  private static func lastComponent(of process: String) -> String {
    guard process.utf8.first == UInt8(ascii: "/"), let slash = process.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { return process }
    return String(process[process.utf8.index(after: slash)...])
  }
}
