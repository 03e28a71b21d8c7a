import ProbeProtocol

/// The schema of a step, with a rule for each action.
enum StepSchema {
  static let step: JSONValue = [
    "type": "object",
    "additionalProperties": false,
    "required": .words(["id", "actor", "action"]),
    "properties": [
      "id": .form(Vocabulary.wordForm, "a word that no other step has"),
      "actor": .text("one of the scenario's roles, or host"),
      "action": ["enum": .words(ActionCatalogue.all.map(\.name.rawValue))],
      "with": ["type": "object", "description": "the action's arguments"],
      "save": [
        "description": "variables to set from the result: {name: result.<path>}",
        "type": "object",
        "propertyNames": ["pattern": .string(Vocabulary.variableForm)],
        "additionalProperties": ["type": "string", "pattern": "^result[.]."],
      ],
      "control": ["type": "boolean", "description": "the step shows that the action works where it should"],
      "uncontrolled": .text("why no control can show that the action works"),
      "together": .form(Vocabulary.wordForm, "neighbouring steps with one label run side by side"),
      "when": [
        "description": "how the phone stands when the step is taken; unlocked unless told otherwise",
        "enum": .words(Step.Moment.allCases.map(\.rawValue)),
      ],
      "timeout": .form(Vocabulary.durationForm, "500ms or 15s"),
      "expect": [
        "anyOf": [
          ["$ref": "#/definitions/expectation"],
          ["type": "array", "minItems": 1, "items": ["$ref": "#/definitions/expectation"]],
        ]
      ],
    ],
    "allOf": .array(ActionCatalogue.all.map(rule)),
  ]

  private static func rule(for action: ActionSpecification) -> JSONValue {
    let isHostAction = ActionCatalogue.hostActions.contains(action.name)
    let required = action.arguments.filter(\.isRequired).map(\.name)
    var then: [String: JSONValue] = [
      "properties": [
        "actor": isHostAction ? ["const": "host"] : ["not": ["const": "host"]],
        "with": arguments(of: action, required: required),
        "save": saves(of: action),
      ]
    ]
    if !required.isEmpty { then["required"] = .words(["with"]) }
    return [
      "if": [
        "properties": ["action": ["const": .string(action.name.rawValue)]], "required": .words(["action"]),
      ],
      "then": .object(then),
    ]
  }

  static func arguments(of action: ActionSpecification, required: [String]) -> JSONValue {
    var schema: [String: JSONValue] = ["description": .string(action.summary), "additionalProperties": false]
    if !action.arguments.isEmpty {
      schema["properties"] = .object(
        Dictionary(action.arguments.map { ($0.name, type(of: $0)) }) { first, _ in first })
    }
    if !required.isEmpty { schema["required"] = .words(required) }
    return .object(schema)
  }

  private static func saves(of action: ActionSpecification) -> JSONValue {
    guard !action.results.isEmpty else { return ["additionalProperties": false] }
    let names = action.results.keys.sorted().joined(separator: "|")
    return ["additionalProperties": ["pattern": .string("^result[.](\(names))([.].+)?$")]]
  }

  private static func type(of argument: ActionSpecification.Argument) -> JSONValue {
    let variable: JSONValue = ["type": "string", "pattern": #"^\$\{[^}]+\}$"#]
    let description = JSONValue.string(argument.summary)
    return switch argument.type {
    case .string: .anyText(argument.summary)
    case .path: .form(#"^(/|~/|\$\{)"#, argument.summary)
    case .strings: ["description": description, "type": "array", "items": .anyText("one of them")]
    case .integer: ["description": description, "anyOf": [["type": "integer"], variable]]
    case .boolean: ["description": description, "anyOf": [["type": "boolean"], variable]]
    }
  }
}
