import ArgumentParser
import Device
import Foundation
import ProbeProtocol
import Report
import Scenario
import VirtualPhone

/// Says whether a run could work, and what mends it where not.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says whether a run could work, and what mends it where not.",
    discussion: """
      Looks at the tools, the phone, the probe apps on it and their signing. It
      changes nothing. What only a Mac can tell is said to be not checked elsewhere.

      Ends with 69 if a run could not work.
      """)

  @Option(help: "auto, a UDID, simulator[:UDID], or virtual[:PROFILE].")
  var device: PhoneChoice = .auto

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(
    help: """
      Print the digest of this checkout's phone side and end: what the key SandProbeBuild of an app built from it \
      has to hold.
      """)
  var digest = false

  private struct Report: Encodable {
    var canRun: Bool
    var findings: [DoctorFinding]
  }

  func run() async throws {
    let checkout = PhoneSideDigest.ofCheckout()
    guard !digest else {
      guard let checkout else {
        throw CommandError(.badInput, "there is no checkout of the project here or above")
      }
      return Terminal.standardOutput.write(checkout + "\n")
    }
    let environment = ToolEnvironment()
    let facts = await environment.toolFacts()
    let isSimulator = if case .simulator = device { true } else { false }
    // Into a Simulator the runner comes with xcodebuild alone.
    let doctor = Doctor(
      isMac: Self.isMac, wanted: Vocabulary.probes + (isSimulator ? [] : [.conductor]), checkout: checkout,
      now: Date().timeIntervalSince1970,
      runner: BuiltApps.runnerFiles(isSimulator ? BuiltApps.simulatorPlace : BuiltApps.place),
      programs: Set(facts.filter { $0.path != nil }.map(\.name)), isForSimulator: isSimulator)
    let tools = doctor.findings(of: facts)
    let (phone, profiles) = await phoneFindings(doctor, environment)
    let known = profiles.map { $0 + (SigningFiles.profiles() ?? []) } ?? SigningFiles.profiles()
    let findings = tools + phone + doctor.findings(of: known, xcode: await Self.xcode(environment))
    if json {
      Terminal.standardOutput.write(Output.json(Report(canRun: findings.allowRun, findings: findings)))
    } else {
      Terminal.standardOutput.write(DoctorText.render(findings, color: Terminal.standardOutput.usesColor))
    }
    guard findings.allowRun else { throw ExitStatus.noDevice }
  }

  private func phoneFindings(
    _ doctor: Doctor, _ environment: ToolEnvironment
  ) async -> ([DoctorFinding], [ProvisioningProfile]?) {
    let token = ProcessInfo.processInfo.environment[Conductor.tokenEnvironmentName]
    do {
      if case .auto = device {
        let attached = (try? await DeviceList.udids(environment)) ?? []
        guard attached.count < 2 else { throw CommandError.severalPhones(attached) }
        guard let udid = attached.first else { return (doctor.findings(of: PhoneFacts?.none), nil) }
        return await ask(udid, environment, doctor, token)
      }
      return try await HostedPhone.with(device, mutants: [], faults: .init(), seed: nil) { phone in
        guard !phone.isSimulator else {
          return (doctor.findings(of: await PhoneFacts.ask(phone.simulator, token: token)), [])
        }
        return await ask(phone.udid, phone.environment, doctor, token)
      }
    } catch {
      let trouble = CommandError(translating: error)
      return ([DoctorFinding(.phone, "attached", .problem, trouble.message, remedy: trouble.help.first)], nil)
    }
  }

  private func ask(
    _ udid: String, _ environment: ToolEnvironment, _ doctor: Doctor, _ token: String?
  ) async -> ([DoctorFinding], [ProvisioningProfile]?) {
    let facts = await PhoneFacts.ask(udid: udid, environment, token: token)
    let canAsk = facts.refusal == nil && !facts.isVirtual
    return (
      doctor.findings(of: facts), canAsk ? await SigningFiles.profiles(onPhone: udid, environment) : nil
    )
  }

  private static func xcode(_ environment: ToolEnvironment) async -> String? {
    guard isMac, let output = try? await environment.run(ToolCommand("xcodebuild", ["-version"])),
      output.isSuccess
    else { return nil }
    let words = String(decoding: output.standardOutput, as: UTF8.self).split(whereSeparator: \.isNewline)
    return words.joined(separator: ", ")
  }

  static var isMac: Bool {
    #if os(macOS)
      true
    #else
      false
    #endif
  }
}

/// The doctor's findings for people.
enum DoctorText {
  static func render(_ findings: [DoctorFinding], color: Bool) -> String {
    let width = findings.map(\.subject.count).max() ?? 0
    var text = ""
    for group in DoctorFinding.Group.allCases {
      let lines = findings.filter { $0.group == group }
      guard !lines.isEmpty else { continue }
      text += "\(group.rawValue)\n"
      for finding in lines {
        let subject = finding.subject.padding(toLength: width, withPad: " ", startingAt: 0)
        text +=
          "  \(mark(finding.state, color: color)) \(subject)  \(VisibleText.line(finding.found, limit: 400))\n"
        guard let remedy = finding.remedy else { continue }
        text += String(repeating: " ", count: width + 6) + "→ \(VisibleText.line(remedy, limit: 400))\n"
      }
    }
    let isRehearsal = findings.contains { $0.group == .phone && $0.subject == "attached" }
    guard findings.allowRun else { return text + "A run could not work.\n" }
    return text
      + (isRehearsal ? "A run could work, as a rehearsal on a virtual phone.\n" : "A run could work.\n")
  }

  private static func mark(_ state: DoctorFinding.State, color: Bool) -> String {
    let (symbol, code) =
      switch state {
      case .ok: ("✔", "32")
      case .warning: ("!", "33")
      case .problem: ("✘", "31")
      case .unknown: ("?", "2")
      }
    return color ? "\u{1B}[\(code)m\(symbol)\u{1B}[0m" : symbol
  }
}
