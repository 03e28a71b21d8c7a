/// Processes whose messages about sandboxing and sharing are pasted with nothing before them but the name.
enum KnownSenders {
  private static let names: [StaticString] = [
    "kernel", "sandboxd", "tccd", "sharingd", "SharingXPCHelper", "AirDrop", "transitd", "fileproviderd",
    "filecoordinationd", "containermanagerd", "containermanagerd_system", "installd", "lsd", "cfprefsd",
    "nsurlsessiond", "amfid", "ReportCrash", "SpringBoard", "backboardd", "runningboardd", "launchd",
    "xpcproxy", "pkd", "securityd", "trustd", "syspolicyd", "keybagd", "mobilekeybagd",
    "mobile_installation_proxy", "installcoordinationd",
  ]

  /// Whether the range is one of the names.
  static func hold(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for name in names where bytes.reads(name, at: range) { return true }
    return false
  }
}
