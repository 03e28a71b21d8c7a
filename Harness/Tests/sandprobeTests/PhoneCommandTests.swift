import Foundation
import Testing

@Suite("sandprobe phone")
struct PhoneCommandTests {
  private static let deviceList = URL(fileURLWithPath: "/usr/bin/idevice_id")

  @Test(
    "it prints the line that leads other tools to it, and a signal ends it with 0",
    arguments: [SIGINT, SIGTERM])
  func serves(signal: Int32) async throws {
    let (addresses, found) = AsyncStream<String>.makeStream()
    let ending = try await Program().call(["phone", "--seed", "7"]) { running in
      try await running.wait(for: "\n", on: .output)
      let line = await running.transcript.text(.output)
      let address = try #require(
        line.firstMatch(of: #/^export USBMUXD_SOCKET_ADDRESS=(127\.0\.0\.1:[0-9]+)\n/#))
      found.yield(String(address.1))
      try await running.wait(for: "until Ctrl-C")
      let seen = try await Program(
        variables: ["USBMUXD_SOCKET_ADDRESS": String(address.1)], waitsItsTurn: false)("devices")
      #expect(seen.status == 0)
      let udid = try #require(seen.output.split(separator: " ").first)
      #expect(await running.transcript.text(.errors).contains(udid))
      running.signal(signal)
    }
    #expect(ending.status == 0)
    #expect(ending.output.split(separator: "\n").count == 1)
    #expect(ending.errors.contains("It says nothing about iOS."))
    found.finish()
    for await address in addresses {
      let after = try await Program(variables: ["USBMUXD_SOCKET_ADDRESS": address])("devices")
      #expect(after.status == 69, "the port is still served")
    }
  }

  @Test(
    "idevice_id finds it with that variable alone",
    .enabled(if: FileManager.default.isExecutableFile(atPath: deviceList.path), "idevice_id is not installed")
  )
  func otherTools() async throws {
    _ = try await Program().call(["phone"]) { running in
      try await running.wait(for: "until Ctrl-C")
      let line = await running.transcript.text(.output)
      let address = try #require(line.split(separator: "=").last?.trimmingCharacters(in: .newlines))
      let tool = Program(
        executable: Self.deviceList, variables: ["USBMUXD_SOCKET_ADDRESS": address], waitsItsTurn: false)
      let list = try await tool("-l")
      #expect(list.status == 0)
      let udid = list.output.trimmingCharacters(in: .newlines)
      #expect(!udid.isEmpty)
      #expect(await running.transcript.text(.errors).contains(udid))
      running.signal(SIGTERM)
    }
  }

  @Test("--socket serves a UNIX socket beside the port, and removes it in the end")
  func socket() async throws {
    try await withFolder { folder in
      let socket = folder.appendingPathComponent("mux")
      let ending = try await Program().call(["phone", "--profile", "simulator", "--socket", socket.path]) {
        running in
        try await running.wait(for: "until Ctrl-C")
        let seen = try await Program(
          variables: ["USBMUXD_SOCKET_ADDRESS": "UNIX:\(socket.path)"], waitsItsTurn: false)("devices")
        #expect(seen.status == 0)
        running.signal(SIGINT)
      }
      #expect(ending.status == 0)
      #expect(ending.errors.contains("(simulator, "))
      #expect(folder.names.isEmpty)
    }
  }

  @Test("--list-mutants lists every rule, and as JSON with its claims and profiles")
  func mutants() async throws {
    let text = try await Program()("phone", "--list-mutants")
    #expect(text.status == 0)
    let json = try await Program()("phone", "--list-mutants", "--json")
    let entries = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [[String: Any]])
    let rules = entries.compactMap { $0["rule"] as? String }
    #expect(rules.contains("group-container-for-outsiders"))
    #expect(text.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) } == rules)
    let outsiders = try #require(entries.first { $0["rule"] as? String == "group-container-for-outsiders" })
    #expect(outsiders["claims"] as? [String] == ["FS-15"])
    #expect(outsiders["profiles"] as? [String] == ["ios-15.2"])
  }

  @Test("--list-faults lists every fault with what it does, and as JSON with its value and place")
  func faults() async throws {
    let text = try await Program()("phone", "--list-faults")
    #expect(text.status == 0)
    let json = try await Program()("phone", "--list-faults", "--json")
    let entries = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [[String: Any]])
    let lines = text.output.split(separator: "\n")
    #expect(entries.count > 30)
    for (entry, line) in zip(entries, lines) {
      #expect(line.hasPrefix(entry["fault"] as? String ?? "?"))
      #expect(line.hasSuffix(entry["summary"] as? String ?? "?"))
    }
    let hangs = try #require(entries.first { $0["fault"] as? String == "conductor-hangs" })
    #expect(hangs["value"] as? String == "3000" && hangs["place"] as? String == "request")
  }
}
