import Foundation
import Testing

@Suite("sandprobe compare")
struct CompareCommandTests {
  /// Writes both runs out and hands their paths on.
  private func withRuns(
    _ first: RunSample, _ second: RunSample, _ body: (URL, [String]) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      let one = try first.write(into: folder.appendingPathComponent("one"))
      let two = try second.write(into: folder.appendingPathComponent("two"))
      try await body(folder, [one.path, two.path])
    }
  }

  @Test("two equal runs end with 0 and say that nothing changed")
  func equal() async throws {
    try await withRuns(try await RunSample.calm.value, try await RunSample.again.value) { _, runs in
      let ending = try await Program().call(["compare"] + runs)
      #expect(ending.status == 0)
      #expect(ending.errors == "")
      #expect(ending.output.contains("Nothing changed."))
      #expect(
        ending.output.contains("no change: FS-08 FS-15") || ending.output.contains("no change: FS-15 FS-08"))
    }
  }

  @Test("a claim that newly fails ends with 1, its row first, and no run is called unstable")
  func changed() async throws {
    try await withRuns(try await RunSample.calm.value, try await RunSample.mutant.value) { _, runs in
      let ending = try await Program().call(["compare", "--baseline", runs[0]] + runs)
      #expect(ending.status == 1)
      #expect(ending.output.contains("FS-15"))
      #expect(ending.output.contains("newly fails"))
      #expect(ending.output.contains("no change: FS-08"))
      #expect(!ending.output.contains("unstab"), "\(ending.output)")
      #expect(ending.output.contains("say nothing about iOS"))
      #expect(!ending.output.contains("\u{1B}"))
    }
  }

  @Test("as JSON it is one document with a row for each claim")
  func json() async throws {
    try await withRuns(try await RunSample.calm.value, try await RunSample.mutant.value) { _, runs in
      let ending = try await Program().call(["compare", "--json", "--baseline", runs[0]] + runs)
      #expect(ending.status == 1)
      let document = try #require(
        try JSONSerialization.jsonObject(with: ending.outputBytes) as? [String: Any])
      let rows = try #require(document["rows"] as? [[String: Any]])
      #expect(rows.map { $0["claim"] as? String } == ["FS-15", "FS-08"])
      #expect((document["counts"] as? [String: Int])?["newly-fails"] == 1)
    }
  }

  @Test("--out takes the form from the file's name, and --format from the word")
  func files() async throws {
    try await withRuns(try await RunSample.calm.value, try await RunSample.mutant.value) { folder, runs in
      let page = folder.appendingPathComponent("new/x.html")
      let written = try await Program().call(["compare", "--out", page.path] + runs)
      #expect(written.status == 1)
      #expect(written.output == "")
      #expect(page.text.hasPrefix("<!doctype html>") || page.text.hasPrefix("<!DOCTYPE html>"))
      #expect(page.text.contains("FS-15"))
      let printed = try await Program().call(["compare", "--format", "html"] + runs)
      #expect(printed.output == page.text)
      let text = try await Program().call(["compare", "--format", "markdown"] + runs)
      #expect(text.output.contains("| "))
    }
  }

  @Test("runs that cannot be compared end with 65: one given twice, a baseline that is no run")
  func impossible() async throws {
    try await withRuns(try await RunSample.calm.value, try await RunSample.calm.value) { folder, runs in
      let twice = try await Program().call(["compare"] + runs)
      #expect(twice.status == 65)
      #expect(twice.errors.contains("given twice"))
      let baseline = try await Program()("compare", runs[0], "--baseline", folder.path)
      #expect(baseline.status == 65)
      #expect(baseline.errors.contains("is no run folder"))
    }
  }

  @Test("a claim that one run did not look at is no contradiction")
  func noData() async throws {
    let calm = try await RunSample.calm.value
    try await withFolder { folder in
      let small = folder.appendingPathComponent("small")
      let run = try await Program()("run", "FS-08", "--device", "virtual", "--out", small.path)
      #expect(run.status == 0, "\(run.errors)")
      let one = small.appendingPathComponent(try #require(small.names.first))
      let ending = try await Program()("compare", try calm.write(into: folder).path, one.path)
      #expect(ending.status == 0, "\(ending.output)")
      #expect(ending.output.contains("no data"))
      #expect(!ending.output.contains("unstab"), "\(ending.output)")
    }
  }
}
