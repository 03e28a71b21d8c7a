import ArgumentParser
import Device
import Foundation
import ProbeProtocol
import Report
import RunFolder
import Runner
import Scenario
import Verdict
import VirtualPhone

/// Acts out scenarios on a phone and reports what they show.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Carries out scenarios on a phone and reports the findings.",
    discussion: """
      With one phone attached it takes that one; with none it rehearses on a virtual
      phone and says so.

      Examples:
        sandprobe run                              every scenario
        sandprobe run app-group FS-04              a topic and a claim
        sandprobe run 'FS-1*' --repeat 3           a glob, each scenario three times
        sandprobe run --device simulator           in the booted Simulator of a Mac
        sandprobe run --device virtual:simulator   rehearse what is claimed of it
        sandprobe run dp --plan                    in which order, and what it takes
        sandprobe run --resume Reports/RUN         the rest of a run that was ended
        sandprobe run --rerun Reports/RUN          what did not pass, as a new run
      """)

  @Argument(help: "Scenarios, topics, claim ids, or globs of those; all unless given.")
  var names: [String] = []

  @Option(help: "auto, a UDID, simulator[:UDID], or virtual[:PROFILE][:no-passcode].")
  var device: PhoneChoice = .auto

  @Option(help: "Where the run folder lands; Reports/ beside Scenarios/ unless given.")
  var out: String?

  @Option(name: .customLong("repeat"), help: "How often each scenario is carried out.")
  var repetitions: Int = 1

  @Option(help: "What the virtual phone's random choices come from.")
  var seed: UInt64?

  @Option(name: .customLong("mutate"), help: "Turn a rule of the virtual phone over; can be repeated.")
  var mutants: [String] = []

  @Option(
    name: .customLong("fault"), help: "Disturb the virtual phone, NAME[=VALUE][@PLACE]; can be repeated.")
  var faults: [String] = []

  @Option(help: "Milliseconds after each step in which late log records still arrive.")
  var grace: Int = 250

  @Option(
    help: """
      Who does what is on the phone's screen: the conductor, an operator who is told in words what to tap, or auto: \
      the conductor, and the operator where it cannot.
      """)
  var driver: DriverChoice = .auto

  @Flag(
    help: """
      On a phone that may hold three apps, as with a free team: install what the next scenarios need and remove the \
      rest.
      """)
  var swapApps = false

  @Option(help: "Repeat what failed, was inconclusive or unfinished in an earlier run, as a new run.")
  var rerun: String?

  @Option(
    help: """
      Finish a run that was killed, interrupted or failed, in its own folder, on the same phone and with the \
      scenarios and settings that it was begun with.
      """)
  var resume: String?

  @Option(help: "The folder of scenarios; Scenarios/ here or above unless given.")
  var scenarios: String?

  @Flag(help: "Print the order, what each scenario needs and about how long it takes, and run nothing.")
  var plan = false

  @Flag(help: "Print findings.json instead of the summary; with --plan, the plan as JSON.")
  var json = false

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  func validate() throws {
    if resume != nil { try refuseBesideResume() }
    guard (1...1_000).contains(repetitions) else {
      throw ValidationError("--repeat takes a number from 1 to 1000")
    }
    guard (0...60_000).contains(grace) else {
      throw ValidationError("--grace takes milliseconds from 0 to 60000")
    }
  }

  func run() async throws {
    if plan { return try printPlan() }
    if let resume { return try await run(resuming: URL(fileURLWithPath: resume, isDirectory: true)) }
    let desk = try driver.driver.desk()
    let faults = try FaultPlan(parsing: faults)
    let folder = try ScenarioFolder.read(scenarios)
    let parent = try rerun.map { try ReportFiles.findings(of: URL(fileURLWithPath: $0, isDirectory: true)) }
    let selected = try select(from: folder, parent: parent)
    let result = try await Interruption.cancelling {
      try await HostedPhone.with(device, mutants: mutants, faults: faults, seed: seed) { phone in
        var request = request(selected, folder, parent: parent?.run.id)
        request.operatorDesk = desk
        if swapApps {
          let plan = AppSwapPlan(selected)
          request.scenarios = plan.ordered(selected)
          request.swapPlan = plan
        }
        return try await carryOut(request, folder.claims, on: phone)
      }
    }
    try report(result)
  }

  private func printPlan() throws {
    let folder = try ScenarioFolder.read(scenarios)
    let parent = try rerun.map { try ReportFiles.findings(of: URL(fileURLWithPath: $0, isDirectory: true)) }
    let selected = try select(from: folder, parent: parent)
    let isVirtual = if case .virtual = device { true } else { false }
    let wait = isVirtual ? VirtualHabits.lockWait : RunLimits().lockWait
    let sheet = PlanSheet(
      plan: RunPlan(scenarios: selected, repetitions: repetitions), scenarios: selected,
      estimate: PlanEstimate(grace: grace, lockWait: Int(wait / .milliseconds(1)), isRehearsal: isVirtual))
    Terminal.standardOutput.write(json ? Output.json(sheet.entries) : sheet.text)
  }

  private func select(from folder: ScenarioFolder, parent: Findings?) throws -> [Scenario] {
    let all = try folder.checked()
    do {
      let named = try ScenarioSelection(names: names).scenarios(among: all, claims: folder.claims).get()
      guard let parent else { return named }
      let open = Set(
        parent.scenarios.filter { ![.pass, .recorded, .skipped].contains($0.verdict) }.map(\.scenario))
      let again = named.filter { open.contains($0.id) }
      guard !again.isEmpty else {
        throw CommandError(.usage, "nothing to repeat: every scenario of that run passed or was skipped")
      }
      return again
    } catch let error as SelectionError {
      throw CommandError(.usage, error.description)
    }
  }

  private func request(_ selected: [Scenario], _ folder: ScenarioFolder, parent: RunID?) -> RunRequest {
    let reports =
      out.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? folder.folder.deletingLastPathComponent().appendingPathComponent("Reports", isDirectory: true)
    return RunRequest(
      scenarios: selected, sources: folder.sources, claimsSource: folder.claimsSource,
      settings: RunSettings(
        repetitions: repetitions, seed: seed, grace: grace, heartbeatInterval: 500,
        driver: driver.driver.rawValue),
      parent: parent, tool: Version.text, directory: reports)
  }

  func carryOut(
    _ request: RunRequest, _ claims: ClaimCatalogue, on phone: HostedPhone
  ) async throws -> RunResult {
    let printer = ProgressPrinter(
      terminal: .standardError, color: Terminal.standardError.usesColor(color), claims: claims)
    let place = RunPlace()
    var request = request
    (request.limits.lockWait, request.limits.locking) = (phone.lockWait, phone.locking)
    // A runner that has to be started anew comes back later than one that was only unplugged.
    if phone.runner != nil { request.limits.conductorReturn = .seconds(180) }
    let session = RunSession(
      request, on: try phone.connection(),
      observe: {
        place.note($0)
        printer.show($0)
      })
    do {
      let result = try await session.run()
      await printer.finish()
      return result
    } catch let error as RunFolderError {
      await printer.finish()
      throw place.folder.map { CommandError(error, captured: $0) } ?? CommandError(translating: error)
    } catch {
      await printer.finish()
      throw error
    }
  }

  func report(_ result: RunResult) throws {
    let findings = try ReportFiles.findings(of: result.folder)
    try ReportFiles.write(findings, ReportFormat.allCases, into: result.folder)
    if json {
      Terminal.standardOutput.write(try FindingsJSON.encode(findings))
    } else {
      let isColored = Terminal.standardOutput.usesColor(color)
      Terminal.standardOutput.write(
        SummaryText.render(findings, folder: ShownPath.of(result.folder), color: isColored)
          + ReportFiles.seal(of: result.folder, findings))
    }
    if result.state == .failed, let failure = result.failure {
      Terminal.standardError.write("error: the run ended before its time: \(VisibleText.line(failure))\n")
      if let remedy = result.remedy {
        Terminal.standardError.write("help: \(VisibleText.line(remedy, limit: 400))\n")
      }
    }
    if result.state == .interrupted {
      Terminal.standardError.write("Interrupted. To do the rest: \(ResumeCommandLine.of(result.folder))\n")
    }
    switch result.state {
    case .interrupted: throw ExitStatus.interrupted
    case .failed where ExitStatus(findings) != .fails: throw ExitStatus.internalError
    default: throw ExitStatus(findings)
    }
  }
}
