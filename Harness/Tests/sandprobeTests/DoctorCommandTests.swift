import Foundation
import Testing
import VirtualPhone

@Suite("sandprobe doctor and install")
struct DoctorCommandTests {
  private struct Report: Decodable {
    struct Finding: Decodable {
      var group: String
      var subject: String
      var state: String
      var found: String
      var remedy: String?
    }
    var canRun: Bool
    var findings: [Finding]

    func state(_ subject: String) -> String? { findings.first { $0.subject == subject }?.state }
  }

  private func doctor(_ variables: [String: String], _ words: String...) async throws -> (Ending, Report) {
    let ending = try await Program(variables: variables).call(["doctor", "--json"] + words)
    return (ending, try JSONDecoder().decode(Report.self, from: ending.outputBytes))
  }

  @Test("a phone that is ready ends with 0; every line that has to be mended says how")
  func ready() async throws {
    let model = try PhoneModel(seed: 41, chatter: false)
    try await withPhones([model]) { variables in
      let (ending, report) = try await doctor(variables)
      #expect(ending.status == 0 && report.canRun, "\(ending.output)")
      #expect(report.state("idevicesyslog") == "ok" && report.state("Conductor") == "ok")
      #expect(report.state("installed") == "ok" && report.state("language") == "ok")
      #expect(report.state("unlocked") == "ok" && report.state("Developer Mode") == "ok")
      #expect(report.findings.allSatisfy { !["warning", "problem"].contains($0.state) || $0.remedy != nil })
      let text = try await Program(variables: variables)("doctor")
      #expect(text.status == 0)
      #expect(text.output.contains("Virtual-iPhone iPhone10,3 iOS 15.2 virtual"))
      #expect(text.output.hasSuffix("A run could work.\n") && !text.output.contains("\u{1B}"))
    }
  }

  @Test("a locked phone, and one without the Conductor, end with 69 and say what to do")
  func notReady() async throws {
    let model = try PhoneModel(seed: 42, chatter: false)
    try await withPhones([model]) { variables in
      model.lock.lock()
      let (locked, report) = try await doctor(variables)
      #expect(locked.status == 69 && !report.canRun && report.state("unlocked") == "problem")
      model.lock.pressHome()
      try model.uninstall(bundle: "dev.sandprobe.Conductor.xctrunner")
      let (gone, without) = try await doctor(variables)
      #expect(gone.status == 69 && without.state("Conductor") == "problem")
      #expect(without.state("installed") == "warning")
    }
  }

  @Test("no phone is told and is no fault, a phone that is not attached is one, and so is no usbmuxd for it")
  func noPhone() async throws {
    try await withPhones([]) { variables in
      let (ending, report) = try await doctor(variables)
      #expect(ending.status == 0 && report.state("attached") == "warning")
      let (absent, other) = try await doctor(variables, "--device", "00008015-0000000000000000")
      #expect(absent.status == 69 && other.state("attached") == "problem")
    }
    let digest = try await Program()("doctor", "--digest")
    #expect(digest.output.wholeMatch(of: /[0-9a-f]{64}\n/) != nil)
  }

  @Test("install says what it would do, does it, and believes the phone's own list")
  func install() async throws {
    let dry = try await Program()("install", "--device", "virtual", "--dry-run", "GroupMemberA")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.contains("ideviceinstaller -u ") && dry.output.contains("GroupMemberA.ipa"))
    let done = try await Program()("install", "--device", "virtual", "GroupMemberA", "Outsider")
    #expect(done.status == 0 && done.output == "✔ GroupMemberA\n✔ Outsider\n")
    let near = try await Program()("install", "--device", "virtual", "GroupMemberC")
    #expect(near.status == 64 && near.errors.contains("did you mean 'GroupMemberA'"))
    try await withPhones([]) { variables in
      let nobody = try await Program(variables: variables)("install")
      #expect(nobody.status == 69 && nobody.errors.contains("no phone is attached"))
    }
    let team = try await Program()("install", "--team", "short")
    #expect(team.status == 64)
    let model = try PhoneModel(seed: 43, chatter: false)
    try await withPhones([model]) { variables in
      try await withFolder { folder in
        let none = try await Program(variables: variables)("install", "--apps", folder.path)
        #expect(none.status == 69 && none.errors.contains("make apps TEAM="))
        try Data("no zip".utf8).write(to: folder.appendingPathComponent("IsolatedA.ipa"))
        try model.uninstall(bundle: "dev.sandprobe.IsolatedA")
        let broken = try await Program(variables: variables)("install", "--apps", folder.path)
        #expect(broken.status == 69 && broken.output.hasPrefix("✘ IsolatedA: "))
      }
    }
  }
}
