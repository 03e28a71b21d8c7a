import ArgumentParser
import Device
import ProbeProtocol
import Report

/// Lists the attached phones.
struct DevicesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices", abstract: "Lists the attached phones.")

  @Flag(help: "Print JSON.")
  var json = false

  private struct Entry: Encodable {
    var udid: String
    var name: String?
    var productType: String?
    var productVersion: String?
    var buildVersion: String?
    /// True for a virtual phone.
    var rehearsal: Bool
    /// Why the phone cannot be used as it is, with what to do.
    var problem: String?
  }

  func run() async throws {
    let environment = ToolEnvironment()
    var entries: [Entry] = []
    for udid in try await DeviceList.udids(environment) { entries.append(await entry(udid, environment)) }
    guard !json else { return Terminal.standardOutput.write(Output.json(entries)) }
    guard !entries.isEmpty else {
      Terminal.standardError.write("No phone is attached. 'sandprobe run' would rehearse on a virtual one.\n")
      return
    }
    Terminal.standardOutput.write(entries.map(line).joined())
  }

  private func entry(_ udid: String, _ environment: ToolEnvironment) async -> Entry {
    do {
      let values = try await LockdownValues.read(udid: udid, environment)
      return Entry(
        udid: udid, name: values.name, productType: values.productType, productVersion: values.productVersion,
        buildVersion: values.buildVersion, rehearsal: values.rehearsal != nil, problem: nil)
    } catch {
      let problem = CommandError(translating: error)
      return Entry(
        udid: udid, name: nil, productType: nil, productVersion: nil, buildVersion: nil, rehearsal: false,
        problem: ([problem.message] + problem.help).joined(separator: " "))
    }
  }

  private func line(_ entry: Entry) -> String {
    let facts =
      entry.problem
      ?? [
        entry.name, entry.productType, entry.productVersion.map { "iOS \($0)" },
        entry.buildVersion.map { "(\($0))" }, entry.rehearsal ? "virtual" : nil,
      ].compactMap { $0 }.joined(separator: " ")
    return VisibleText.line("\(entry.udid)  \(facts)", limit: 1_000) + "\n"
  }
}
