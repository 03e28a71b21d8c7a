import Foundation
import ProbeProtocol
import Scenario
import Testing

/// A document on which schema and decoder have to agree.
struct FormCase: Sendable, CustomTestStringConvertible {
  var text: String
  var isValid: Bool

  static func valid(_ text: String) -> FormCase { FormCase(text: text, isValid: true) }
  static func invalid(_ text: String) -> FormCase { FormCase(text: text, isValid: false) }

  /// A change to a valid scenario.
  static func valid(_ old: String, _ new: String) -> FormCase {
    valid(Sample.valid.replacing(old, with: new))
  }
  static func invalid(_ old: String, _ new: String) -> FormCase {
    invalid(Sample.valid.replacing(old, with: new))
  }

  /// A change to the valid scenario's expectation.
  static func valid(expect: String) -> FormCase { valid("{outcome: ok}", expect) }
  static func invalid(expect: String) -> FormCase { invalid("{outcome: ok}", expect) }

  var testDescription: String { "\(isValid ? "valid" : "invalid"): \(text)" }

  static let all: [FormCase] = head + steps + expectations

  private static let head: [FormCase] = [
    .valid(Sample.valid), .invalid("[]"), .invalid("just text"), .invalid("id: a/b\n"),
    .invalid("a/b", "a"), .invalid("a/b", "a/B"), .valid("An app opens its home", "501"),
    .invalid("An app opens its home", ""), .invalid("An app opens its home", "[x]"),
    .invalid("title", "titel"),
    .invalid("[FS-03]", "[]"), .invalid("[FS-03]", "FS-03"), .invalid("[FS-03]", "[fs-03]"),
    .invalid("IsolatedA", "Isolated"), .invalid("app: Iso", "App: Iso"),
    .valid(
      "actors:", "requires: {device: physical, ios: \">=15 <17.1\", packages: false, passcode: set}\nactors:"),
    .invalid("actors:", "requires: {device: phone}\nactors:"),
    .invalid("actors:", "requires: {ios: 15}\nactors:"),
    .invalid("actors:", "requires: {ios: \"=15\"}\nactors:"),
    .invalid("actors:", "requires: {passcode: yes}\nactors:"),
    .valid("actors:", "requires: {entitlements: {app: [a]}, lacks: {app: [b]}}\nactors:"),
    .invalid("actors:", "requires: {entitlements: {app: a}}\nactors:"),
    .invalid("actors:", "requires: []\nactors:"), .valid("actors:", "kind: test\nactors:"),
    .valid(Sample.exploring), .invalid("actors:", "kind: search\nactors:"),
  ]

  private static let steps: [FormCase] = [
    .invalid("id: open", "id: Open"), .invalid("actor: app", "actor: []"),
    .invalid("action: dir.open", "action: dir"),
    .invalid("    action: dir.open\n", ""), .invalid("path: ~/", "path: x"), .invalid("path: ~/", "path: 12"),
    .valid("path: ~/", "path: /x"), .valid("path: ~/", "path: \"${run.id}\""),
    .invalid("path: ~/", "pth: /x"),
    .invalid("path: ~/", "path: /x, more: 1"), .invalid("    with: {path: ~/}\n", ""),
    .invalid("{path: ~/}", "[]"),
    .invalid("actor: app", "actor: host"), .invalid("dir.open", "app.reinstall"),
    .valid("with:", "save: {n: result.count, m: result.entries.0}\n    with:"),
    .invalid("with:", "save: {n: result.size}\n    with:"), .invalid("with:", "save: {n: count}\n    with:"),
    .invalid("with:", "save: {1n: result.count}\n    with:"), .invalid("with:", "save: [n]\n    with:"),
    .valid("with:", "timeout: 15s\n    with:"), .invalid("with:", "timeout: 15\n    with:"),
    .invalid("with:", "timeout: 15 s\n    with:"), .invalid("with:", "timeout: 0s\n    with:"),
    .invalid("with:", "control: yes\n    with:"), .valid("with:", "control: false\n    with:"),
    .valid("with:", "when: locked\n    with:"), .invalid("with:", "when: later\n    with:"),
    .valid("with:", "together: x\n    with:"), .invalid("with:", "together: X Y\n    with:"),
    .invalid("with:", "note: x\n    with:"), .valid("with:", "uncontrolled: nobody may\n    with:"),
    .valid("dir.open\n    with: {path: ~/}", "process.setuid\n    with: {uid: 0}"),
    .invalid("dir.open\n    with: {path: ~/}", "process.setuid\n    with: {uid: \"0\"}"),
    .invalid("dir.open\n    with: {path: ~/}", "process.setuid\n    with: {uid: root}"),
    .valid("dir.open\n    with: {path: ~/}", "file.probe\n    with: {paths: [/a, 1]}"),
    .invalid("dir.open\n    with: {path: ~/}", "file.probe\n    with: {paths: /a}"),
    .valid("dir.open\n    with: {path: ~/}", "file.write\n    with: {path: ~/a, text: 12, create: false}"),
    .invalid("dir.open\n    with: {path: ~/}", "file.write\n    with: {path: ~/a, text: a, create: no}"),
    .invalid("dir.open", "process.fork"), .valid("dir.open\n    with: {path: ~/}", "process.fork"),
  ]

  private static let expectations: [FormCase] = [
    .invalid(expect: "{}"), .invalid(expect: "[]"), .invalid(expect: "ok"), .valid(expect: "[{outcome: ok}]"),
    .invalid(expect: "{outcome: EPERM}"), .invalid(expect: "{outcome: {}}"),
    .invalid(expect: "{outcome: [ok]}"),
    .invalid(expect: "{outcome: {errno: EPRM}}"), .invalid(expect: "{outcome: {errno: []}}"),
    .invalid(expect: "{outcome: {errno: EPERM, error: {code: 1}}}"),
    .invalid(expect: "{outcome: {error: {}}}"),
    .invalid(expect: "{outcome: {error: {code: x}}}"), .invalid(expect: "{outcome: {error: {text: x}}}"),
    .valid(expect: "{outcome: nil}\n    uncontrolled: x"),
    .valid(expect: "{outcome: {errno: EPERM}}\n    uncontrolled: x"),
    .valid(expect: "{outcome: {errno: [EPERM, EACCES]}}\n    uncontrolled: x"),
    .valid(expect: "{outcome: {error: {domain: d, code: 1, message: m}}}\n    uncontrolled: x"),
    .valid(expect: "{data: {count: 1}}"), .valid(expect: "{data: {count: {equals: {a: [1]}}}}"),
    .valid(expect: "{data: {count: {not: {at-least: 3}}}}"), .valid(expect: "{data: {count: {not: 3}}}"),
    .invalid(expect: "{data: {count: {at-least: x}}}"), .invalid(expect: "{data: {count: {}}}"),
    .invalid(expect: "{data: {count: {above: 1, below: 3}}}"), .invalid(expect: "{data: {count: {is: 1}}}"),
    .valid(expect: "{data: {entries: {contains: a}}}"),
    .valid(expect: "{data: {entries: {contains: [a, 1]}}}"),
    .valid(expect: "{data: {entries: {shape: uuid}}}"), .invalid(expect: "{data: {entries: {shape: round}}}"),
    .invalid(expect: "{data: [count]}"), .valid(expect: "{outcome: ok, claim: FS-03}"),
    .invalid(expect: "{outcome: ok, claim: FS-03, claims: [FS-03]}"), .invalid(expect: "{claim: FS-03}"),
    .valid(expect: "{syslog: [{sandbox: {}}]}"), .valid(expect: "{syslog: [{not: {sandbox: {code: 1}}}]}"),
    .invalid(expect: "{syslog: {sandbox: {}}}"), .invalid(expect: "{syslog: [{sandbx: {}}]}"),
    .invalid(expect: "{syslog: [{not: {crash: {}}}]}"),
    .invalid(expect: "{syslog: [{not: {not: {sandbox: {}}}}]}"),
    .invalid(expect: "{syslog: [{sandbox: {code: one}}]}"),
    .invalid(expect: "{syslog: [{crash: {code: 1}}]}"),
    .invalid(expect: "{syslog: [{sandbox: {}, crash: {}}]}"), .invalid(expect: "{syslog: [sandbox]}"),
    .valid(expect: "{syslog: [{shows: {text: \"${canary.content}\", process: sharingd}}]}"),
    .valid(expect: "{syslog: [{not: {shows: {text: \"a ${canary.name}\", scope: scenario}}}]}"),
    .invalid(expect: "{syslog: [{shows: {text: \"${canary.content}\"}}]}"),
    .invalid(expect: "{syslog: [{shows: {text: hello, process: sharingd}}]}"),
    .invalid(expect: "{syslog: [{shows: {process: sharingd}}]}"),
    .invalid(expect: "{syslog: [{not: {shows: {text: \"${canary.content}\", scope: run}}}]}"),
    .invalid(expect: "{syslog: [{not: {shows: {text: \"${canary.content}\", path: /a}}}]}"),
    .invalid(expect: "{syslog: [{not: {shows: {text: \"${canary.content}\"}, sandbox: {}}}]}"),
    .valid(expect: "{host: {disconnected: 0, reconnected: {at-least: 1, at-most: 2}}}"),
    .invalid(expect: "{host: {disconnected: -1}}"), .invalid(expect: "{host: {disconnected: {}}}"),
    .invalid(expect: "{host: {gone: 0}}"), .valid(expect: "{outcome: ok, within: 2s}"),
    .invalid(expect: "{outcome: ok, within: 2}"),
  ]
}

@Suite("The editors' schema") struct SchemaTests {
  private static let validator = Result {
    SchemaValidator(try JSONDecoder().decode(JSONValue.self, from: ScenarioSchema.document()))
  }

  @Test("schema and decoder agree", arguments: FormCase.all) func agreement(_ example: FormCase) throws {
    let problems = try Self.validator.get().problems(in: SchemaValidator.json(ofYAML: example.text))
    #expect(problems.isEmpty == example.isValid, "the schema says: \(problems)")
    let diagnostics = Sample.diagnostics(example.text)
    #expect(diagnostics.isEmpty == example.isValid, "the decoder says: \(diagnostics)")
  }

  @Test("every committed scenario fits the schema and begins with its name") func committed() throws {
    let validator = try Self.validator.get()
    for file in try CommittedFiles.scenarioFiles() {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(text.hasPrefix("# yaml-language-server: $schema=../scenario.schema.json\n"), "\(file.path)")
      #expect(validator.problems(in: try SchemaValidator.json(ofYAML: text)) == [], "\(file.path)")
    }
  }

  @Test("the committed schema is the generated one; SANDPROBE_RECORD=1 rewrites it") func generated() throws {
    let place = CommittedFiles.folder.appending(path: "scenario.schema.json")
    let generated = try ScenarioSchema.document()
    if ProcessInfo.processInfo.environment["SANDPROBE_RECORD"] == "1" {
      try generated.write(to: place)
      Issue.record("recorded \(place.lastPathComponent); run again without SANDPROBE_RECORD")
      return
    }
    let committed = try Data(contentsOf: place)
    #expect(committed == generated, "run the tests once with SANDPROBE_RECORD=1")
  }
}
