/// How a record's header is written: which tool, of which generation, wrote the log. One log can hold several.
public enum LogForm: String, Hashable, Sendable, Codable, CaseIterable {
  /// `Mar 26 10:26:57 [host] process(image)[pid] <Level>: …`: syslog_relay, by idevicesyslog up to 1.3, go-ios and
  /// older device consoles.
  case relay
  /// The same with microseconds and never a host, as idevicesyslog 1.4.0 prints os_trace_relay.
  case trace
  /// `Jul  1 09:00:55 host process[pid]: …`, without a level: ASL's system.log of macOS and of older simulators.
  case asl
  /// `process(image)[pid] <Level>: …`, a relay header whose time stamp was not copied.
  case bare
  /// A message that was copied without its header, or behind nothing but `kernel: `.
  case pasted
  /// `Jan 28 09:28:15 --- last message repeated 5 times ---`.
  case repetition
  /// `log stream|show --style syslog`.
  case logSyslog = "log-syslog"
  /// `log show`'s default style with thread, type, activity, pid and TTL in columns.
  case logDefault = "log-default"
  /// `log stream|show --style compact`.
  case logCompact = "log-compact"
  /// `log stream|show --style ndjson`: one JSON object a line.
  case logNDJSON = "log-ndjson"
  /// `log show --style json`: JSON objects over many lines.
  case logJSON = "log-json"
  /// Xcode's debug console: `2015-08-18 14:58:22.059 process[pid:thread] …`.
  case xcode
  /// Lines copied from Console.app, tab separated.
  case console
  /// Lines copied from the Console.app of macOS 10.11 and before.
  case consoleOld = "console-old"
  /// pymobiledevice3's `syslog live` as text.
  case pymobiledevice
  /// pymobiledevice3's `syslog live` as JSON, one object a line.
  case pymobiledeviceJSON = "pymobiledevice-json"
  /// A relay record printed as a Python bytes literal, `b'…'`.
  case pythonBytes = "python-bytes"
  /// go-ios's `ios syslog`: JSON around a record.
  case goIOS = "go-ios"

  /// Its place in ``allCases``.
  package var index: Int {
    switch self {
    case .relay: 0
    case .trace: 1
    case .asl: 2
    case .bare: 3
    case .pasted: 4
    case .repetition: 5
    case .logSyslog: 6
    case .logDefault: 7
    case .logCompact: 8
    case .logNDJSON: 9
    case .logJSON: 10
    case .xcode: 11
    case .console: 12
    case .consoleOld: 13
    case .pymobiledevice: 14
    case .pymobiledeviceJSON: 15
    case .pythonBytes: 16
    case .goIOS: 17
    }
  }

  /// Whether its headers begin with a stamp in the relays' manner: month, day and time, without a year. Only logs of
  /// these forms grow large, so that they alone are read by their bytes.
  package var isRelayLike: Bool { self == .relay || self == .trace || self == .asl }

  /// How the message's bytes stand for its text.
  enum Escapes {
    /// BSD's vis(3), as syslog_relay writes it.
    case vis
    case json
    case python
    case none
  }

  var escapes: Escapes {
    switch self {
    case .relay, .asl, .bare, .pasted, .repetition: .vis
    case .logNDJSON, .logJSON, .pymobiledeviceJSON, .goIOS: .json
    case .pythonBytes: .python
    case .trace, .logSyslog, .logDefault, .logCompact, .xcode, .console, .consoleOld, .pymobiledevice: .none
    }
  }
}
