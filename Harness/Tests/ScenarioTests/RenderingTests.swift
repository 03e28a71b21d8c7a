import Foundation
import ProbeProtocol
import Scenario
import Testing

@Suite("Showing scenarios") struct RenderingTests {
  private static let text = """
    id: a/b
    title: An app opens no other's home
    claims: [FS-03]
    requires: {ios: ">=15.0", lacks: {other: [group]}}
    actors: {app: IsolatedA, other: Outsider}
    steps:
      - id: who
        actor: app
        action: identity.read
        save: {home: result.home}
      - id: intrude
        actor: other
        action: dir.open
        with: {path: "${home}"}
        expect:
          outcome: {errno: EPERM}
          syslog:
            - sandbox: {operation: file-read-data, path: "${home}"}
      - id: control
        actor: app
        action: dir.open
        with: {path: "${home}"}
        control: true
        expect: {outcome: ok, data: {count: {at-least: 1}}}

    """

  @Test("a scenario is shown in words") func words() throws {
    let expected = """
      a/b
      An app opens no other's home

      claims   FS-03
      needs    a phone; iOS 15.0 or later; other without group
      actors   app    IsolatedA
               other  Outsider

      1   who
          app does identity.read
          saves home from result.home

      2   intrude
          other does dir.open
            path: ${home}
          expects for FS-03: outcome EPERM
          expects for FS-03: a sandbox record about other, file-read-data, ${home}

      3   control  (control)
          app does dir.open
            path: ${home}
          expects: outcome ok
          expects: count is at least 1

      """
    #expect(try Sample.read(Self.text).get().text == expected)
  }

  @Test("the JSON of a scenario has the members of its file, with defaults written out") func json() throws {
    let json = try Sample.read(Self.text).get().json
    #expect(
      json["requires"] == [
        "device": "physical", "ios": ">=15.0", "lacks": ["other": ["group"]], "packages": false,
      ])
    #expect(
      json["actors"] == [["actor": "app", "probe": "IsolatedA"], ["actor": "other", "probe": "Outsider"]])
    #expect(json.value(at: "steps.0.save") == ["home": "result.home"])
    #expect(json.value(at: "steps.1.expect.0.outcome") == ["errno": ["EPERM"]])
    #expect(
      json.value(at: "steps.1.expect.0.syslog") == [
        ["sandbox": ["actor": "other", "operation": "file-read-data", "path": "${home}"]]
      ])
    #expect(json.value(at: "steps.2.expect.0.data.count") == ["at-least": 1])
    #expect(json.value(at: "steps.2.control") == true)
  }

  @Test("every committed scenario can be shown in words and as JSON") func committed() throws {
    for scenario in try CommittedFiles.library().scenarios {
      #expect(scenario.text.hasPrefix("\(scenario.id)\n\(scenario.title)\n"))
      #expect(scenario.json["steps"]?.arrayValue?.count == scenario.steps.count)
    }
  }
}
