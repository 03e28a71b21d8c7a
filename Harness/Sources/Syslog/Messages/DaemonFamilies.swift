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

  static func processFamily(_ process: String) -> LogFamily? { processes[lastComponent(of: process)] }

  static func imageFamily(_ image: String) -> LogFamily? { images[image] }

  /// Some headers carry the process's whole path.
  private static func lastComponent(of process: String) -> String {
    guard process.utf8.first == UInt8(ascii: "/"), let slash = process.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { return process }
    return String(process[process.utf8.index(after: slash)...])
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
