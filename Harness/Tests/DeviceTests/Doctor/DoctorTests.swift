import DeviceProtocol
import Foundation
import ProbeProtocol
import Testing

@testable import Device

@Suite("The doctor") struct DoctorTests {
  private let doctor = Doctor(
    isMac: false, wanted: ["A", "B", .conductor], checkout: "digest", now: 1_000_000)

  private func phone(_ change: (inout PhoneFacts) -> Void = { _ in }) -> PhoneFacts {
    var facts = PhoneFacts(udid: "U")
    facts.name = "Phone"
    facts.systemVersion = "17.5"
    facts.isPasscodeSet = true
    facts.isDeveloperModeOn = true
    facts.language = "en-GB"
    facts.freeBytes = 5_432_000_000
    let probes: [ProbeName] = ["A", "B", .conductor]
    facts.probes = probes.map {
      InstalledApplication(bundle: "x.\($0)", version: "1", probe: $0, build: "digest")
    }
    facts.conductor = .answers(status())
    change(&facts)
    return facts
  }

  private func status(locked: Bool = false) -> Conductor.Status {
    .init(
      pid: 9, bundle: "r", run: nil, heartbeats: 0, sequence: 0, isLocked: locked,
      environment: ["SANDPROBE_X": "1"])
  }

  private func finding(
    _ subject: String, _ change: (inout PhoneFacts) -> Void = { _ in }
  ) throws -> DoctorFinding {
    try #require(doctor.findings(of: phone(change)).first { $0.subject == subject })
  }

  @Test("a phone that is ready lets a run work, and every line that is not ok says what mends it")
  func ready() throws {
    let findings = doctor.findings(of: phone())
    #expect(findings.allowRun)
    for finding in findings where [.warning, .problem].contains(finding.state) {
      #expect(finding.remedy != nil)
    }
    #expect(try finding("Conductor").found == "answers as pid 9, was started with SANDPROBE_X")
    #expect(try finding("space").found == "5.4 GB free")
    #expect(try finding("build").state == .ok)
    #expect(try finding("passcode").state == .warning)
    #expect(try finding("Auto-Lock").state == .unknown)
  }

  @Test("what stops a run is a problem")
  func problems() throws {
    #expect(try finding("unlocked") { $0.conductor = .answers(status(locked: true)) }.state == .problem)
    #expect(try finding("Developer Mode") { $0.isDeveloperModeOn = false }.state == .problem)
    #expect(try finding("Conductor") { $0.conductor = .strange }.remedy?.contains("SANDPROBE_TOKEN") == true)
    #expect(try finding("Conductor") { $0.conductor = .silent("no") }.state == .problem)
    #expect(try finding("installed") { $0.probes = [] }.state == .problem)
    #expect(try finding("build") { $0.probes?[0].build = "other" }.found == "not of this checkout: A")
    let refused = doctor.findings(
      of: phone { $0.refusal = .init(reason: "locked", remedy: "Unlock it.") })
    #expect(refused.map(\.state) == [.problem] && !refused.allowRun)
  }

  @Test(
    "a Conductor that does not answer is started by a run where something can, and else it is said what is missing"
  )
  func silent() throws {
    var doctor = doctor
    func found() throws -> DoctorFinding {
      try #require(
        doctor.findings(of: phone { $0.conductor = .silent("no") }).first { $0.subject == "Conductor" })
    }
    doctor.runner = RunnerFiles(isMac: false, xctestruns: [])
    #expect(try found().state == .problem)
    #expect(try found().remedy?.hasPrefix("install pymobiledevice3") == true)
    #expect(try found().remedy?.contains("pymobiledevice3 developer dvt xcuitest x.Conductor") == true)
    doctor.programs = ["pymobiledevice3", "idevice_id"]
    #expect(try found().state == .ok)
    #expect(try found().found.hasSuffix("'sandprobe run' starts it with pymobiledevice3"))
    doctor.isMac = true
    doctor.programs = ["xcodebuild"]
    doctor.runner = RunnerFiles(isMac: true, xctestruns: [])
    #expect(try found().remedy?.hasPrefix("build the probe apps: make apps TEAM=") == true)
  }

  @Test("a Conductor with another token gives way to a run's own, where something here can start one")
  func strange() throws {
    var doctor = doctor
    func found() throws -> DoctorFinding {
      try #require(doctor.findings(of: phone { $0.conductor = .strange }).first { $0.subject == "Conductor" })
    }
    doctor.runner = RunnerFiles(isMac: false, xctestruns: [])
    #expect(try found().state == .problem)
    #expect(try found().remedy?.contains("end the runner's app on the phone") == true)
    doctor.programs = ["ios"]
    #expect(try found().state == .ok && found().found.hasSuffix("'sandprobe run' starts its own with ios"))
  }

  @Test("what is not known says how to find it out")
  func unknown() throws {
    let blank = phone {
      ($0.isPasscodeSet, $0.isDeveloperModeOn, $0.language, $0.freeBytes) = (nil, nil, nil, nil)
      $0.conductor = .silent("no")
      $0.probes?[0].build = nil
    }
    let findings =
      doctor.findings(of: blank) + doctor.findings(of: [ToolFacts]()) + doctor.findings(of: nil, xcode: nil)
    let unknown = findings.filter { $0.state == .unknown }
    #expect(
      Set(unknown.map(\.subject)).isSuperset(of: [
        "unlocked", "passcode", "Developer Mode", "Auto-Lock", "language", "space", "build", "Xcode",
        "profiles",
        "xcodebuild", "pymobiledevice3",
      ]))
    for finding in unknown { #expect(finding.remedy?.isEmpty == false, "\(finding.subject)") }
  }

  @Test(
    "on a Mac it is told whether devicectl knows a phone of iOS 17, which Xcode's tools reach through it alone"
  )
  func devicectl() throws {
    var mac = doctor
    mac.isMac = true
    mac.programs = ["xcrun"]
    let known = try #require(DevicectlAnswer(Data(Samples.devicectlList.utf8))?.devices.first)
    func found(_ device: DevicectlAnswer.Device?, version: String = "17.5") -> DoctorFinding? {
      mac.findings(
        of: phone {
          $0.devicectl = device
          $0.systemVersion = version
        }
      ).first { $0.subject == "devicectl" }
    }
    #expect(found(known)?.state == .ok)
    #expect(
      found(known)?.found
        == "knows it (paired, localNetwork, tunnel disconnected); Xcode mounts the developer image when a test starts"
    )
    #expect(found(nil)?.state == .warning && found(nil)?.remedy != nil)
    var far = known
    far.tunnel = "unavailable"
    #expect(found(far)?.state == .warning)
    #expect(found(nil, version: "16.7") == nil)
    mac.isMac = false
    #expect(found(nil) == nil)
  }

  @Test("where the Conductor does not answer, devicectl tells of a phone that asks for its passcode")
  func locked() throws {
    func found(_ isRequired: Bool?) throws -> DoctorFinding {
      try finding("unlocked") {
        $0.conductor = .silent("no")
        $0.isPasscodeRequired = isRequired
      }
    }
    #expect(try found(true).state == .problem)
    #expect(try found(false).state == .unknown && found(false).found.hasSuffix("no passcode now (devicectl)"))
    #expect(try found(nil).state == .unknown)
  }

  @Test("a Simulator needs Xcode and no other tool, and what is about a phone is skipped in it")
  func simulator() throws {
    var mac = doctor
    (mac.isMac, mac.isForSimulator, mac.wanted) = (true, true, ["A", "B"])
    mac.programs = ["xcodebuild"]
    mac.runner = RunnerFiles(isMac: true, xctestruns: [])
    let facts = phone {
      $0.isSimulator = true
      $0.conductor = .silent("no")
      $0.probes?.removeFirst()
    }
    let findings = mac.findings(of: facts)
    #expect(!findings.contains { ["passcode", "Developer Mode", "Auto-Lock"].contains($0.subject) })
    #expect(findings.first { $0.subject == "Simulator" }?.state == .ok)
    #expect(findings.first { $0.subject == "sandbox" }?.state == .warning)
    #expect(findings.first { $0.subject == "installed" }?.remedy?.hasPrefix("make simulator-apps") == true)
    #expect(
      findings.first { $0.subject == "Conductor" }?.remedy == "build the probe apps: make simulator-apps")
    mac.runner?.xctestruns = ["x"]
    #expect(mac.findings(of: facts).first { $0.subject == "Conductor" }?.state == .ok)
    let tools = mac.findings(of: [ToolFacts]())
    #expect(tools.filter { $0.state == .problem }.map(\.subject) == ["xcrun", "xcodebuild"])
  }

  @Test("the Conductor's runner is known by its bundle identifier, since its Info.plist is Xcode's own")
  func runner() throws {
    let runner = try #require(InstalledApplication(["CFBundleIdentifier": "a.b.Conductor.xctrunner"]))
    #expect(runner.probe == .conductor)
    #expect(InstalledApplication(["CFBundleIdentifier": "a.b.NoConductor.xctrunner"])?.probe == nil)
    #expect(try finding("build") { $0.probes?[2].build = nil }.state == .ok)
  }

  @Test("an Xcode that is too old is told") func xcode() throws {
    var mac = doctor
    mac.isMac = true
    #expect(mac.findings(of: nil, xcode: "Xcode 26.1, Build version 17B55")[0].state == .ok)
    #expect(mac.findings(of: nil, xcode: "Xcode 15.4, Build version 15F31d")[0].state == .warning)
    #expect(mac.findings(of: nil, xcode: nil)[0].state == .warning)
  }

  @Test("what makes a run skip something is a warning, and what nobody can tell is unknown")
  func warnings() throws {
    #expect(try finding("installed") { $0.probes?.removeFirst() }.found.contains("absent: A"))
    #expect(try finding("language") { $0.language = "ja" }.state == .warning)
    #expect(try finding("space") { $0.freeBytes = 5 }.state == .warning)
    #expect(try finding("passcode") { $0.isPasscodeSet = nil }.state == .unknown)
    #expect(try finding("build") { $0.probes?[0].build = nil }.state == .unknown)
    #expect(try finding("unlocked") { $0.conductor = .silent("no") }.state == .unknown)
    #expect(
      try finding("Developer Mode") {
        $0.systemVersion = "15.2"
        $0.isDeveloperModeOn = nil
      }.state == .ok)
    let none = doctor.findings(of: PhoneFacts?.none)
    #expect(none.map(\.state) == [.warning] && none.allowRun)
  }

  @Test("tools are asked what they can do; a needed one that is absent is a problem, with its command")
  func tools() throws {
    var facts = Tool.allCases.map {
      ToolFacts(name: $0.rawValue, path: "/usr/bin/\($0.rawValue)", version: "1.3.0")
    }
    #expect(doctor.findings(of: facts).allowRun)
    facts[0].path = nil
    let findings = doctor.findings(of: facts)
    #expect(!findings.allowRun)
    #expect(findings.first?.remedy?.hasPrefix("install it: ") == true)
    #expect(
      findings.first { $0.subject == "xcodebuild" }?.found.hasPrefix("not checked: this is no Mac") == true)
    #expect(ToolEnvironment.abilities(of: .log, help: "--syslog-relay")[0].hasPrefix("os_trace_relay"))
    #expect(ToolEnvironment.abilities(of: .log, help: "")[0].hasPrefix("syslog_relay only"))
    #expect(ToolEnvironment.abilities(of: .installer, help: "--list-apps") == ["takes options (1.1.1)"])
  }

  private func profile(_ id: String, days: Double, lifetime: Int = 7) -> ProvisioningProfile {
    .init(
      name: id, applicationID: "T.\(id)", team: "TEAM", expires: doctor.now + days * 86_400, days: lifetime)
  }

  @Test("App IDs of a personal team are counted, and the days of the first profile")
  func signing() throws {
    let ten = (0..<10).map { profile("app\($0)", days: Double($0) + 1.5) }
    let full = doctor.findings(of: ten + ten, xcode: nil)
    #expect(full.first { $0.subject == "App IDs" }?.found.hasPrefix("10 of the 10") == true)
    #expect(full.first { $0.subject == "App IDs" }?.state == .warning)
    #expect(full.first { $0.subject == "team TEAM" }?.found == "its first profile runs out in 1 days")
    let over = doctor.findings(of: [profile("a", days: -2)], xcode: nil)
    #expect(!over.allowRun)
    let paid = doctor.findings(of: [profile("a", days: 200, lifetime: 365)], xcode: nil)
    #expect(!paid.contains { $0.subject == "App IDs" } && paid.allowRun)
    #expect(doctor.findings(of: nil, xcode: nil).map(\.state) == [.unknown, .unknown])
  }

  @Test("a profile is read out of its signed message; anything else is none")
  func profiles() throws {
    let plist = """
      <?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>Name</key><string>n</string>
      <key>TeamIdentifier</key><array><string>TEAM</string></array><key>TimeToLive</key><integer>7</integer>
      <key>ExpirationDate</key><date>2026-01-02T03:04:05Z</date>
      <key>Entitlements</key><dict><key>application-identifier</key><string>TEAM.a.b</string></dict></dict></plist>
      """
    let message = Data([0x30, 0x82, 0xFF]) + Data(plist.utf8) + Data([0, 1, 2])
    let profile = try #require(ProvisioningProfile(message))
    #expect(profile.applicationID == "TEAM.a.b" && profile.team == "TEAM" && profile.isOfPersonalTeam)
    #expect(profile.expires == 1_767_323_045)
    for bytes in [Data(), Data("<?xml".utf8), Data("</plist><?xml".utf8), Data(message.dropLast(40))] {
      #expect(ProvisioningProfile(bytes) == nil)
    }
  }
}
