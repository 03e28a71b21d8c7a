import ArgumentParser
import Device
import ProbeProtocol
import Report

/// Lists the attached phones and, on a Mac, booted Simulators.
struct DevicesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices", abstract: "Lists the attached phones, and booted Simulators.",
    discussion: """
      Phones that devicectl knows and that are not attached by cable are listed too,
      with what makes them usable.
      """)

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
    /// True for a Simulator.
    var simulator = false
    /// Why the phone cannot be used as it is, with what to do.
    var problem: String?
  }

  func run() async throws {
    let environment = ToolEnvironment()
    var entries: [Entry] = []
    let simulators = (try? await SimulatorPhone.list(environment).booted) ?? []
    let known = await DevicectlList.phones(environment) ?? []
    for udid in try await attached(environment, orNone: !simulators.isEmpty || !known.isEmpty) {
      entries.append(await entry(udid, environment))
    }
    let listed = Set(entries.map(\.udid))
    entries += known.filter { $0.udid.map { !listed.contains($0) } ?? false }.map(Self.entry)
    entries += simulators.map(Self.entry)
    guard !json else { return Terminal.standardOutput.write(Output.json(entries)) }
    guard !entries.isEmpty else {
      Terminal.standardError.write("No phone is attached. 'sandprobe run' would rehearse on a virtual one.\n")
      return
    }
    Terminal.standardOutput.write(entries.map(line).joined())
  }

  /// - Parameter orNone: a machine without usbmuxd has no phones, where others were found.
  private func attached(_ environment: ToolEnvironment, orNone: Bool) async throws -> [String] {
    do {
      return try await DeviceList.udids(environment)
    } catch PhoneError.noMux where orNone {
      return []
    }
  }

  /// A phone that only devicectl knows.
  private static func entry(_ phone: DevicectlAnswer.Device) -> Entry {
    let way = phone.transport == "localNetwork" ? "over the network" : "and usbmuxd does not see it"
    return Entry(
      udid: phone.udid ?? phone.identifier, name: phone.name, productType: phone.productType,
      productVersion: phone.version, buildVersion: phone.build, rehearsal: false,
      problem: "devicectl knows it (\(phone.name ?? "without a name")) \(way): attach it by cable")
  }

  private static func entry(_ simulator: Simulator) -> Entry {
    Entry(
      udid: simulator.udid, name: simulator.name, productType: simulator.model ?? simulator.type,
      productVersion: simulator.version, buildVersion: simulator.build, rehearsal: false, simulator: true,
      problem: nil)
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
        entry.simulator ? "Simulator" : nil,
      ].compactMap { $0 }.joined(separator: " ")
    return VisibleText.line("\(entry.udid)  \(facts)", limit: 1_000) + "\n"
  }
}
