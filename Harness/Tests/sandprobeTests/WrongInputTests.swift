import Foundation
import Testing

/// A call that cannot do what it was asked, with what it says.
struct WrongCall: Sendable, CustomTestStringConvertible {
  var words: [String]
  var status: Int32
  /// All of them stand on standard error.
  var says: [String]

  init(_ words: String, _ status: Int32, _ says: String...) {
    self.words = words.split(separator: " ").map(String.init)
    self.status = status
    self.says = says
  }

  var testDescription: String { "\(words.joined(separator: " ")) → \(status)" }
}

@Suite("Wrong words and wrong input")
struct WrongInputTests {
  @Test(
    "words that cannot be meant end with 64 and say what could be",
    arguments: [
      WrongCall("frobnicate", 64, "frobnicate", "--help"),
      WrongCall("run --colour always", 64, "Did you mean '--color'?"),
      WrongCall("run --repeat 0", 64, "--repeat takes a number from 1 to 1000"),
      WrongCall("run --device simulator --mutate x", 64, "rules of the virtual phone", "--device virtual"),
      WrongCall("run nonsense --device virtual", 64, "'nonsense'", "sandprobe scenarios list"),
      WrongCall("run app-gruop --device virtual", 64, "did you mean 'app-group'?"),
      WrongCall(
        "run FS-15 --device virtual --mutate grup-container-for-outsiders", 64,
        "did you mean 'group-container-for-outsiders'?"),
      WrongCall("run FS-15 --device virtual:ios-15", 64, "did you mean 'ios-15.2'?", "simulator"),
      WrongCall("run FS-15 --device virtual --mutate simulator-no-sandbox", 64, "ios-15.2", "simulator"),
      WrongCall("run FS-15 --device virtual --fault drp=0.1", 64, "did you mean 'drop'?", "--list-faults"),
      WrongCall("run FS-15 --device virtual --fault drop=2", 64, "a chance from 0 to 1", "drop=0.02"),
      WrongCall("run FS-15 --device 00008020-0000000000000000 --fault drop", 64, "--device virtual"),
      WrongCall("report", 64, "Missing expected argument '<run>'"),
      WrongCall("report . --format htm", 64, "did you mean 'html'?"),
      WrongCall("compare", 64, "<runs>"),
      WrongCall("compare one-run", 64, "at least two"),
      WrongCall("scenarios show nope", 64, "'nope'"),
      WrongCall("phone --profile ios", 64, "there are: ios-15.2, simulator"),
      WrongCall("phone --fault disconnect@x", 64, "number of the record", "disconnect[@PLACE]"),
      WrongCall("phone --port 99999", 64, "--port takes a number from 0 to 65535"),
    ])
  func usage(call: WrongCall) async throws { try await expect(call) }

  @Test(
    "a path that holds no run ends with 65",
    arguments: [
      WrongCall("report Harness", 65, "is no run folder", "run.json", "help: "),
      WrongCall("report nowhere", 65, "there is no folder", "nowhere"),
      WrongCall("report Package.swift", 65, "is no run folder"),
      WrongCall("compare Harness nowhere", 65, "is no run folder"),
      WrongCall("run --rerun nowhere --device virtual", 65, "there is no folder"),
      WrongCall("scenarios list --scenarios Harness", 65, "no claims.yaml"),
    ])
  func badInput(call: WrongCall) async throws { try await expect(call) }

  private func expect(_ call: WrongCall) async throws {
    let ending = try await Program().call(call.words)
    #expect(ending.status == call.status)
    #expect(ending.output == "")
    for words in call.says { #expect(ending.errors.contains(words), "\(ending.errors)") }
    #expect(!ending.errors.contains("\u{1B}"))
  }

  @Test("outside SandProbe's folder the scenarios have to be named, by the option or the variable")
  func elsewhere() async throws {
    try await withFolder { folder in
      let lost = try await Program(directory: folder)("scenarios", "check")
      #expect(lost.status == 65)
      #expect(lost.errors.contains("--scenarios DIR"))
      let named = try await Program(directory: folder)(
        "scenarios", "check", "--scenarios", Places.scenarios.path)
      #expect(named.status == 0)
      let variables = ["SANDPROBE_SCENARIOS": Places.scenarios.path]
      let found = try await Program(directory: folder, variables: variables)("scenarios", "check")
      #expect(found.output == named.output)
    }
  }

  @Test("a run that a later version wrote is refused with both versions; a minor step is read")
  func newerSchema() async throws {
    let sample = try await RunSample.calm.value
    try await withFolder { folder in
      let run = try sample.write(into: folder)
      let manifest = run.appendingPathComponent("run.json")
      try replace(#""schema" : "1.0""#, by: #""schema" : "2.0""#, in: manifest)
      let newer = try await Program()("report", run.path)
      #expect(newer.status == 65)
      #expect(newer.errors.contains("2.0") && newer.errors.contains("1.0") && newer.errors.contains("Update"))
      try replace(#""schema" : "2.0""#, by: #""schema" : "1.7""#, in: manifest)
      #expect(try await Program()("report", run.path).status == 0)
    }
  }

  @Test("a run.json that was cut ends with 65, not with a crash")
  func cutManifest() async throws {
    let sample = try await RunSample.calm.value
    try await withFolder { folder in
      let run = try sample.write(into: folder)
      try change(run.appendingPathComponent("run.json")) { $0 = $0.prefix($0.count / 2) }
      let ending = try await Program()("report", run.path)
      #expect(ending.status == 65)
      #expect(ending.errors.contains("run.json' cannot be read"))
    }
  }

  @Test("what cannot be written ends with 74 and the system's words")
  func unwritable() async throws {
    let sample = try await RunSample.calm.value
    try await withFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data().write(to: file)
      let inFile = file.appendingPathComponent("x").path
      let run = try sample.write(into: folder)
      for words in [
        ["run", "FS-08", "--device", "virtual", "--out", inFile], ["report", run.path, "--out", inFile],
        ["phone", "--socket", "/nowhere/socket"],
      ] {
        let ending = try await Program().call(words)
        #expect(ending.status == 74, "\(words): \(ending.errors)")
        #expect(ending.errors.hasPrefix("error: "))
        #expect(!ending.errors.contains("NSCocoaErrorDomain"), "\(ending.errors)")
      }
    }
  }
}
