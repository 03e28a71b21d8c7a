/// The table of all faults. Each default is a typical disturbance, not a worst one.
extension FaultKind {
  typealias Entry = (Layer, Means, FaultParameter?, FaultPlace?, String)

  var entry: Entry {
    switch self {
    case .drop, .duplicate, .reorder, .delay, .truncate: orderEntry
    case .fold, .foldNoPID, .shortNames, .flood, .borrowedPID, .clockStep, .timeZone: wordingEntry
    case .stuck, .disconnect, .silent, .sendsNothing, .cut, .redact, .redactPaths, .missingLevel: channelEntry
    case .conductorDies, .conductorHangs, .conductorLate: conductorEntry
    case .crashBefore, .crashWithin, .crashAfter, .halfJournal: actorEntry
    case .diskFull, .pidReuse, .twin: phoneEntry
    case .forgedEvents, .replayedEvents, .newlineKernel, .newlineEvent, .kernelName, .hostileDevice,
      .hostileFiles, .hostileApps:
      lieEntry
    }
  }

  private static let record = FaultPlace("record", usual: 20...120)

  private var orderEntry: Entry {
    switch self {
    case .drop: (.log, .records, .chance(usual: 0.02), nil, "each record is lost with that chance")
    case .duplicate: (.log, .records, .chance(usual: 0.05), nil, "each record comes twice with that chance")
    case .reorder:
      (
        .log, .records, .number(usual: 5, within: 1...1_000, of: "places"), nil,
        "records of different processes change places, up to N; each process keeps its order"
      )
    case .delay:
      (
        .log, .records, .number(usual: 20, within: 1...10_000, of: "records"), nil,
        "now and then a process's records come N records later, in their order"
      )
    default:
      (
        .log, .records, .number(usual: 1_024, within: 1...1_000_000, of: "bytes"), nil,
        "messages end after N bytes"
      )
    }
  }

  private var wordingEntry: Entry {
    switch self {
    case .fold:
      (
        .log, .records, .chance(usual: 0.5), nil,
        "with that chance a denial comes only as `N duplicate reports for`, with process and pid"
      )
    case .foldNoPID:
      (
        .log, .records, .chance(usual: 0.5), nil,
        "with that chance a denial comes only as `N duplicate reports for`, without a pid"
      )
    case .shortNames:
      (
        .log, .records, .number(usual: 16, within: 1...255, of: "bytes"), nil,
        "names of processes end after N bytes, in headers and denials"
      )
    case .flood:
      (
        .log, .records, .number(usual: 5, within: 1...10_000, of: "records"), nil,
        "after each record N of other processes, some denied the same path"
      )
    case .borrowedPID:
      (
        .log, .records, nil, nil,
        "another process logs, and is denied, under a pid that an actor had or will have"
      )
    case .clockStep:
      (
        .log, .records, .number(usual: -3_600, within: -31_536_000...31_536_000, of: "seconds"), Self.record,
        "the phone's clock jumps by N seconds"
      )
    default:
      (
        .log, .records, .number(usual: 540, within: -1_440...1_440, of: "minutes"), nil,
        "the phone's zone is N minutes ahead of UTC"
      )
    }
  }

  private var channelEntry: Entry {
    switch self {
    case .stuck:
      (
        .channel, .bytes, .chance(usual: 0.02), nil,
        "with that chance a record loses its end, and the next one sticks to it"
      )
    case .disconnect: (.channel, .bytes, nil, Self.record, "the relay's connection closes within a record")
    case .silent: (.channel, .bytes, nil, Self.record, "the relay falls silent without closing")
    case .sendsNothing: (.channel, .bytes, nil, nil, "the relay takes connections and never sends anything")
    case .cut:
      (
        .channel, .records, .number(usual: 256, within: 1...1_000_000, of: "bytes"), nil,
        "the relay carries N bytes of each message"
      )
    case .redact:
      (.channel, .records, nil, nil, "the relay shows `<private>` for what every app and daemon says")
    case .redactPaths: (.channel, .records, nil, nil, "the relay shows `<private>` for every path")
    default:
      (
        .channel, .records, .word(usual: "error", of: PhoneLogRecord.Level.allWords), nil,
        "the relay leaves out a level"
      )
    }
  }

  private var conductorEntry: Entry {
    let request = FaultPlace("request", usual: 4...20)
    return switch self {
    case .conductorDies:
      (
        .conductor, .course, .number(usual: 0, within: 0...3_600_000, of: "milliseconds"), request,
        "the Conductor dies at a request, and is started again after N milliseconds; 0: never"
      )
    case .conductorHangs:
      (
        .conductor, .course, .number(usual: 3_000, within: 1...3_600_000, of: "milliseconds"), request,
        "the Conductor stands still for N milliseconds at a request, heartbeats and all"
      )
    default:
      (
        .conductor, .course, .number(usual: 300, within: 1...3_600_000, of: "milliseconds"), nil,
        "the Conductor answers every request N milliseconds late"
      )
    }
  }

  private var actorEntry: Entry {
    let action = FaultPlace("action", usual: 1...6)
    return switch self {
    case .crashBefore:
      (.actor, .course, nil, action, "an actor dies before it reports the action's beginning")
    case .crashWithin: (.actor, .course, nil, action, "an actor dies within an action")
    case .crashAfter: (.actor, .course, nil, action, "an actor dies after an action, before it reports it")
    default: (.actor, .course, nil, action, "an actor dies while it writes an action's end to its journal")
    }
  }

  private var phoneEntry: Entry {
    switch self {
    case .diskFull:
      (
        .phone, .course, nil, FaultPlace("write", usual: 1...40),
        "the phone's disk is full from a write on, for files and journals: ENOSPC"
      )
    case .pidReuse: (.phone, .course, nil, nil, "a process gets the pid of another that has ended")
    default: (.phone, .course, nil, nil, "a second phone of the same name is attached")
    }
  }

  private var lieEntry: Entry {
    switch self {
    case .forgedEvents:
      (.lie, .records, nil, nil, "another app logs the contrary of each event, without the key")
    case .replayedEvents:
      (.lie, .records, nil, nil, "another app repeats true event lines, at once and much later")
    case .newlineKernel:
      (.lie, .records, nil, nil, "another app prints newlines and what looks like denials by the kernel")
    case .newlineEvent:
      (.lie, .records, nil, nil, "another app prints newlines and what looks like an actor's events")
    case .kernelName: (.lie, .records, nil, nil, "an app named kernel(Sandbox) logs denials")
    case .hostileDevice: (.lie, .course, nil, nil, "the phone's name is markup, controls and a path")
    case .hostileFiles: (.lie, .course, nil, nil, "files with such names lie where probes look")
    default: (.lie, .records, nil, nil, "apps with such names log such text")
    }
  }
}
