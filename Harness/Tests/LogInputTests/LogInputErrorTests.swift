import Testing

@testable import LogInput

@Suite("Errors of reading logs")
struct LogInputErrorTests {
  @Test("a missing tool is named with the line that installs it")
  func missingTool() {
    let error = LogInputError.toolMissing(path: "a.log", compression: .zstd, searched: ["/usr/bin", "/bin"])
    #expect(
      error.description
        == "'a.log' is compressed with zstd, and the program 'zstd' is not installed: it is in none of /usr/bin, /bin"
    )
    #expect(error.remedy.hasPrefix("Install it: ") && error.remedy.hasSuffix(" install zstd"))
  }

  @Test("standard input is called by its name")
  func standardInput() {
    let error = LogInputError.notALog(path: "-", kind: .folder)
    #expect(error.description == "standard input is no log but a folder")
  }

  @Test("a log archive is told apart from other folders")
  func archive() {
    let remedy = LogInputError.notALog(path: "x.logarchive", kind: .folder).remedy
    #expect(remedy.contains("log show --archive 'x.logarchive'"))
    #expect(!LogInputError.notALog(path: "x", kind: .folder).remedy.contains("log show"))
  }
}
