public import Foundation
import ProbeProtocol

/// The JSON Schema that editors check scenario files against. It says what a file looks like; what its words refer to
/// is left to ``ScenarioReader``.
public enum ScenarioSchema {
  /// The schema's bytes: the same for the same catalogue, everywhere.
  public static func document() throws -> Data { try CanonicalJSON.pretty(root) }

  static let root: JSONValue = [
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "SandProbe scenario",
    "description": "Made by ScenarioSchema from the catalogue of actions; do not edit.",
    "type": "object",
    "additionalProperties": false,
    "required": .words(["id", "title", "claims", "actors", "steps"]),
    "properties": [
      "id": .form(Vocabulary.scenarioIDForm, "<topic>/<name>, as the file's place says"),
      "title": .text("the scenario in a few words"),
      "claims": claims,
      "kind": [
        "description":
          "test: it judges its claims; explore: it records what the log shows. test unless told otherwise",
        "enum": .words(Scenario.Kind.allCases.map(\.rawValue)),
      ],
      "requires": requirements,
      "actors": [
        "description": "roles and the probe apps that play them",
        "type": "object",
        "propertyNames": ["pattern": .string(Vocabulary.wordForm), "not": ["enum": ["host", "conductor"]]],
        "additionalProperties": ["enum": .words(Vocabulary.actors.map(\.rawValue))],
      ],
      "steps": ["type": "array", "minItems": 1, "items": ["$ref": "#/definitions/step"]],
    ],
    "definitions": [
      "step": StepSchema.step,
      "expectation": ExpectationSchema.expectation,
      "matcher": ExpectationSchema.matcher,
      "sandboxRecord": ExpectationSchema.record(RecordReader.sandboxKeys),
      "shownText": ExpectationSchema.shownText,
      "daemonRecord": ExpectationSchema.record(RecordReader.daemonKeys),
    ],
  ]

  static let claims: JSONValue = [
    "description": "ids of claims, as claims.yaml lists them",
    "type": "array", "minItems": 1, "items": .form(Vocabulary.claimForm, "a claim's id"),
  ]

  private static let requirements: JSONValue = [
    "description": "what must be true before the scenario says anything",
    "type": "object",
    "additionalProperties": false,
    "properties": [
      "device": ["enum": .words(Requirements.DeviceKind.allCases.map(\.rawValue))],
      "ios": .form(
        "^\(Vocabulary.versionTermForm)( +\(Vocabulary.versionTermForm))?$", ">=15.0, <17 or both"),
      "entitlements": entitlements("entitlements that an actor's probe must have"),
      "lacks": entitlements("entitlements that an actor's probe must not have"),
      "packages": ["type": "boolean", "description": "packages of the probe apps must be at hand"],
      "passcode": ["enum": .words(RequirementsReader.passcodeWords)],
    ],
  ]

  private static func entitlements(_ description: String) -> JSONValue {
    [
      "description": .string(description), "type": "object",
      "additionalProperties": ["type": "array", "items": .text("an entitlement's key")],
    ]
  }
}

/// Parts of the schema that occur again and again.
extension JSONValue {
  static func words(_ words: [String]) -> JSONValue { .array(words.map(JSONValue.string)) }

  /// A text of a form.
  static func form(_ pattern: String, _ description: String) -> JSONValue {
    ["description": .string(description), "type": "string", "pattern": .string(pattern)]
  }

  /// A text that is not empty. What looks like a number or a truth value is read as text too.
  static func text(_ description: String) -> JSONValue {
    ["description": .string(description), "type": ["string", "number", "boolean"], "minLength": 1]
  }

  /// A text that may be empty.
  static func anyText(_ description: String) -> JSONValue {
    ["description": .string(description), "type": ["string", "number", "boolean", "null"]]
  }
}
