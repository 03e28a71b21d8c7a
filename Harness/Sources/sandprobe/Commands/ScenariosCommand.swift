import ArgumentParser
import Foundation
import ProbeProtocol
import Report
import Scenario

/// Lists, checks and shows the experiments.
struct ScenariosCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "Lists, checks and shows the scenarios.",
    subcommands: [List.self, Check.self, Show.self], defaultSubcommand: List.self)

  /// Where scenarios are, for every subcommand.
  struct Place: ParsableArguments {
    @Option(help: "The folder of scenarios; Scenarios/ here or above unless given.")
    var scenarios: String?

    @Argument(help: "Scenarios, topics, claim ids, or globs of those; all unless given.")
    var names: [String] = []

    func selected() throws -> (folder: ScenarioFolder, scenarios: [Scenario]) {
      let folder = try ScenarioFolder.read(scenarios)
      let selection = ScenarioSelection(names: names)
      do {
        return (folder, try selection.scenarios(among: try folder.checked(), claims: folder.claims).get())
      } catch let error as SelectionError {
        throw CommandError(.usage, error.description)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists scenarios, or claims and what tests them.")

    @OptionGroup var place: Place

    @Flag(
      help: "List every claim with the scenarios and steps that test it, and the mutants that it fails for.")
    var claims = false

    @Flag(help: "Print JSON.")
    var json = false

    private struct ScenarioEntry: Encodable {
      var id: ScenarioID
      var title: String
      var kind: String
      var claims: [ClaimID]
      var file: String
    }

    func run() async throws {
      let (folder, scenarios) = try place.selected()
      if claims {
        let entries = folder.claims.claims.map { ClaimCover($0, scenarios: scenarios) }
        Terminal.standardOutput.write(json ? Output.json(entries) : entries.map(\.lines).joined())
      } else {
        let entries = scenarios.map {
          ScenarioEntry(id: $0.id, title: $0.title, kind: $0.kind.rawValue, claims: $0.claims, file: $0.file)
        }
        let width = entries.map(\.id.rawValue.count).max() ?? 0
        Terminal.standardOutput.write(json ? Output.json(entries) : entries.map { line($0, width) }.joined())
      }
    }

    private func line(_ entry: ScenarioEntry, _ width: Int) -> String {
      let claims = entry.claims.map(\.rawValue).joined(separator: " ")
      let line =
        entry.id.rawValue.padding(toLength: width + 2, withPad: " ", startingAt: 0)
        + claims.padding(toLength: max(14, claims.count + 2), withPad: " ", startingAt: 0) + entry.title
      let mark = entry.kind == Scenario.Kind.explore.rawValue ? "  (explores)" : ""
      return VisibleText.line(line + mark) + "\n"
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks every file and names all mistakes with their places.")

    @Option(help: "The folder of scenarios; Scenarios/ here or above unless given.")
    var scenarios: String?

    func run() async throws {
      let folder = try ScenarioFolder.read(scenarios)
      let sound = try folder.checked()
      let tested = Set(sound.flatMap(\.claims)).count
      Terminal.standardOutput.write(
        "\(Output.count(sound.count, "scenario")) without a mistake, testing "
          + "\(tested) of \(Output.count(folder.claims.claims.count, "claim"))\n")
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows scenarios in words.")

    @OptionGroup var place: Place

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (_, scenarios) = try place.selected()
      let text =
        json
        ? Output.json(scenarios.map(\.json))
        : VisibleText.block(scenarios.map(\.text).joined(separator: "\n"))
      Terminal.standardOutput.write(text)
    }
  }
}
