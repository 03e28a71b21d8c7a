public import Foundation

extension Event {
  /// Reads an event's JSON: what Foundation's decoder makes of it, and faster for events as probes write them.
  /// - Throws: what Foundation's decoder throws.
  public init(json: [UInt8]) throws {
    #if !os(iOS)
      if let event = EventReading.event(json.span) {
        self = event
        return
      }
    #endif
    self = try JSONDecoder().decode(Event.self, from: Data(json))
  }

  /// Reads an event's JSON.
  /// - Throws: what Foundation's decoder throws.
  public init(json: Data) throws { try self.init(json: Array(json)) }
}

// Only the harness reads events. `Span` is younger than the systems that probes run on.
#if !os(iOS)
  /// Reads events from bytes without Foundation.
  enum EventReading {
    /// The event; nil where the text is none, or is one in an unusual form.
    static func event(_ bytes: Span<UInt8>) -> Event? {
      var draft = Draft()
      var reading = JSONReading()
      var isFirst = true
      while true {
        switch reading.member(bytes, isFirst: &isFirst) {
        case .name(let name): guard draft.read(name, bytes, &reading) else { return nil }
        case .end: return reading.isAtEnd(bytes) ? draft.event : nil
        case .unusual: return nil
        }
      }
    }

    /// The fields as they come.
    private struct Draft {
      var run: String?
      var scenario: String?
      var repetition: Int?
      var step: String?
      var actor: String?
      var probe: String?
      var pid: Int?
      var sequence: Int?
      var kind: Event.Kind?
      var uptime: Int?
      var time: Int?
      var action: String?
      var outcome: Outcome?
      var data: JSONValue?

      var event: Event? {
        guard let run, let actor, let probe, let pid = pid.flatMap({ Int32(exactly: $0) }), let sequence,
          let kind,
          let uptime, let time
        else { return nil }
        return Event(
          run: RunID(run), scenario: scenario.map { ScenarioID($0) }, repetition: repetition,
          step: step.map { StepID($0) }, actor: ActorName(actor), probe: ProbeName(probe), pid: pid,
          sequence: sequence, kind: kind, uptime: uptime, time: time, action: action.map { ActionName($0) },
          outcome: outcome, data: data)
      }

      /// Reads the member of that name. Names that an event has not, and members that come twice or are null, are unusual.
      mutating func read(_ name: Range<Int>, _ bytes: Span<UInt8>, _ reading: inout JSONReading) -> Bool {
        let start = name.lowerBound
        switch name.count {
        case 3:
          if bytes.holds("pid", at: start) { return EventReading.set(&pid, reading.integer(bytes)) }
          if bytes.holds("run", at: start) { return EventReading.set(&run, reading.string(bytes)) }
          return bytes.holds("seq", at: start) && EventReading.set(&sequence, reading.integer(bytes))
        case 4:
          if bytes.holds("data", at: start) {
            return EventReading.set(&data, EventReading.data(bytes, &reading))
          }
          if bytes.holds("kind", at: start) {
            return EventReading.set(&kind, EventReading.kind(bytes, &reading))
          }
          if bytes.holds("step", at: start) { return EventReading.set(&step, reading.string(bytes)) }
          return bytes.holds("time", at: start) && EventReading.set(&time, reading.integer(bytes))
        case 5:
          if bytes.holds("actor", at: start) { return EventReading.set(&actor, reading.string(bytes)) }
          return bytes.holds("probe", at: start) && EventReading.set(&probe, reading.string(bytes))
        case 6:
          if bytes.holds("action", at: start) { return EventReading.set(&action, reading.string(bytes)) }
          return bytes.holds("uptime", at: start) && EventReading.set(&uptime, reading.integer(bytes))
        case 7:
          return bytes.holds("outcome", at: start)
            && EventReading.set(&outcome, EventReading.outcome(bytes, &reading))
        case 8:
          return bytes.holds("scenario", at: start) && EventReading.set(&scenario, reading.string(bytes))
        case 10:
          return bytes.holds("repetition", at: start) && EventReading.set(&repetition, reading.integer(bytes))
        default: return false
        }
      }
    }

    private static func data(_ bytes: Span<UInt8>, _ reading: inout JSONReading) -> JSONValue? {
      let value = reading.value(bytes)
      return value == .null ? nil : value
    }

    private static func kind(_ bytes: Span<UInt8>, _ reading: inout JSONReading) -> Event.Kind? {
      guard let found = reading.stringPlace(bytes) else { return nil }
      let word = bytes.extracting(found.range)
      if word.isEqual("end") { return .end }
      if word.isEqual("begin") { return .begin }
      return found.hasEscapes ? nil : Event.Kind(rawValue: bytes.text(found.range))
    }

    private static func outcome(_ bytes: Span<UInt8>, _ reading: inout JSONReading) -> Outcome? {
      if reading.take(word: "\"ok\"", bytes) { return .ok }
      if reading.take(word: "\"nil\"", bytes) { return Outcome.none }
      var isFirst = true
      guard case .name(let range) = reading.member(bytes, isFirst: &isFirst) else { return nil }
      var outcome: Outcome?
      let name = bytes.extracting(range)
      if name.isEqual("errno") {
        outcome = reading.string(bytes).map { .errno(ErrnoName($0)) }
      } else if name.isEqual("unsupported") {
        outcome = reading.string(bytes).map { .unsupported($0) }
      } else if name.isEqual("error") {
        outcome = failure(bytes, &reading).map { .error($0) }
      }
      guard case .end = reading.member(bytes, isFirst: &isFirst) else { return nil }
      return outcome
    }

    private static func failure(_ bytes: Span<UInt8>, _ reading: inout JSONReading) -> Outcome.Failure? {
      var domain: String?
      var code: Int?
      var message: String?
      var isFirst = true
      while true {
        switch reading.member(bytes, isFirst: &isFirst) {
        case .name(let range):
          let name = bytes.extracting(range)
          let isTaken =
            if name.isEqual("domain") {
              set(&domain, reading.string(bytes))
            } else if name.isEqual("code") {
              set(&code, reading.integer(bytes))
            } else {
              name.isEqual("message") && set(&message, reading.string(bytes))
            }
          guard isTaken else { return nil }
        case .end:
          guard let domain, let code, let message else { return nil }
          return Outcome.Failure(domain: domain, code: code, message: message)
        case .unusual: return nil
        }
      }
    }

    /// Sets a field once.
    private static func set<Value>(_ field: inout Value?, _ value: Value?) -> Bool {
      guard field == nil, let value else { return false }
      field = value
      return true
    }
  }
#endif
