/// Invented lines of daemons in the manner of real ones: what a reader of the log has to tell from evidence. `#` stands
/// for a number of two digits, different each time; no probe has so low a pid.
enum ChatterLines {
  struct Line: Sendable {
    var daemon: Daemon
    var image: String?
    var level: PhoneLogRecord.Level
    var text: String

    init(_ daemon: Daemon, _ image: String?, _ level: PhoneLogRecord.Level, _ text: String) {
      self.daemon = daemon
      self.image = image
      self.level = level
      self.text = text
    }
  }

  static let all = everyday + awkward + decoys

  /// Of a hundred lines so many are everyday ones, and so many of the rest are awkward; what is left are decoys.
  static let shares = (everyday: 85, awkward: 10)

  /// A line for a number below a hundred.
  static func kind(_ share: Int) -> [Line] {
    share < shares.everyday ? everyday : share < shares.everyday + shares.awkward ? awkward : decoys
  }

  private static let everyday: [Line] = [
    Line(.springBoard, nil, .default, "Front display did change: <SBApplication: 0x10#; dev.sandprobe>"),
    Line(.springBoard, "FrontBoard", .default, "[app<#>] Setting process task state to: Running"),
    Line(
      .runningBoard, nil, .default,
      "Acquiring assertion targeting [daemon<com.apple.wifid>:#] from originator"),
    Line(
      .runningBoard, nil, .default, "Calculated state for process #: running-active (role: UserInteractive)"),
    Line(.runningBoard, nil, .info, "Ignoring jetsam update because this process is not memory-managed (#)"),
    Line(.wifi, nil, .default, "__WiFiLQAMgrLogStats(net:Stationary): Rssi: -# Channel: 44 Bandwidth: 80Mhz"),
    Line(.wifi, "CoreWiFi", .debug, "queue depth is #"),
    Line(.location, nil, .default, "{\"msg\":\"battery\", \"level\":#, \"state\":\"unplugged\"}"),
    Line(.location, "CoreMotion", .info, "motion state changed, confidence #"),
    Line(.backBoard, nil, .default, "ambient light sensor: lux #, brightness unchanged"),
    Line(.backBoard, "IOHIDFamily", .error, "no events for # ms"),
    Line(.kernel, "AppleBCMWLANCore", .default, "wlan0: tx queue #, credits 32"),
    Line(
      .kernel, "Sandbox", .error, "Sandbox: mediaserverd(35) deny(1) mach-lookup com.apple.example.service#"),
    Line(.media, "CoreMedia", .fault, "clock went backwards by # ticks"),
    Line(.containers, nil, .default, "container lookup took # us"),
    Line(.symptoms, nil, .default, "data usage for #: 0 bytes in, 0 bytes out"),
  ]

  private static let awkward: [Line] = [
    Line(
      .springBoard, nil, .default, "Scene settings diff = {\n    frame = #;\n    orientation = portrait;\n}"),
    Line(.location, nil, .default, "route:\n\n  first leg # m\n  second leg # m"),
    Line(.backBoard, nil, .default, "keyboard layout “日本語 – かな” set, \u{1F600} key #"),
    Line(.wifi, nil, .default, "joined \"Café \\ Bär\" with key C:\\keys\\#"),
    Line(.symptoms, nil, .default, "<private> opened <private> # times; <mask.hash: 'AAECAwQFBgc='>"),
    Line(.media, "AudioToolbox", .default, "\ttab first, then # frames\r"),
  ]

  /// Text that speaks of denials and is none. What forges events or headers is a fault, not chatter.
  private static let decoys: [Line] = [
    Line(
      .symptoms, nil, .default,
      "seen in another log: Sandbox: Outsider(#) deny(1) file-read-data /private/var/mobile/Containers/Shared"
    ),
    Line(.springBoard, nil, .default, "alert text: app # was denied access (deny) by the user"),
    Line(
      .location, nil, .default,
      "quoting:\n    Sandbox: IsolatedB(#) deny(1) file-read-data /private/var/mobile/Containers/Data"),
  ]
}
