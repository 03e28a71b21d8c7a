import Foundation
import Testing

@Suite("sandprobe run")
struct RunCommandTests {
  @Test("a run whose claims hold ends with 0 and leaves a folder with everything that its report names")
  func calm() async throws {
    let sample = try await RunSample.calm.value
    #expect(sample.ending.status == 0, "\(sample.ending.errors)\(sample.ending.output)")
    #expect(
      sample.files.keys.sorted() == [
        "claims.yaml", "findings.json", "host.jsonl", "journals/app-group.outsider-is-denied-1-member.jsonl",
        "journals/app-group.outsider-is-denied-1-outsider.jsonl", "journals/conductor.jsonl",
        "journals/isolation.var-is-a-link-1-app.jsonl", "junit.xml", "report.html", "report.md", "run.json",
        "scenarios/app-group.outsider-is-denied.yaml", "scenarios/isolation.var-is-a-link.yaml", "syslog.log",
      ])
    #expect(sample.name.wholeMatch(of: /[0-9]{8}-[0-9]{6}Z-iPhone10,3-15\.2-[0-9a-f]{6}/) != nil)
    let findings = try FindingsFile(try #require(sample.files["findings.json"]))
    #expect(findings.verdicts == ["FS-08": "pass", "FS-15": "pass"])
    #expect(findings.run.state == "finished")
    #expect(findings.problems.isEmpty)
  }

  @Test("results are on standard output, progress on standard error, neither coloured in a pipe")
  func streams() async throws {
    let ending = try await RunSample.calm.value.ending
    #expect(ending.output.contains("this says nothing about iOS"))
    #expect(ending.output.contains("report.html"))
    #expect(ending.output.contains("sandprobe compare"))
    #expect(!ending.output.contains("canary was read back"))
    #expect(ending.errors.contains("the canary was read back"))
    #expect(ending.errors.contains("isolation/var-is-a-link"))
    #expect(!(ending.output + ending.errors).contains("\u{1B}"))
  }

  @Test("a claim that fails ends the run with 1 and is named with its reason")
  func mutant() async throws {
    let sample = try await RunSample.mutant.value
    #expect(sample.ending.status == 1)
    #expect(sample.ending.output.contains("Rules turned over: group-container-for-outsiders"))
    #expect(sample.ending.output.contains(#/✘ fail +FS-15 /#))
    let findings = try FindingsFile(try #require(sample.files["findings.json"]))
    #expect(findings.verdicts == ["FS-08": "pass", "FS-15": "fail"])
  }

  @Test(
    "everything skipped ends with 3; --json puts one document on standard output, --color colours the progress"
  )
  func skipped() async throws {
    try await withFolder { folder in
      let ending = try await Program(variables: ["NO_COLOR": "1"])(
        "run", "FS-05", "--device", "virtual", "--out", folder.path, "--json", "--color", "always")
      #expect(ending.status == 3)
      #expect(try FindingsFile(ending.outputBytes).verdicts == ["FS-05": "skipped"])
      let written = folder.appendingPathComponent(try #require(folder.names.first))
        .appendingPathComponent("findings.json")
      #expect(try Data(contentsOf: written) == ending.outputBytes)
      #expect(ending.errors.contains("\u{1B}["))
      #expect(ending.errors.contains("it is about the Simulator"))
    }
  }

  @Test("--rerun repeats what did not pass and names the parent; where all passed there is nothing to repeat")
  func rerun() async throws {
    let (calm, mutant) = (try await RunSample.calm.value, try await RunSample.mutant.value)
    try await withFolder { folder in
      let passed = try await Program()(
        "run", "--rerun", try calm.write(into: folder).path, "--device", "virtual")
      #expect(passed.status == 64)
      #expect(passed.errors.contains("nothing to repeat"))
      let parent = try mutant.write(into: folder.appendingPathComponent("parent"))
      let out = folder.appendingPathComponent("again")
      let again = try await Program()(
        "run", "--rerun", parent.path, "--device", "virtual", "--out", out.path, "--json")
      #expect(again.status == 0, "\(again.errors)")
      #expect(try FindingsFile(again.outputBytes).verdicts == ["FS-15": "pass"])
      let id = try FindingsFile(try #require(mutant.files["findings.json"])).run.id
      let manifest = out.appendingPathComponent(try #require(out.names.first)).appendingPathComponent(
        "run.json")
      #expect(manifest.text.contains(#""parent" : "\#(id)""#))
    }
  }
}
