import ArgumentParser
import Scenario

/// The command line. Logic lives in the rooms below; here is parsing, progress and exit codes.
@main
struct SandProbe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandprobe",
    abstract: "Puts published claims about the iOS sandbox to the test on a real iPhone.",
    discussion: """
      The three jobs:
        sandprobe run app-group        act out experiments on the attached phone
        sandprobe report Reports/RUN   make the report again from the raw evidence
        sandprobe compare RUN RUN      what changed between two iOS versions

      And beside them:
        sandprobe analyze LOG          what any log says of sandbox and sharing

      Without a phone, `run` rehearses on a virtual one and says so: it shows that
      the harness works and nothing about iOS. No jailbreak and no injection: probes
      are ordinary apps.

      Exit status:
      \(ExitStatus.table)
      """,
    version: Version.text,
    subcommands: [
      RunCommand.self, ReportCommand.self, CompareCommand.self, AnalyzeCommand.self, ScenariosCommand.self,
      DevicesCommand.self, DoctorCommand.self, InstallCommand.self,
      PhoneCommand.self,
    ])

  static func main() async {
    BrokenPipe.endsQuietly()
    do {
      try checkFirstWord()
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      exit(withError: ExitCode(status.rawValue))
    } catch let error as CommandError {
      Terminal.standardError.write(error.text(color: Terminal.standardError.usesColor))
      exit(withError: ExitCode(error.status.rawValue))
    } catch let error where exitCode(for: error) != .failure {
      exit(withError: error)
    } catch {
      let translated = CommandError(translating: error)
      Terminal.standardError.write(translated.text(color: Terminal.standardError.usesColor))
      exit(withError: ExitCode(translated.status.rawValue))
    }
  }
}

extension SandProbe {
  /// Names the nearest subcommand for a word that is none; the parser only says that it is unexpected.
  private static func checkFirstWord() throws {
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), word != "help" else {
      return
    }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(word) else { return }
    let near = NearestWord.of(word, among: names)
    throw CommandError(
      .usage, "there is no command '\(word)'\(near.map { "; did you mean '\($0)'?" } ?? "")",
      help: ["the commands are \(names.joined(separator: ", ")); 'sandprobe --help' says what they do"])
  }
}

/// The program's version.
enum Version {
  static let number = "0.1.0"
  static let text = "sandprobe \(number)"
}
