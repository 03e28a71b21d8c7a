import ArgumentParser
import Foundation
import ProbeProtocol
import VirtualPhone

/// Serves a virtual phone in the foreground, for other tools.
struct PhoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phone", abstract: "Serves a virtual phone until interrupted.",
    discussion: """
      Prints the line that leads other tools to it. idevice_id, ideviceinfo,
      idevicesyslog, ideviceinstaller, iproxy and pymobiledevice3 work against it
      unmodified. What it does is modelled after published sources; it says nothing
      about iOS.
      """)

  @Option(help: "What it behaves like: \(PhoneModel.profiles.joined(separator: ", ")).")
  var profile: String = PhoneModel.profiles[0]

  @Option(help: "A UNIX socket to listen on as well.")
  var socket: String?

  @Option(help: "The loopback port; 0 takes a free one.")
  var port: Int = 0

  @Option(name: .customLong("mutate"), help: "Turn a rule of its sandbox over; can be repeated.")
  var mutants: [String] = []

  @Option(name: .customLong("fault"), help: "What goes wrong with it, NAME[=VALUE][@PLACE]; can be repeated.")
  var faults: [String] = []

  @Option(help: "Everything random comes from it.")
  var seed: UInt64 = 1

  @Flag(help: "Encrypt lockdown sessions, as real phones do.")
  var sessionTLS = false

  @Flag(help: "List the rules that --mutate takes, and end.")
  var listMutants = false

  @Flag(help: "List what --fault takes, and end.")
  var listFaults = false

  @Flag(help: "With a list: as JSON.")
  var json = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
  }

  func run() async throws {
    guard !listMutants else { return Terminal.standardOutput.write(json ? MutantList.json : MutantList.text) }
    guard !listFaults else { return Terminal.standardOutput.write(json ? FaultList.json : FaultList.text) }
    let faults = try FaultPlan(parsing: faults)
    let model = try PhoneModel(profile: profile, mutants: mutants, seed: seed, faults: faults)
    let twin = try model.twin()
    defer { twin?.shutdown() }
    let server = VirtualPhoneServer(
      options: VirtualPhoneOptions(unixSocketPath: socket, tcpPort: port, sessionTLS: sessionTLS))
    let addresses = try await server.start()
    await server.attach(model, twin)
    Terminal.standardOutput.write("export USBMUXD_SOCKET_ADDRESS=\(addresses.environmentValue)\n")
    Terminal.standardError.write(
      "A virtual phone (\(profile), \(model.udid)) answers there until Ctrl-C. It says nothing about iOS.\n"
        + (faults.isEmpty ? "" : "Its faults: \(faults.text), seed \(seed).\n"))
    _ = await Interruption.first()
    await server.stop()
    model.shutdown()
  }
}

/// The rules of the virtual phone as help lists them.
private enum MutantList {
  private struct Entry: Encodable {
    var rule: String
    var kind: String
    var claims: [String]
    var profiles: [String]
    var summary: String
  }

  static var text: String {
    let width = PolicyRule.all.map(\.id.count).max() ?? 0
    return PolicyRule.all.map { rule in
      let claims = rule.claims.map(\.rawValue).joined(separator: " ")
      return rule.id.padding(toLength: width + 2, withPad: " ", startingAt: 0)
        + claims.padding(toLength: 14, withPad: " ", startingAt: 0) + rule.summary + "\n"
    }.joined()
  }

  static var json: String {
    let entries = PolicyRule.all.map {
      Entry(
        rule: $0.id, kind: $0.kind.rawValue, claims: $0.claims.map(\.rawValue), profiles: $0.profiles,
        summary: $0.summary)
    }
    return Output.json(entries)
  }
}
