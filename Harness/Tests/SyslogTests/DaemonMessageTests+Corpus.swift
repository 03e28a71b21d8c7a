@testable import Syslog

extension DaemonCase {
  /// Lines of corpus files whose header forms the golden readings of messages do not cover, and of logs that the corpus
  /// quotes. Where the corpus has a message alone, `App` or nobody logs it here; the path of number 2 is a stand-in.
  static let corpus = privacy + network + sandbox + providers + installation + sharing

  private static let photo = "NSPhotoLibraryUsageDescription"
  private static let plist =
    "The app's Info.plist must contain an NSPhotoLibraryUsageDescription key with a string value explaining to the user how the app uses this data."
  private static let volumes = "kTCCServiceSystemPolicyRemovableVolumes"

  private static let privacy = [
    DaemonCase(
      15, "App",
      "[access] This app has crashed because it attempted to access privacy-sensitive data without a usage description.  The app's Info.plist must contain an NSPhotoLibraryAddUsageDescription key with a string value explaining to the user how the app uses this data.",
      .privacy, "killed",
      "was killed for touching private data without the usage description NSPhotoLibraryAddUsageDescription"),
    DaemonCase(
      15, "App",
      "This app has crashed because it attempted to access privacy-sensitive data without a usage description.  \(plist)",
      .privacy, "killed", "was killed for touching private data without the usage description \(photo)"),
    DaemonCase(
      15, "App",
      "This app has attempted to access privacy-sensitive data without a usage description. The app's Info.plist must contain an NSLocationWhenInUseUsageDescription key with a string value explaining to the user how the app uses this data",
      .privacy, "usage-key-missing",
      "touched private data without the usage description NSLocationWhenInUseUsageDescription"),
    DaemonCase(
      15, "App(TCC)",
      "This app has crashed because it attempted to access privacy-sensitive data without a usage description. The app's Info.plist must contain an NSBluetoothAlwaysUsageDescription key with a string value explaining to the user how the app uses this data.",
      .privacy, "killed",
      "was killed for touching private data without the usage description NSBluetoothAlwaysUsageDescription"),
    DaemonCase(
      13, "tccd",
      "AUTHREQ_CTX: msgID=618.6014, function=TCCAccessRequest,\n        service=\(volumes), preflight=yes, query=1",
      .privacy, "requested", "was asked for access to \(volumes), without a prompt"),
    DaemonCase(
      21, "",
      "Failed to match existing code requirement for subject com.tencent.xinWeChat and service kTCCServiceSystemPolicyAppDataDetailed",
      .privacy, "requirement-mismatch",
      "found com.tencent.xinWeChat signed otherwise than when it was given kTCCServiceSystemPolicyAppDataDetailed"
    ),
  ]

  private static let network = [
    DaemonCase(
      16, "VKVideoPlayer",
      "App Transport Security has blocked a cleartext HTTP (http://) resource load since it is insecure. Temporary exceptions can be configured via your app's Info.plist file.",
      .network, "cleartext-blocked", "had a load in cleartext HTTP blocked by App Transport Security"),
    DaemonCase(
      16, "App",
      "App Transport Security has blocked a cleartext HTTP resource load since it is insecure. Temporary exceptions can be configured via your app's Info.plist file.",
      .network, "cleartext-blocked", "had a load in cleartext HTTP blocked by App Transport Security"),
    DaemonCase(
      16, "FormsWebViewiOS", "CFNetwork SSLHandshake failed (-9824)", .network, "handshake-failed",
      "failed in a TLS handshake with the error -9824"),
    DaemonCase(
      16, "FormsWebViewiOS",
      "NSURLSession/NSURLConnection HTTP load failed (kCFStreamErrorDomainSSL, -9824)", .network,
      "load-failed", "failed to load something with the error -9824 of kCFStreamErrorDomainSSL"),
    DaemonCase(
      22, "itunesstored",
      "Task <B7574E32-4CDF-4FF7-A8FA-B2EEE66B40FE>.<7> HTTP load failed (error code: -1003 [12:8])", .network,
      "load-failed", "failed to load something with the error -1003"),
    DaemonCase(
      22, "itunesstored", "HTTP load failed (error code: -1003 [12:8])", .network, "load-failed",
      "failed to load something with the error -1003"),
    DaemonCase(
      38, "nsurlsessiond",
      "Task 1 for client <CFString 0x7fa810c047d0 [0x1073daa40]>{contents = \"com.apple.mobileassetd\"} completed with error - code: -999",
      .network, "load-failed", "failed to load something with the error -999"),
  ]

  private static let sandbox = [
    DaemonCase(
      2, "kernel", "xpcproxy[1158] Container: /private/var/x (sandbox)", .sandbox, "container-entered",
      "put xpcproxy (pid 1158) into the sandbox of the container /private/var/x"),
    DaemonCase(
      43, "kernel", "IOUC AppleParavirtDeviceUserClient failed sandbox in process pid 648, MetalTest",
      .sandbox,
      "user-client-refused", "refused MetalTest (pid 648) the user client AppleParavirtDeviceUserClient"),
    DaemonCase(
      13, "sandboxd", "checking \(volumes) for WeChat", .sandbox, "approval-checked",
      "asked TCC about \(volumes) for WeChat"),
    DaemonCase(
      13, "kernel(Sandbox)",
      "sandboxd rejected approval request from WeChat for\n        \(volumes) (.../com.tencent.xinWeChat/Data/Documents/xwechat_files):\n        would require prompt",
      .sandbox, "approval-rejected",
      "refused WeChat the approval \(volumes) for .../com.tencent.xinWeChat/Data/Documents/xwechat_files: would require prompt"
    ),
    DaemonCase(
      13, "sandboxd", "\(volumes) granted by TCC for WeChat", .sandbox, "approval-granted",
      "was told by TCC that WeChat has \(volumes)"),
    DaemonCase(
      13, "sandboxd",
      "checking kTCCServiceSystemPolicyAppDataDetailed on path \"<private>\",\n        user interaction not allowed",
      .sandbox, "approval-checked", "asked TCC about kTCCServiceSystemPolicyAppDataDetailed on <private>"),
    DaemonCase(
      13, "sandboxd", "TCC denied kTCCServiceSystemPolicyAppDataDetailed", .sandbox, "approval-denied",
      "was denied kTCCServiceSystemPolicyAppDataDetailed by TCC"),
    DaemonCase(
      21, "",
      "sandboxd rejected approval request from WeChat for kTCCServiceSystemPolicyAppData (/Users/<user>/Library/Containers/com.tencent.xinWeChat/Data/Documents/app_data/net/config.ini): denied",
      .sandbox, "approval-rejected",
      "refused WeChat the approval kTCCServiceSystemPolicyAppData for /Users/<user>/Library/Containers/com.tencent.xinWeChat/Data/Documents/app_data/net/config.ini: denied"
    ),
    DaemonCase(
      12, "cfprefsd",
      "rejecting write of key(s) grayscale in { com.apple.universalaccess, user, kCFPreferencesAnyHost, no container, managed: 0 } from process 27954 (grayscale) because setting preferences outside an application's container requires user-preference-write or file-write-data sandbox access",
      .sandbox, "preferences-refused",
      "refused grayscale (pid 27954) a write of the preferences grayscale in com.apple.universalaccess"),
    DaemonCase(
      12, "grayscale",
      "Couldn't write values for keys ( grayscale ) in CFPrefsPlistSource<0x600002c03880> (Domain: com.apple.universalaccess, User: kCFPreferencesCurrentUser, ByHost: No, Container: (null), Contents Need Refresh: No): setting preferences outside an application's container requires user-preference-write or file-write-data sandbox access",
      .sandbox, "preferences-refused",
      "refused a write of the preferences grayscale in com.apple.universalaccess"),
    DaemonCase(
      25, "kernel(AppleMobileFileIntegrity)",
      "int _validateCodeDirectoryHashInDaemon(const char *, struct cs_blob *, unsigned int *, unsigned int *, int, bool, bool, char *): verify_code_directory returned 0x10004005",
      .codeSigning, "verified", "had a code directory checked, with the result 0x10004005"),
  ]

  private static let client = "com.apple.DocumentManagerUICore.Service"

  private static let providers = [
    DaemonCase(
      35, "fileproviderd",
      "[com.apple.runningboard:monitor] Received state update for 22858 (xpcservice<\(client)([app<org.tetherless.Tetherless.XYZ0123456((null))>:21855])>{vt hash: 0}{definition:\(client)[extension][client]}, running-active-Visible",
      .fileProvider, "client-state", "was told that its client \(client) is running-active-Visible"),
    DaemonCase(
      35, "fileproviderd",
      "Received state update for 22858 (xpcservice<\(client)([app<org.tetherless.Tetherless.XYZ0123456((null))>:21855])>{vt hash: 0}{definition:\(client)[extension][client]}, none-NotVisible",
      .fileProvider, "client-state", "was told that its client \(client) is none-NotVisible"),
    DaemonCase(
      37, "fileproviderd(CoreSpotlight)", "fetch-attributes", .fileProvider, "activity",
      "entered the activity fetch-attributes"),
    DaemonCase(
      37, "fileproviderd",
      "[NOTICE] [spotlight] adding 2 and deleting 0 items state:<private> (in <private>)", .fileProvider,
      "indexing", "began to add 2 items to Spotlight's index and delete 0"),
    DaemonCase(
      37, "fileproviderd",
      "[com.apple.FileProvider:default] [NOTICE] [spotlight] added 2 and deleted 0 items state:<private> in 0.004s (in <private>)",
      .fileProvider, "indexed", "added 2 items to Spotlight's index and deleted 0"),
    DaemonCase(
      37, "fileproviderd", "CSInlineDonation:<private>: Skipping donation (feature flag disabled)",
      .fileProvider, "donation-skipped", "skipped a donation to Spotlight: feature flag disabled"),
    DaemonCase(
      9, "containermanagerd", "stat [<private>]: exists: 1, isDirectory: 0, fsNode: <~~~>", .containerManager,
      "looked", "looked at <private>: a file"),
    DaemonCase(
      9, "containermanagerd",
      "[0] command=0, client=<<~~~>, u=<501/501/~~/2/1000>, uid=33, pid=5164, sandboxed=1, platform=2>, error=(none)",
      .containerManager, "command", "was sent the command 0 by the process with pid 5164"),
    DaemonCase(
      9, "installd(libsystem_containermanager.dylib)", "container_copy_path: success", .installation,
      "called",
      "called container_copy_path: success"),
  ]

  private static let designer = "com.xamarin.MTDesignServer"
  private static let designerApp =
    "/Applications/Xamarin Studio.app/Contents/MacOS/lib/monodevelop/AddIns/MonoDevelop.IPhone/MonoTouchDesignServer.app"

  private static let installation = [
    DaemonCase(
      10, "lsd", "Need to synchronize with MobileInstallation", .installation, "synchronising",
      "had to synchronise with MobileInstallation"),
    DaemonCase(
      10, "lsd", "LaunchServices: Adding \(designer) to unregister list", .installation, "unregistering",
      "put \(designer) on the list to unregister"),
    DaemonCase(
      10, "lsd", "LaunchServies: No placeholder bundle to remove for \(designer).", .installation,
      "no-placeholder", "had no placeholder for \(designer)"),
    DaemonCase(
      10, "SimulatorBridge",
      "LaunchServices: installing app for existing placeholder LSApplicationProxy: \(designer)",
      .installation, "installing", "began to install \(designer)"),
    DaemonCase(
      10, "locationd", "Launch Services: Registering unknown app identifier com.apple.PassKit failed",
      .installation, "registration-failed", "failed to register the app identifier com.apple.PassKit"),
    DaemonCase(
      10, "SimulatorBridge",
      "LaunchServices: Not creating progress for LSApplicationProxy: \(designer) since it is not a placeholder.",
      .installation, "no-placeholder", "had no placeholder for \(designer)"),
    DaemonCase(
      10, "installd",
      "0xb0093000 handle_install_for_ls: Install of \"\(designerApp)\" requested by SimulatorBridge",
      .installation, "requested", "was asked to install \(designerApp) by SimulatorBridge"),
    DaemonCase(
      10, "locationd", "Launch Services: Unable to find app identifier com.apple.PassKit", .installation,
      "unknown-app", "did not find the app identifier com.apple.PassKit"),
    DaemonCase(
      10, "/usr/libexec/lsd", "LaunchServices: updating cache GUID and sequence number", .installation,
      "store-updated", "updated the store of registered apps"),
  ]

  private static let sharing = [
    DaemonCase(
      26, "blender-thumbnailer", "Couldn't issue file extension for url: <private>", .sandboxExtension,
      "refused", "failed to get a sandbox extension for <private>"),
    DaemonCase(
      28, "SharingXPCHelper(Sandbox)", "Whitelisted Downloads directory is <private>", .sharing,
      "folder-allowed", "allowed the downloads folder <private>"),
    DaemonCase(
      28, "SharingXPCHelper", "issuing sandbox extension failed for url: <private>", .sandboxExtension,
      "refused", "failed to get a sandbox extension for <private>"),
    DaemonCase(
      28, "sharingd", "Failed to accees downloads directory, falling back", .sharing, "failed",
      "failed to accees downloads directory, falling back"),
  ]
}
