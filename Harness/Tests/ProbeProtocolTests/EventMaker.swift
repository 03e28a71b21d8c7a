import Foundation
import LogMutation
import ProbeProtocol

/// Makes events with everything that an event can hold, and damages their JSON.
struct EventMaker {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(state: seed) }

  private static let words = [
    "", "a", "app-group/outsider", "dir.open", "GroupOutsider", "é\u{301}", "日本語", "🧪👨‍👩‍👧", "\u{0}\u{1F}\u{7F}",
    "quote\"back\\slash/",
    "\u{2028}line\nbreak\ttab",
    "/private/var/mobile/Containers/Data/Application/0B7C0B23-38CA/Documents/file.txt",
  ]
  private static let kinds: [Event.Kind] = [.hello, .begin, .end, .fence, .heartbeat, .canary]

  mutating func event() -> Event {
    Event(
      run: RunID(word()), scenario: maybe { ScenarioID($0.word()) }, repetition: maybe { $0.integer() },
      step: maybe { StepID($0.word()) }, actor: ActorName(word()), probe: ProbeName(word()),
      pid: Int32(truncatingIfNeeded: integer()), sequence: integer(), kind: pick(Self.kinds) ?? .end,
      uptime: integer(),
      time: integer(), action: maybe { ActionName($0.word()) }, outcome: maybe { $0.outcome() },
      data: maybe { $0.value(depth: 0) }.flatMap { $0 == .null ? nil : $0 })
  }

  private static let pieces: [String] = [
    "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "null", "true", "0", "-", ".", "e5", "1e3",
    "\\u0041", "\\ud83d",
    "\u{0}", "\"data\":1,", "\"run\":\"x\",", "é", "\u{FEFF}", "99999999999999999999",
  ]

  /// The text with a few changes at chance places.
  mutating func damaged(_ json: [UInt8]) -> [UInt8] {
    var json = json
    for _ in 0..<Int.random(in: 1...3, using: &random) where !json.isEmpty {
      let place = Int.random(in: 0..<json.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: json[place] = UInt8.random(in: 0...255, using: &random)
      case 1: json.removeSubrange(place..<min(json.count, place + Int.random(in: 1...6, using: &random)))
      case 2: json.removeLast(json.count - place)
      case 3: json.insert(contentsOf: json[place..<min(json.count, place + 12)], at: place)
      default: json.insert(contentsOf: Array((pick(Self.pieces) ?? "").utf8), at: place)
      }
    }
    return json
  }

  private mutating func outcome() -> Outcome {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: .ok
    case 1: Outcome.none
    case 2: .errno(ErrnoName(word()))
    case 3: .error(.init(domain: word(), code: integer(), message: word()))
    default: .unsupported(word())
    }
  }

  private mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .int(integer())
    case 3: return .double(Double(Int.random(in: -999...999, using: &random)) + 0.25)
    case 4: return .string(word())
    case 5: return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) })
    default:
      var members: [String: JSONValue] = [:]
      for _ in 0..<Int.random(in: 0...4, using: &random) { members[word()] = value(depth: depth + 1) }
      return .object(members)
    }
  }

  private mutating func integer() -> Int {
    pick([0, 1, -1, 42, Int.max, Int.min + 1, Int(Int32.max), 1_700_000_000_000]) ?? 0
  }

  private mutating func word() -> String {
    (0..<Int.random(in: 1...2, using: &random)).map { _ in pick(Self.words) ?? "" }.joined()
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &random)
  }

  private mutating func maybe<Value>(_ make: (inout EventMaker) -> Value) -> Value? {
    Bool.random(using: &random) ? make(&self) : nil
  }
}
