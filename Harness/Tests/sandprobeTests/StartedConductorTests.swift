import Foundation
import ProbeProtocol
import Testing
import VirtualPhone

@Suite("sandprobe run starts the Conductor", .timeLimit(.minutes(10)))
struct StartedConductorTests {
  /// A made-up pymobiledevice3: it says what it was called with, and stays until it is told that the runner is gone.
  private static func install(in folder: URL) throws {
    let program = folder.appendingPathComponent("pymobiledevice3")
    let script = """
      #!/bin/sh
      cd '\(folder.path)'
      printf '%s\\n' "$@" > words.new && mv words.new words
      while [ ! -e gone ]; do sleep 0.05; done

      """
    try Data(script.utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
  }

  /// The phone's part: its runner comes up with the token that the program got, and the program ends with it.
  private static func play(_ model: PhoneModel, _ folder: URL) async {
    var isUp = false
    while !Task.isCancelled {
      let words = folder.appendingPathComponent("words").text.split(separator: "\n").map(String.init)
      if !isUp, let pair = words.first(where: { $0.hasPrefix(Conductor.tokenEnvironmentName + "=") }) {
        isUp = true
        let token = String(pair.dropFirst(Conductor.tokenEnvironmentName.count + 1))
        model.startConductor(environment: [Conductor.tokenEnvironmentName: token])
      }
      if isUp, !model.hasConductor { try? Data().write(to: folder.appendingPathComponent("gone")) }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  private func withStage(
    _ body: @Sendable (_ folder: URL, _ variables: [String: String], PhoneModel) async throws -> Void
  ) async throws {
    let model = try PhoneModel(seed: 51, chatter: false)
    model.conductorCourse(.dies)
    try await withFolder { folder in
      try Self.install(in: folder)
      let stage = Task { await Self.play(model, folder) }
      defer { stage.cancel() }
      let path = "\(folder.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
      try await withPhones([model]) { variables in
        try await body(folder, variables.merging(["PATH": path]) { $1 }, model)
      }
    }
  }

  @Test(
    "on a phone whose Conductor does not run; the doctor names the program, and after the run nothing is left"
  )
  func starts() async throws {
    let mark = Mark()
    try await withStage { folder, variables, model in
      let program = Program(variables: variables.merging(mark.variables) { $1 })
      let doctor = try await program("doctor")
      #expect(doctor.output.contains("'sandprobe run' starts it with pymobiledevice3"), "\(doctor.output)")
      let out = folder.appendingPathComponent("out")
      let ending = try await program("run", "FS-08", "--device", model.udid, "--out", out.path)
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(ending.errors.contains("phone   the Conductor is started with pymobiledevice3"))
      #expect(folder.names.contains("gone") && !model.hasConductor)
      let host = out.appendingPathComponent("\(try #require(out.names.first))/host.jsonl").text
      #expect(host.contains(#""kind":"runner-started""#) && host.contains("SANDPROBE_TOKEN=…"))
    }
    #expect(try await mark.isGone())
  }

  @Test("a program that fails ends the run with what it said and with what to do")
  func fails() async throws {
    try await withStage { folder, variables, model in
      let program = folder.appendingPathComponent("pymobiledevice3")
      try Data("#!/bin/sh\necho 'Developer Mode is off' >&2\n".utf8).write(to: program)
      let out = folder.appendingPathComponent("out")
      let ending = try await Program(variables: variables)(
        "run", "FS-08", "--device", model.udid, "--out", out.path)
      #expect(ending.status == 70)
      #expect(
        ending.errors.contains(
          "pymobiledevice3 ended with status 0 before the Conductor answered: Developer Mode is off"))
      #expect(ending.errors.contains("help: Unlock the phone, then run the command by hand"))
    }
  }

  @Test("report.html links the pages of result bundles that lie in the run folder, and no others")
  func pages() async throws {
    let sample = try await RunSample.calm.value
    try await withFolder { folder in
      let run = try sample.write(into: folder)
      for name in ["xcresult/1/index.html", "xcresult/x/index.html", "xcresult/2/other.html"] {
        let file = run.appendingPathComponent(name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("page".utf8).write(to: file)
      }
      try FileManager.default.createSymbolicLink(
        at: run.appendingPathComponent("xcresult/3"),
        withDestinationURL: run.appendingPathComponent("xcresult/1"))
      let ending = try await Program()("report", run.path)
      #expect(ending.status == 0 && ending.errors == "", "\(ending.errors)")
      let page = run.appendingPathComponent("report.html").text
      #expect(page.contains(#"<a href="./xcresult/1/index.html">xcresult/1/index.html</a>"#))
      #expect(page.components(separatedBy: #"href="./xcresult/"#).count == 2)
    }
  }
}
