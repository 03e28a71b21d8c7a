import Foundation
import ProbeProtocol
import Report
import Testing
import Verdict

@Suite struct FindingsJSONTests {
  @Test("findings.json is what was recorded, byte for byte")
  func snapshot() throws {
    try expectSnapshot(FindingsJSON.encode(Fixture.findings()), "findings.json")
  }

  @Test("what was encoded decodes to the same findings", arguments: [0, 1, 2, 3])
  func roundTrip(_ which: Int) throws {
    let findings = [Fixture.findings(), Fixture.rehearsal(), Fixture.calm(), HostileFixture.findings()][which]
    let data = try FindingsJSON.encode(findings)
    #expect(try FindingsJSON.decode(data) == findings)
    #expect(data.last == UInt8(ascii: "\n"))
  }

  @Test("every key is present, with null for what is unknown")
  func explicitNulls() throws {
    let json = try JSONDecoder().decode(JSONValue.self, from: FindingsJSON.encode(Fixture.findings()))
    #expect(json.value(at: "run.parent") == .null)
    #expect(json.value(at: "run.rehearsal") == .null)
    #expect(json.value(at: "run.settings.seed") == .null)
    #expect(json.value(at: "scenarios.0.skipped") == .null)
    #expect(json.value(at: "scenarios.3.steps.0.outcome") == .null)
    #expect(json.value(at: "scenarios.3.steps.0.window.firstLine") == .null)
    #expect(json.value(at: "run.device.isPasscodeSet") == .bool(true))
  }

  @Test("every key of the document is described in Reports/README.md")
  func documentedKeys() throws {
    let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Reports/README.md")
      .standardized
    let contract = try String(contentsOf: file, encoding: .utf8)
    let json = try JSONDecoder().decode(JSONValue.self, from: FindingsJSON.encode(Fixture.rehearsal()))
    var keys: Set<String> = []
    collect(json, into: &keys)
    #expect(keys.sorted().filter { !contract.contains("`\($0)`") } == [])
  }

  @Test("findings of a later minor version can be read, of another major version not")
  func versions() throws {
    let current = text(try FindingsJSON.encode(Fixture.calm()))
    let later = current.replacing("\"schema\" : \"1.2\"", with: "\"later\" : 1, \"schema\" : \"1.7\"")
    #expect(try FindingsJSON.decode(Data(later.utf8)).schema == "1.7")
    let earlier = current.replacing("\"schema\" : \"1.2\"", with: "\"schema\" : \"1.0\"")
      .replacing("\"resumed\"", with: "\"unknown\"")
    #expect(try FindingsJSON.decode(Data(earlier.utf8)).run.resumed == [])
    let next = current.replacing("\"schema\" : \"1.2\"", with: "\"schema\" : \"2.0\"")
    #expect(throws: FindingsJSONError.schema(found: "2.0")) { try FindingsJSON.decode(Data(next.utf8)) }
  }

  @Test(
    "what is not findings.json is refused with a reason",
    arguments: ["", "{", "[]", "{\"schema\":\"1.0\"}", "nul"])
  func garbage(_ text: String) {
    #expect(throws: FindingsJSONError.self) { try FindingsJSON.decode(Data(text.utf8)) }
  }

  /// Names of members, without those of objects whose names are data.
  private func collect(_ json: JSONValue, into keys: inout Set<String>) {
    switch json {
    case .array(let elements): elements.forEach { collect($0, into: &keys) }
    case .object(let members):
      let free: Set<String> = ["entitlements", "groups", "tools", "arguments", "counts", "tally", "data"]
      for (key, value) in members {
        keys.insert(key)
        if !free.contains(key) { collect(value, into: &keys) }
      }
    default: break
    }
  }
}
