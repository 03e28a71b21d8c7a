import ProbeProtocol

/// The schema of what a step is expected to show.
enum ExpectationSchema {
  static let expectation: JSONValue = [
    "type": "object",
    "additionalProperties": false,
    "anyOf": .array(ExpectationReader.keys.dropFirst(2).map { ["required": .words([$0])] }),
    "not": ["required": .words(["claim", "claims"])],
    "properties": [
      "claim": .form(Vocabulary.claimForm, "the claim that it serves"),
      "claims": ScenarioSchema.claims,
      "outcome": outcome,
      "data": [
        "description": "members of the result", "type": "object",
        "additionalProperties": ["$ref": "#/definitions/matcher"],
      ],
      "syslog": ["description": "log records of the step's window", "type": "array", "items": records],
      "host": host,
      "after": .form(Vocabulary.wordForm, "an earlier step that must have ended"),
      "within": .form(Vocabulary.durationForm, "500ms or 15s"),
    ],
  ]

  private static let outcome: JSONValue = [
    "description": "how the action should end",
    "anyOf": [
      ["enum": .words(OutcomeReader.words)],
      object(
        ["errno": ["anyOf": [errno, ["type": "array", "minItems": 1, "items": errno]]]], required: ["errno"]),
      object(["error": error], required: ["error"]),
    ],
  ]

  private static let errno: JSONValue = ["enum": .words(ErrnoName.known)]

  private static let error: JSONValue = [
    "type": "object", "additionalProperties": false, "minProperties": 1,
    "properties": [
      "domain": .text("the NSError's domain"), "code": ["type": "integer"],
      "message": .text("a regular expression found in the NSError's text"),
    ],
  ]

  static let matcher: JSONValue = [
    "description": "a value to be equal to, or one matcher",
    "anyOf": [
      ["type": ["string", "number", "boolean", "null", "array"]],
      [
        "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
        "properties": [
          "equals": true, "contains": true, "matches": .text("a regular expression for the whole text"),
          "shape": ["enum": .words(PathShape.allCases.map(\.rawValue))], "at-least": ["type": "integer"],
          "at-most": ["type": "integer"], "below": ["type": "integer"], "above": ["type": "integer"],
          "not": ["$ref": "#/definitions/matcher"],
        ],
      ],
    ],
  ]

  private static let records: JSONValue = {
    var families: [String: JSONValue] = [:]
    for family in Vocabulary.logFamilies {
      families[family] = [
        "$ref": family == "sandbox" ? "#/definitions/sandboxRecord" : "#/definitions/daemonRecord"
      ]
    }
    families[Vocabulary.shownText] = [
      "allOf": [["$ref": "#/definitions/shownText"], ["required": .words(["process"])]]
    ]
    families["not"] = [
      "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
      "properties": [
        "sandbox": ["$ref": "#/definitions/sandboxRecord"],
        Vocabulary.shownText: ["$ref": "#/definitions/shownText"],
      ],
    ]
    return [
      "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
      "properties": .object(families),
    ]
  }()

  /// A record's details.
  static func record(_ keys: [String]) -> JSONValue {
    let all: [String: JSONValue] = [
      "actor": .text("the role that the record speaks of; the step's own unless told otherwise"),
      "process": .text("the process that logs it"), "operation": .text("the sandbox operation"),
      "path": .text("the target, or a path in a daemon's message"),
      "code": ["type": "integer", "description": "the number in deny(1)"],
      "message": .text("a regular expression found in the message"),
    ]
    return object(all.filter { keys.contains($0.key) }, required: [])
  }

  /// A text in records of any family.
  static let shownText: JSONValue = {
    var schema =
      object(
        [
          "text": .form(#"\$\{[^}]+\}"#, "the text, with a canary in it; every encoding of it counts"),
          "process": .text("the process whose records show it"),
          "scope": [
            "description": "where it is looked for; the step's window unless told otherwise",
            "enum": .words(RecordPattern.Scope.allCases.map(\.rawValue)),
          ],
        ], required: ["text"]
      ).objectValue ?? [:]
    schema["description"] = "a text of this run shows in a record"
    return .object(schema)
  }()

  private static let host: JSONValue = {
    let count: JSONValue = ["type": "integer", "minimum": 0]
    let bounds: JSONValue = [
      "type": "object", "additionalProperties": false, "minProperties": 1,
      "properties": ["at-least": count, "at-most": count],
    ]
    var kinds: [String: JSONValue] = [:]
    for kind in Vocabulary.hostKinds { kinds[kind] = ["anyOf": [count, bounds]] }
    var schema = object(kinds, required: []).objectValue ?? [:]
    schema["description"] = "what the host saw during the step, with how often"
    return .object(schema)
  }()

  private static func object(_ properties: [String: JSONValue], required: [String]) -> JSONValue {
    var schema: [String: JSONValue] = [
      "type": "object", "additionalProperties": false, "properties": .object(properties),
    ]
    if !required.isEmpty { schema["required"] = .words(required) }
    return .object(schema)
  }
}
