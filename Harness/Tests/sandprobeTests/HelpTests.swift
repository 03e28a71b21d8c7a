import Testing

@Suite("Help and version")
struct HelpTests {
  @Test(
    "the help of every command is the one that was looked at last",
    arguments: [
      "", "run", "report", "compare", "analyze", "scenarios", "scenarios list", "scenarios check",
      "scenarios show",
      "devices", "doctor", "install", "phone",
    ])
  func help(command: String) async throws {
    let words = command.split(separator: " ").map(String.init)
    let ending = try await Program(variables: ["COLUMNS": "80"]).call(words + ["--help"])
    #expect(ending.status == 0)
    #expect(ending.errors == "")
    let name = (["help"] + words).joined(separator: "-") + ".txt"
    try expectSnapshot(ending.output, name)
  }

  @Test("the version is the program's name and a number")
  func version() async throws {
    let ending = try await Program()("--version")
    #expect(ending.status == 0)
    #expect(ending.output.wholeMatch(of: /sandprobe [0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test("the help names every exit status")
  func statuses() async throws {
    let help = try await Program()("--help").output
    for status in ["0", "1", "3", "64", "65", "69", "70", "74", "130"] {
      #expect(help.contains(try Regex("\n +\(status)  [a-z]")), "status \(status) is not in the help")
    }
  }
}
