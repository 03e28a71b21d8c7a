import Testing

@testable import Syslog

@Suite("Sandbox decisions")
struct SandboxGrammarTests {
  private func parse(_ message: String) -> SandboxViolation? {
    let bytes = Array(message.utf8)
    return SandboxGrammar.parse(bytes.span)
  }

  @Test(
    "every wording gives subject, code, operation and target",
    arguments: [
      (
        "Hangouts(928) deny file-read-data /a/IMG_0002.JPG", "Hangouts", 928, nil, "file-read-data",
        "/a/IMG_0002.JPG"
      ),
      ("Sandbox: test(403) deny(1) file-read-data /a", "test", 403, 1, "file-read-data", "/a"),
      (
        "SandboxViolation: AWSDeviceFarmiOS(301) deny(1) file-read-metadata /a", "AWSDeviceFarmiOS", 301, 1,
        "file-read-metadata", "/a"
      ),
      (
        "Sandbox: ls(6168) System Policy: deny(1) file-read-data /Library/Application Support/x", "ls", 6168,
        1,
        "file-read-data", "/Library/Application Support/x"
      ),
      (
        "System Policy: MetalTest(648) deny(1) iokit-open-user-client AppleParavirtDeviceUserClient",
        "MetalTest",
        648, 1, "iokit-open-user-client", "AppleParavirtDeviceUserClient"
      ),
      ("Sandbox: Field Kit (R2)(12,345) deny(1) signal", "Field Kit (R2)", 12_345, 1, "signal", ""),
      (
        "Sandbox: Z(677) deny(2) file-test-existence /bin/bash", "Z", 677, 2, "file-test-existence",
        "/bin/bash"
      ),
      ("ruby(7748) deny forbidden-exec-sugid", "ruby", 7_748, nil, "forbidden-exec-sugid", ""),
      ("Sandbox: a(1) deny(1) process-exec* /bin/sh", "a", 1, 1, "process-exec*", "/bin/sh"),
      (
        "Sandbox: a(1) deny(1) file-issue-extension target:/b c extension-class:d", "a", 1, 1,
        "file-issue-extension", "target:/b c extension-class:d"
      ),
      (
        "Sandbox: Runner(5) deny(1) iokit-get-properties iokit-class:A property:B", "Runner", 5, 1,
        "iokit-get-properties", "iokit-class:A property:B"
      ),
      ("Sandbox: a(1) deny(1) mach-lookup com.apple.x (per-pid)", "a", 1, 1, "mach-lookup", "com.apple.x"),
      ("Sandbox: a(1) deny(1) file-read-data /x (per-pid)", "a", 1, 1, "file-read-data", "/x (per-pid)"),
      ("Sandbox: a(1) deny(1) file-read-data /x (copy) ", "a", 1, 1, "file-read-data", "/x (copy)"),
      (
        "Sandbox: a(1) deny(1) file-read-data /b(2) deny(3) c", "a", 1, 1, "file-read-data", "/b(2) deny(3) c"
      ),
    ] as [(String, String, Int32, Int?, String, String)])
  func wordings(
    message: String, name: String, pid: Int32, code: Int?, operation: String, target: String
  ) {
    let expected = SandboxViolation(
      subject: .init(name: name, pid: pid), isDeny: true, code: code, operation: operation, target: target,
      policy: message.contains("System Policy: ") ? "System Policy" : nil,
      note: operation == "mach-lookup" ? "per-pid" : nil)
    #expect(parse(message) == expected)
  }

  @Test("folded records count what they stand for, with and without a pid")
  func duplicates() {
    #expect(
      parse("5 duplicate reports for Sandbox: sandbox-exec(41398) deny(1) file-read-metadata /var")
        == SandboxViolation(
          subject: .init(name: "sandbox-exec", pid: 41_398), isDeny: true, code: 1,
          operation: "file-read-metadata", target: "/var", duplicates: 5))
    #expect(parse("1 duplicate report for Sandbox: a(2) deny(1) file-read-data /x")?.duplicates == 1)
    #expect(
      parse("Sandbox: 3 duplicate reports for Demo App deny(2) file-test-existence /bin/zsh")
        == SandboxViolation(
          subject: .init(name: "Demo App", pid: nil), isDeny: true, code: 2,
          operation: "file-test-existence", target: "/bin/zsh", duplicates: 3))
  }

  @Test("a decision can name nobody, and can allow")
  func others() {
    #expect(parse("Sandbox: deny(1) file-write-data /private/var/x")?.subject == nil)
    #expect(parse("Sandbox: deny(1) file-write-data /private/var/x")?.target == "/private/var/x")
    #expect(parse("Violation:        System Policy: deny(1) file-read-data /L ")?.target == "/L")
    #expect(parse("Sandbox: a(1) allow(1) file-read-data /x")?.isDeny == false)
  }

  @Test(
    "what only looks like a decision is none",
    arguments: [
      "deny(1) file-read-data /x", "System Policy: SharingXPCHelper(pid) deny(1) file-issue-extension",
      "Sandbox: a(1,23) deny(1) signal", "Sandbox: a(99999999999) deny(1) signal",
      "Sandbox: a(1) denied signal",
      "Sandbox: a(1) deny(x) signal", "Sandbox: a(1) deny(1) Signal", "Sandbox: a(1) deny(1)", "Sandbox: ",
      "",
      "Sandbox: (1) deny(1) signal", "IOUC X failed sandbox in process pid 5, a",
      "Sandbox: a(1) deny(1) file/x",
      "Sandbox: app deny(1) file-read-data /x", "rejecting write of key(s) x because deny",
    ])
  func lookalikes(message: String) {
    #expect(parse(message) == nil)
  }

  @Test("only kernel, its sandbox extension and sandboxd report decisions")
  func senders() {
    let text = "Sandbox: a(1) deny(1) signal"
    let records = read(
      "Nov 10 17:58:47 kernel(Sandbox)[0] <Error>: \(text)", "Nov 10 17:58:47 kernel[0] <Error>: \(text)",
      "Nov 10 17:58:47 sandboxd[129] <Error>: \(text)\nViolation: deny(1) signal",
      "Nov 10 17:58:47 kernel(Sandbox)[77] <Error>: \(text)",
      "Nov 10 17:58:47 kernel(apfs)[0] <Error>: \(text)",
      "Nov 10 17:58:47 Decoy(Sandbox)[78] <Error>: \(text)", "Nov 10 17:58:47 Decoy[78] <Error>: \(text)",
      "Nov 10 17:58:47 kernel(Sandbox)[0] <Error>: it said \(text)")
    #expect(records.map { $0.violation != nil } == [true, true, true, false, false, false, false, false])
    #expect(records.compactMap(\.violation?.target) == ["", "", ""])
  }

  @Test("decisions pasted without a header count, in pastes only")
  func pastes() {
    #expect(read("Sandbox: curl(75886) deny(1) file-read-data /x", "text").map(\.lineCount) == [1, 1])
    #expect(read("kernel: Sandbox: Z(677) deny(2) file-read-data /x").first?.process == "kernel")
    #expect(read("kernel: Sandbox: Z(677) deny(2) file-read-data /x").first?.violation?.target == "/x")
    #expect(read("[connected]", "Sandbox: a(1) deny(1) signal").compactMap(\.violation).isEmpty)
    #expect(
      read("Nov 10 17:58:47 A[1] <Info>: x", "Sandbox: a(1) deny(1) signal").compactMap(\.violation).isEmpty)
  }
}
