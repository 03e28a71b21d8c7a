import ArgumentParser
import Foundation
import Takes

/// Carries every scenario out with each rule of the virtual phone turned over.
@main
struct MutantsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Turns every rule of the virtual phone over and prints which claims notice.",
    discussion: """
      Every scenario is carried out on the phones of every profile, once as published and once with each rule turned \
      over. Exit status: 0, or 1 where a rule has no mutant, a mutant makes no claim of its rule fail or one of another \
      rule, or a claim with a scenario is failed by no mutant.
      """)

  @Option(help: "The project's folder.", completion: .directory)
  var project = "."

  func run() async throws {
    let catalogue = try Catalogue(project: URL(fileURLWithPath: project))
    let table = try await MutantRun(catalogue: catalogue, scope: .whole).table { profile in
      FileHandle.standardError.write(Data("carrying out every scenario on each \(profile) phone\n".utf8))
    }
    print(table.text, terminator: "")
    if !table.complaints.isEmpty { throw ExitCode(1) }
  }
}
