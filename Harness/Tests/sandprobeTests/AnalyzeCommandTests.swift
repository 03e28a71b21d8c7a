import Foundation
import Testing

@Suite("sandprobe analyze")
struct AnalyzeCommandTests {
  private static let corpus = Places.repository.appendingPathComponent("Harness/Tests/SyslogTests/Corpus")
  private static let article = corpus.appendingPathComponent("00-sharing-article-ios15.2.log").path
  private let shell = URL(fileURLWithPath: "/bin/sh")

  /// Lets a shell run a script in which `$SP` is the program and `$LOG` the article's log.
  private func run(
    _ script: String, in folder: URL = Places.repository,
    during body: @escaping @Sendable (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> Ending {
    let variables = ["SP": Places.sandprobe.path, "LOG": Self.article]
    return try await Program(executable: shell, directory: folder, variables: variables).call(
      ["-c", script], during: body)
  }

  private func document(_ ending: Ending) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: ending.outputBytes) as? [String: Any])
  }

  /// The lines of ndjson.
  private func records(_ ending: Ending) throws -> [[String: Any]] {
    try ending.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("the log of the article is summed up: the refusal, the transfer and what cannot be known")
  func article() async throws {
    let ending = try await Program()("analyze", Self.article)
    #expect(ending.status == 0)
    #expect(ending.errors == "")
    for words in [
      "5 records in 8 lines", "Feb 10 21:01:13 to Feb 15", "✘ 1 × test5[1006] was refused",
      "deny(1) file-read-data",
      "transitd", "no year", "What this log cannot tell",
    ] {
      #expect(ending.output.contains(words), "\(words) is not in \(ending.output)")
    }
    #expect(!ending.output.contains("\u{1B}"))
    let again = try await Program()("analyze", Self.article)
    #expect(again.outputBytes == ending.outputBytes)
  }

  @Test("--json is one document, and the page by --out's name one file")
  func forms() async throws {
    let json = try document(try await Program()("analyze", "--json", Self.article))
    #expect(json["schema"] as? String == "sandprobe-log-summary/1")
    #expect((json["extent"] as? [String: Any])?["records"] as? Int == 5)
    #expect((json["sandbox"] as? [String: Any])?["denies"] as? Int == 1)
    try await withFolder { folder in
      let page = folder.appendingPathComponent("log.html")
      let ending = try await Program()("analyze", Self.article, "--out", page.path)
      #expect(ending.status == 0)
      #expect(ending.output == "")
      #expect(page.text.hasPrefix("<!DOCTYPE html>"))
      #expect(page.text.contains("test5[1006]"))
    }
  }

  @Test("--ndjson is a line of JSON for each record, whose byte ranges put the log together again")
  func ndjson() async throws {
    let ending = try await Program()("analyze", "--ndjson", Self.article)
    #expect(ending.status == 0)
    let records = try records(ending)
    #expect(records.count == 5)
    var place = 0
    for record in records {
      #expect(record["byteStart"] as? Int == place)
      place = try #require(record["byteEnd"] as? Int)
    }
    #expect(place == (try Data(contentsOf: URL(fileURLWithPath: Self.article))).count)
    let denial = try #require(records.first?["sandbox"] as? [String: Any])
    #expect(denial["operation"] as? String == "file-read-data")
  }

  @Test(
    "filters choose records",
    arguments: [
      ("--process test5", 1), ("--process 1006", 1), ("--process 'sharing*' --process transitd", 2),
      ("--family sandbox,sharing", 2), ("--family plain", 0), ("--since 'Feb 15 15:20'", 3),
      ("--until 'Feb 15 15:17:44'", 2), ("--grep XXX.txt", 4), ("--grep '/issu(e|ed) sandbox/'", 2),
      ("--process AirDrop --grep Successfully", 1),
    ])
  func filters(words: String, count: Int) async throws {
    let ending = try await run(#""$SP" analyze --json "$LOG" "# + words)
    #expect(ending.status == 0, "\(ending.errors)")
    let extent = try #require(try document(ending)["extent"] as? [String: Any])
    #expect(extent["records"] as? Int == count)
    #expect(extent["filteredOut"] as? Int == 5 - count)
  }

  @Test("standard input is read with and without its name")
  func standardInput() async throws {
    for words in ["-", ""] {
      let ending = try await run(#"cat "$LOG" | "$SP" analyze "# + words)
      #expect(ending.status == 0)
      #expect(ending.output.contains("standard input: 5 records"))
    }
  }

  @Test("several logs are told apart by name")
  func several() async throws {
    let other = Self.corpus.appendingPathComponent("19-loghub-mac-a.log").path
    let ending = try await Program()("analyze", Self.article, other)
    #expect(ending.status == 0)
    #expect(ending.output.contains("log      2 logs: 35 records"))
    #expect(ending.output.contains("line 00-sharing-article-ios15.2.log:1"))
  }

  @Test(
    "words that mean nothing end with 64 and say what could be",
    arguments: [
      WrongCall("analyze x --family shraing", 64, "did you mean 'sharing'?"),
      WrongCall("analyze x --since -5m", 64, "--since"),
      WrongCall("analyze x --since yesterday", 64, "'yesterday' is no time", "2026-09-18 06:19"),
      WrongCall("analyze x --until 10:00Z", 64, "has a zone"),
      WrongCall("analyze x --grep /(/", 64, "no regular expression"),
      WrongCall("analyze x --json --ndjson", 64, "only one form"),
      WrongCall("analyze x --top 0", 64, "1 to 10000"),
      WrongCall("analyze x x", 64, "named twice"), WrongCall("analyze x y --follow", 64, "takes one log"),
      WrongCall("analyze x --out ./x", 64, "would replace the log"),
    ])
  func usage(call: WrongCall) async throws {
    let ending = try await Program().call(call.words)
    #expect(ending.status == call.status)
    #expect(ending.output == "")
    for words in call.says { #expect(ending.errors.contains(words), "\(ending.errors)") }
  }

  @Test("what is no log ends with 65 and says what it is")
  func notLogs() async throws {
    let things: [(name: String, bytes: Data, says: String)] = [
      ("empty", Data(), "it is empty"), ("zeroes", Data(count: 5_000), "it is binary data"),
      ("text", Data("once upon a time\n".utf8), "it begins 'once upon a time'"),
      ("z.zip", Data("PK\u{3}\u{4}xxxx".utf8), "is compressed with zip"),
      ("blank", Data("\n \n".utf8), "it is blank"),
      ("x.bz2", Data("BZh91AY&SYxxxx".utf8), "bzip2"),
      ("steer", Data("\u{1B}[2Jhello\n".utf8), "'␛[2Jhello'"),
    ]
    try await withFolder { folder in
      for thing in things {
        let file = folder.appendingPathComponent(thing.name)
        try thing.bytes.write(to: file)
        let ending = try await Program()("analyze", file.path)
        #expect(ending.status == 65, "\(thing.name)")
        #expect(ending.output == "")
        #expect(ending.errors.hasPrefix("error: ") && ending.errors.contains("help: "))
        #expect(ending.errors.contains(thing.says), "\(ending.errors)")
        #expect(!ending.errors.contains("\u{1B}"))
      }
    }
  }

  @Test("what cannot be opened ends with 74; the other logs are shown all the same")
  func unreadable() async throws {
    for path in ["Harness", "no/such/log"] {
      let ending = try await Program()("analyze", path)
      #expect(ending.status == 74)
      #expect(ending.output == "")
      #expect(ending.errors.contains("'\(path)'"), "\(ending.errors)")
    }
    let ending = try await Program()("analyze", "no/such/log", Self.article)
    #expect(ending.status == 74)
    #expect(ending.errors.contains("warning: no/such/log: "))
    #expect(ending.output.contains("test5[1006]"))
  }

  @Test("gzip is unpacked, and what a cut one still holds is shown with a warning")
  func compressed() async throws {
    try await withFolder { folder in
      // Random names keep the packed log long enough to lose a part.
      let log = (0..<2_000).map { "Jan  1 00:00:\(10 + $0 / 50) kernel[0] <Notice>: \(UUID())\n" }.joined()
      try Data(log.utf8).write(to: folder.appendingPathComponent("a.log"))
      let packed = try await run(
        #"gzip -k a.log && head -c 20000 a.log.gz > cut.gz && "$SP" analyze --json a.log.gz"#, in: folder)
      #expect(packed.status == 0, "\(packed.errors)")
      let sources = try #require(try document(packed)["sources"] as? [[String: Any]])
      #expect(sources.first?["compression"] as? String == "gzip")
      #expect(sources.first?["records"] as? Int == 2_000)
      let cut = try await Program(directory: folder)("analyze", "cut.gz")
      #expect(cut.status == 0, "\(cut.errors)")
      #expect(cut.errors.hasPrefix("warning: cut.gz: "))
      #expect(cut.output.contains("problem  cut.gz: "))
    }
  }

  @Test("one of several that is no log is warned of, and the rest is a success")
  func oneIsNoLog() async throws {
    try await withFolder { folder in
      let file = folder.appendingPathComponent("text")
      try Data("hello\n".utf8).write(to: file)
      let ending = try await Program()("analyze", "--json", file.path, Self.article)
      #expect(ending.status == 0)
      #expect(ending.errors.contains("nothing in it reads as a log"))
      let sources = try #require(try document(ending)["sources"] as? [[String: Any]])
      #expect((sources.first?["problems"] as? [String])?.count == 1)
    }
  }

  @Test("--follow shows what a file grows by, and Ctrl-C ends with the summary and 130")
  func follow() async throws {
    try await withFolder { folder in
      let file = folder.appendingPathComponent("growing.log")
      let lines = try String(contentsOfFile: Self.article, encoding: .utf8).split(separator: "\n")
      try Data((lines[0] + "\n").utf8).write(to: file)
      let ending = try await Program().call(["analyze", "-f", file.path]) { program in
        // The last record is shown although nothing follows it.
        try await program.wait(for: "test5[1006] was refused", on: .output)
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data((lines[1...].joined(separator: "\n") + "\n").utf8))
        try handle.close()
        try await program.wait(for: "sharingd[66]", on: .output)
        program.signal(SIGINT)
      }
      #expect(ending.status == 130)
      #expect(ending.output.contains("5 records"))
      #expect(ending.output.contains("interrupted after"))
      #expect(ending.errors.contains("Interrupted"))
    }
  }

  @Test("an interruption of standard input leaves what was found", arguments: [SIGINT, SIGTERM])
  func interruption(number: Int32) async throws {
    try await withFolder { folder in
      // The shell becomes the program, so the signal reaches it.
      let ending = try await run(
        "mkfifo pipe; (cat \"$LOG\"; exec sleep 60) > pipe & exec \"$SP\" analyze - --ndjson --follow < pipe",
        in: folder
      ) { program in
        try await program.wait(for: "\"sharingd\"", on: .output)
        program.signal(number)
      }
      #expect(ending.status == 130)
      #expect(try records(ending).count == 5)
    }
  }

  @Test("a reader that has seen enough ends the program without a word")
  func closedPipe() async throws {
    let ending = try await run(
      #"{ (while cat "$LOG"; do :; done) 2>/dev/null | "$SP" analyze --ndjson -; echo "status $?" >&2; } | head -n 1"#
    )
    #expect(ending.output.split(separator: "\n").count == 1)
    #expect(ending.errors == "status 0\n")
  }
}
