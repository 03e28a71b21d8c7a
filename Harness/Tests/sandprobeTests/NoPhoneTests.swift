import Foundation
import Testing
import VirtualPhone

@Suite("No phone that could be used")
struct NoPhoneTests {
  /// Nobody listens on port 1.
  private let deadEnd = ["USBMUXD_SOCKET_ADDRESS": "127.0.0.1:1"]

  @Test("where no usbmuxd answers, each command that needs one ends with 69 and names the address")
  func noUsbmuxd() async throws {
    try await withFolder { folder in
      for words in [
        ["devices"], ["devices", "--json"], ["run", "FS-08", "--out", folder.path],
        ["run", "FS-08", "--out", folder.path, "--device", "00008015-0000000000000000"],
      ] {
        let ending = try await Program(variables: deadEnd).call(words)
        #expect(ending.status == 69)
        #expect(ending.output == "")
        #expect(ending.errors.contains("127.0.0.1:1"))
        #expect(ending.errors.contains("help: "))
      }
      #expect(folder.names.isEmpty)
    }
  }

  @Test(
    "a phone that is not attached, several phones, and a mutant on an attached one are refused with what to type"
  )
  func choices() async throws {
    let models = try [PhoneModel(seed: 11, chatter: false), PhoneModel(seed: 12, chatter: false)]
    try await withPhones(models) { variables in
      try await withFolder { folder in
        let program = Program(variables: variables)
        let out = ["--out", folder.path]
        let several = try await program.call(["run", "FS-08"] + out)
        #expect(several.status == 69)
        #expect(several.errors.contains("2 phones are attached"))
        #expect(several.errors.contains(models[0].udid) && several.errors.contains(models[1].udid))
        #expect(several.errors.contains("--device UDID"))

        let absent = try await program.call(["run", "FS-08", "--device", "00008015-0000000000000000"] + out)
        #expect(absent.status == 69)
        #expect(absent.errors.contains("sandprobe devices"))

        let mutant = try await program.call(
          ["run", "FS-08", "--device", models[1].udid, "--mutate", "var-is-a-link"] + out)
        #expect(mutant.status == 64)
        #expect(mutant.errors.contains("--device virtual"))
        #expect(folder.names.isEmpty)
      }
    }
  }

  @Test("attached phones are listed with what they are, for people and as JSON")
  func devices() async throws {
    let models = try [PhoneModel(seed: 21, chatter: false), PhoneModel(seed: 22, chatter: false)]
    try await withPhones(models) { variables in
      let list = try await Program(variables: variables)("devices")
      #expect(list.status == 0)
      #expect(
        list.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == models.map { $0.udid[...] })
      #expect(list.output.contains("iPhone10,3 iOS 15.2 (19C56) virtual"))
      let json = try await Program(variables: variables)("devices", "--json")
      let entries = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [[String: Any]])
      #expect(entries.map { $0["udid"] as? String } == models.map(\.udid))
      #expect(entries.allSatisfy { $0["rehearsal"] as? Bool == true })
    }
    try await withPhones([]) { variables in
      let none = try await Program(variables: variables)("devices")
      #expect(none.status == 0 && none.output == "")
      #expect(none.errors.contains("No phone is attached"))
      #expect(try await Program(variables: variables)("devices", "--json").output == "[\n\n]\n")
    }
  }
}
