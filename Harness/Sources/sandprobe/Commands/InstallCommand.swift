import ArgumentParser
import Device
import Foundation
import ProbeProtocol
import Report
import Scenario
import VirtualPhone

/// Brings the probe apps onto the phone.
struct InstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Installs the probe apps on the phone.",
    discussion: """
      Takes what `make apps TEAM=…` built on a Mac: with devicectl where the phone
      has iOS 17 or later and Xcode is here, otherwise with ideviceinstaller. The
      phone's own list says whether it worked; exit codes of installers do not.
      A Simulator gets what `make simulator-apps` built.

      Examples:
        sandprobe install --dry-run                    what it would do
        sandprobe install --team ABCDE12345            build first (on a Mac)
        sandprobe install GroupMemberA Outsider        these alone
      """)

  @Argument(help: "Probe apps; all that were built unless given.")
  var probes: [String] = []

  @Option(help: "auto, a UDID, simulator[:UDID], or virtual[:PROFILE].")
  var device: PhoneChoice = .auto

  @Option(help: "Build the apps first, signed by this team (ten characters).")
  var team: String?

  @Option(help: "The folder of built apps; \(BuiltApps.place) of the checkout unless given.")
  var apps: String?

  @Flag(help: "Print the commands and change nothing.")
  var dryRun = false

  @Flag(help: "Print JSON.")
  var json = false

  private struct Outcome: Encodable {
    var command: String
    var probe: String
    /// Nil where nothing was done.
    var isInstalled: Bool?
    var complaint: String?
  }

  func validate() throws {
    guard let team else { return }
    guard team.count == 10, team.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw ValidationError("--team takes the ten characters of a team, ABCDE12345")
    }
  }

  func run() async throws {
    try await refuseNobody()
    try await HostedPhone.with(device, mutants: [], faults: FaultPlan(), seed: nil) { phone in
      if let team { try await build(team, phone.environment) }
      let chosen = try choose(
        from: apps.map { BuiltApps.apps(in: URL(fileURLWithPath: $0)) } ?? phone.packages)
      let outcomes = try await install(chosen, on: phone)
      report(outcomes)
      guard !outcomes.contains(where: { $0.isInstalled == false }) else { throw ExitStatus.noDevice }
    }
  }

  /// Apps that are installed on a virtual phone of this command are gone with it: that is only done where it is asked for.
  private func refuseNobody() async throws {
    guard case .auto = device, !dryRun else { return }
    do {
      guard try await DeviceList.udids(ToolEnvironment()).isEmpty else { return }
    } catch PhoneError.noMux(address: nil) {
      // No usbmuxd, no phone.
    }
    throw CommandError(
      .noDevice, "no phone is attached",
      help: [
        "attach one by cable, unlock it and tap Trust", "what would be done: sandprobe install --dry-run",
      ])
  }

  private func build(_ team: String, _ environment: ToolEnvironment) async throws {
    let command = ToolCommand("make", ["apps", "TEAM=\(team)"])
    guard !dryRun else { return Terminal.standardOutput.write(command.line + "\n") }
    guard DoctorCommand.isMac else {
      throw CommandError(
        .noDevice, "apps are built on a Mac with Xcode",
        help: ["there: \(command.line)", "then copy the built apps"])
    }
    let hour = ToolLimits(time: .seconds(3_600), output: 64 << 20)
    guard let output = try await environment.run(command, limits: hour), output.isSuccess else {
      throw CommandError(
        .noDevice, "'\(command.line)' failed", help: ["run it by hand to see all that it says"])
    }
  }

  private func choose(from built: [ProbeName: URL]) throws -> [(probe: ProbeName, package: URL)] {
    let sorted = built.sorted { $0.key < $1.key }.map { (probe: $0.key, package: $0.value) }
    guard !sorted.isEmpty else {
      throw CommandError(
        .noDevice, "no built probe app was found",
        help: ["build them on a Mac: make apps TEAM=ABCDE12345; for a Simulator: make simulator-apps"])
    }
    guard !probes.isEmpty else { return sorted }
    return try probes.map { name in
      guard let package = built[ProbeName(name)] else {
        let known = sorted.map(\.probe.rawValue)
        let near = NearestWord.of(name, among: known).map { "; did you mean '\($0)'?" } ?? ""
        throw CommandError(
          .usage, "no built app is called '\(name)'\(near)",
          help: ["there are \(known.joined(separator: ", "))"])
      }
      return (ProbeName(name), package)
    }
  }

  private func install(
    _ chosen: [(probe: ProbeName, package: URL)], on phone: HostedPhone
  ) async throws -> [Outcome] {
    let environment = phone.environment
    let connection = try phone.connection()
    let version = try await connection.lockdownValues().productVersion
    let route =
      phone.isSimulator
      ? .simctl
      : InstallRoute(systemVersion: version, hasDevicectl: environment.path(named: "xcrun") != nil)
    var usesOptions = false
    if route == .ideviceinstaller {
      usesOptions = try await environment.help(of: .installer).contains("--list-apps")
    }
    let answer = DevicectlList.answerFile
    defer { try? FileManager.default.removeItem(at: answer) }
    var outcomes: [Outcome] = []
    for (probe, package) in chosen {
      let command = route.install(package.path, on: phone.udid, usesOptions: usesOptions, json: answer.path)
      var outcome = Outcome(command: command.line, probe: probe.rawValue)
      if !dryRun {
        let output = try await environment.run(command, limits: ToolLimits(time: .seconds(300)))
        outcome.complaint = InstallComplaint.words(output, answer: try? Data(contentsOf: answer))
        try? FileManager.default.removeItem(at: answer)
      }
      outcomes.append(outcome)
    }
    guard !dryRun else { return outcomes }
    let present = Set(try await connection.installedApplications().compactMap(\.probe))
    return outcomes.map { outcome in
      var outcome = outcome
      outcome.isInstalled = present.contains(ProbeName(outcome.probe))
      if outcome.isInstalled == true { outcome.complaint = nil }
      return outcome
    }
  }

  private func report(_ outcomes: [Outcome]) {
    guard !json else { return Terminal.standardOutput.write(Output.json(outcomes)) }
    for outcome in outcomes {
      switch outcome.isInstalled {
      case nil: Terminal.standardOutput.write(outcome.command + "\n")
      case true?: Terminal.standardOutput.write("✔ \(outcome.probe)\n")
      case false?:
        let why = outcome.complaint.map { VisibleText.line($0, limit: 300) } ?? "the phone does not list it"
        Terminal.standardOutput.write("✘ \(outcome.probe): \(why)\n")
      }
    }
  }
}
