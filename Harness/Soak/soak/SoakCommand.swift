import ArgumentParser
import Foundation
import ProbeProtocol
import Takes
import Verdict
import VirtualPhone

/// Shows every scenario to the engine through every fault and every pair of faults.
@main
struct SoakCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak",
    abstract: "Looks for a disturbance that makes the engine give a wrong verdict.",
    discussion: """
      Every scenario is carried out on the virtual phone, with its rules as published and with each turned over, then \
      shown to the engine through the faults. What is true the table of rules says. Exit status: 0, or 1 where a verdict \
      is wrong or one is open without a fault.
      """)

  @Argument(help: "Plans of faults, such as drop=0.1,reorder. Without any: every fault, and every pair.")
  var plans: [String] = []

  @Option(help: "Seeds for each plan.")
  var seeds: UInt64 = 500

  @Option(help: "The first seed.")
  var from: UInt64 = 0

  @Option(help: "Logs that are judged at once.")
  var workers = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Leave the pairs out.")
  var single = false

  @Flag(help: "Show every pair, not only those that leave most open.")
  var pairs = false

  @Option(help: "Write the table as JSON to this file.", completion: .file())
  var json: String?

  @Option(
    name: .long,
    help: "Perform one case anew, 'ACT;PLAN;SEED', and write its run folders into the folder given by --out.")
  var reproduce: String?

  @Option(help: "Where run folders of reproduced cases go.", completion: .directory)
  var out = "Reports"

  @Option(help: "The project's folder.", completion: .directory)
  var project = "."

  func run() async throws {
    let catalogue = try Catalogue(project: URL(fileURLWithPath: project))
    if let reproduce { return try await perform(reproduce, catalogue) }
    let chosen =
      plans.isEmpty ? SoakPlan.all(pairs: !single) : try plans.map { try FaultPlan(parsing: $0) }
    let soak = Soak(
      catalogue: catalogue, plans: chosen, seeds: from..<(from + max(1, seeds)), workers: max(1, workers))
    let clock = ContinuousClock()
    let start = clock.now
    let tallies = try await soak.run { progress in
      Self.tell(
        "\(progress.actsDone) of \(progress.acts) acts, course \(progress.course) of \(progress.courses), "
          + "\(progress.takesRecorded) takes recorded, \((clock.now - start).components.seconds) s")
    }
    let parts = (clock.now - start).components
    let table = SoakTable(
      tallies: tallies, seeds: Int(seeds), workers: workers,
      seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
    print(table.text(allPairs: pairs), terminator: "")
    if let json { try CanonicalJSON.encode(table.json).write(to: URL(fileURLWithPath: json)) }
    if !table.wrong.isEmpty || table.openWithoutFaults > 0 { throw ExitCode(1) }
  }

  private func perform(_ name: String, _ catalogue: Catalogue) async throws {
    let chosen = try SoakCase(name, among: Act.all(of: catalogue))
    let (folders, result) = try await chosen.reproduce(catalogue, in: URL(fileURLWithPath: out))
    for claim in result.claims {
      print(
        "\(claim.claim) \(claim.opinion.verdict.rawValue), \(claim.mark.rawValue): \(claim.opinion.reason)")
    }
    for folder in folders { print("sandprobe report \(folder.path)") }
    if result.claims.contains(where: { $0.mark == .wrong }) { throw ExitCode(1) }
  }

  private static func tell(_ words: String) {
    FileHandle.standardError.write(Data("\(words)\n".utf8))
  }
}
