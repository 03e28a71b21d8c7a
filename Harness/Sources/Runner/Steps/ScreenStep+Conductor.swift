import Device
import Foundation
import ProbeProtocol

extension ScreenStep {
  /// Has the Conductor do it.
  /// - Returns: the results, by the names of the catalogue.
  /// - Throws: `ConductorError`.
  func perform(by conductor: any ConductorConnection) async throws -> [String: JSONValue] {
    switch self {
    case .activate(let request, _):
      // 0 is what the runner gives where XCTest does not tell.
      let pid = try await conductor.activate(request).pid
      return ["pid": pid == 0 ? .null : .int(Int(pid))]
    case .background(let request, _):
      try await conductor.background(request)
      return [:]
    case .lock: return Self.results(try await conductor.lock())
    case .unlock: return Self.results(try await conductor.unlock())
    case .share(let request):
      let reply = try await conductor.share(request)
      return [
        "offered": Self.list(reply.offered), "chosen": reply.chosen.map { .string($0) } ?? .null,
        "lookups": Self.list(reply.lookups),
      ]
    case .pick(let request):
      let reply = try await conductor.pick(request)
      var data: [String: JSONValue] = [
        "allowedProvider": .bool(reply.allowedProvider), "lookups": Self.list(reply.lookups),
      ]
      if let reading = reply.reading {
        data["locations"] = Self.list(reading.locations)
        data["entries"] = reading.entries.map(Self.list) ?? .null
        data["names"] = reading.entries.map { Self.list($0.map(Self.name(inLabel:))) } ?? .null
      }
      return data
    case .answer(let request):
      let reply = try await conductor.answer(request)
      return [
        "texts": Self.list(reply.texts), "buttons": Self.list(reply.buttons),
        "pressed": reply.pressed.map { .string($0) } ?? .null, "lookups": Self.list(reply.lookups),
      ]
    }
  }

  private static func results(_ reply: Conductor.LockReply) -> [String: JSONValue] {
    ["locked": .bool(reply.isLocked), "way": reply.way.map { .string($0) } ?? .null]
  }

  /// What stands before the kind or the extension in a label of the picker: `Sender` of `Sender, Container`.
  private static func name(inLabel label: String) -> String {
    label.range(of: ", ", options: .backwards).map { String(label[..<$0.lowerBound]) } ?? label
  }

  private static func list(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }
}
