public import Foundation
public import ProbeProtocol

/// The JSON Schema of what reaches an actor: a list of orders, as it travels in base64url.
public enum OrderSchema {
  /// The schema's bytes: the same for the same catalogue, everywhere.
  public static func document() throws -> Data { try CanonicalJSON.pretty(root) }

  private static let root: JSONValue = [
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "SandProbe orders",
    "description": "Made by OrderSchema from the catalogue of actions; do not edit.",
    "type": "object",
    "required": .words(["run", "key", "actor", "orders"]),
    "properties": [
      "run": .form("^[a-z0-9._-]+$", "the run's id"),
      "key": .form("^[A-Za-z0-9_-]+$", "the run's key in base64url"),
      "actor": .form(Vocabulary.wordForm, "the role that the app plays"),
      "orders": ["type": "array", "items": ["$ref": "#/definitions/order"]],
    ],
    "definitions": ["order": order],
  ]

  /// The actions that are sent to actors: what the harness does itself never travels.
  public static var actions: [ActionSpecification] {
    ActionCatalogue.all.filter { !ActionCatalogue.hostActions.contains($0.name) }
  }

  private static let order: JSONValue = [
    "type": "object",
    "required": .words(["scenario", "repetition", "step", "action", "arguments"]),
    "properties": [
      "scenario": .form(Vocabulary.scenarioIDForm, "<topic>/<name>"),
      "repetition": ["type": "integer"],
      "step": .form(Vocabulary.wordForm, "the step's id"),
      "action": ["enum": .words(actions.map(\.name.rawValue))],
      "arguments": ["type": "object"],
    ],
    "allOf": .array(actions.map(rule)),
  ]

  private static func rule(for action: ActionSpecification) -> JSONValue {
    let required = action.arguments.filter(\.isRequired).map(\.name)
    return [
      "if": [
        "properties": ["action": ["const": .string(action.name.rawValue)]], "required": .words(["action"]),
      ],
      "then": ["properties": ["arguments": StepSchema.arguments(of: action, required: required)]],
    ]
  }
}
