public import ProbeProtocol

extension Scenario {
  /// The scenario as JSON: the members of its file under the same names, with every default written out.
  public var json: JSONValue {
    [
      "id": .string(id.rawValue), "title": .string(title), "claims": Self.texts(claims),
      "kind": .string(kind.rawValue), "requires": requirements.json, "file": .string(file),
      "digest": .string(digest.rawValue),
      "actors": .array(
        actors.map { ["actor": .string($0.actor.rawValue), "probe": .string($0.probe.rawValue)] }),
      "steps": .array(steps.map(\.json)),
    ]
  }

  fileprivate static func texts(_ words: [some Identifier]) -> JSONValue {
    .array(words.map { .string($0.rawValue) })
  }
}

extension Requirements {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = ["device": .string(device.rawValue), "packages": .bool(needsPackages)]
    let terms = [minimumVersion.map { ">=\($0)" }, belowVersion.map { "<\($0)" }].compactMap { $0 }
    if !terms.isEmpty { members["ios"] = .string(terms.joined(separator: " ")) }
    if !entitlements.isEmpty { members["entitlements"] = Self.json(entitlements) }
    if !absentEntitlements.isEmpty { members["lacks"] = Self.json(absentEntitlements) }
    if let passcode { members["passcode"] = passcode ? "set" : "unset" }
    return .object(members)
  }

  private static func json(_ entitlements: [ActorName: [String]]) -> JSONValue {
    .object(
      Dictionary(entitlements.map { ($0.key.rawValue, .array($0.value.map(JSONValue.string))) }) { first, _ in
        first
      })
  }
}

extension Step {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(id.rawValue), "actor": .string(actor.rawValue), "action": .string(action.rawValue),
      "with": .object(arguments), "save": .object(saves.mapValues { .string("result.\($0)") }),
      "control": .bool(isControl), "timeout": .string("\(timeLimit)ms"), "line": .int(line),
      "expect": .array(expectations.map(\.json)),
    ]
    if let uncontrolled { members["uncontrolled"] = .string(uncontrolled) }
    if moment != .unlocked { members["when"] = .string(moment.rawValue) }
    if let together { members["together"] = .string(together) }
    return .object(members)
  }
}

extension Expectation {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = ["claims": Scenario.texts(claims), "line": .int(line)]
    if let outcome { members["outcome"] = outcome.json }
    if !data.isEmpty {
      members["data"] = .object(Dictionary(data.map { ($0.path, $0.matcher.json) }) { first, _ in first })
    }
    if !records.isEmpty { members["syslog"] = .array(records.map(\.json)) }
    if !host.isEmpty {
      members["host"] = .object(Dictionary(host.map { ($0.kind, $0.json) }) { first, _ in first })
    }
    if let after { members["after"] = .string(after.rawValue) }
    if let within { members["within"] = .string("\(within)ms") }
    return .object(members)
  }
}

extension OutcomeExpectation {
  fileprivate var json: JSONValue {
    switch self {
    case .ok: "ok"
    case .none: "nil"
    case .refused: "refused"
    case .errno(let names): ["errno": Scenario.texts(names)]
    case .error(let domain, let code, let message):
      .object([
        "error": .object(
          [
            "domain": domain.map(JSONValue.string), "code": code.map(JSONValue.int),
            "message": message.map(JSONValue.string),
          ]
          .compactMapValues { $0 })
      ])
    }
  }
}

extension DataMatcher {
  fileprivate var json: JSONValue {
    switch self {
    case .equals(let value): ["equals": value]
    case .matches(let pattern): ["matches": .string(pattern)]
    case .shape(let shape): ["shape": .string(shape.rawValue)]
    case .contains(let elements): ["contains": .array(elements)]
    case .atLeast(let number): ["at-least": .int(number)]
    case .atMost(let number): ["at-most": .int(number)]
    case .below(let number): ["below": .int(number)]
    case .above(let number): ["above": .int(number)]
    case .not(let matcher): ["not": matcher.json]
    }
  }
}

extension RecordExpectation {
  fileprivate var json: JSONValue {
    let isText = pattern.text != nil
    let members: [String: JSONValue?] = [
      "text": pattern.text.map(JSONValue.string), "scope": isText ? .string(pattern.scope.rawValue) : nil,
      "actor": isText ? nil : .string(pattern.actor.rawValue),
      "process": pattern.process.map(JSONValue.string),
      "operation": pattern.operation.map(JSONValue.string), "path": pattern.path.map(JSONValue.string),
      "code": pattern.code.map(JSONValue.int), "message": pattern.message.map(JSONValue.string),
    ]
    let record = JSONValue.object([pattern.family: .object(members.compactMapValues { $0 })])
    return presence == .required ? record : ["not": record]
  }
}

extension HostExpectation {
  fileprivate var json: JSONValue {
    if atLeast == atMost { return .int(atLeast) }
    var members: [String: JSONValue] = ["at-least": .int(atLeast)]
    if let atMost { members["at-most"] = .int(atMost) }
    return .object(members)
  }
}
