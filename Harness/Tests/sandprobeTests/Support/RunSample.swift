import Foundation
import Testing

/// A run folder that the program made, kept in memory: made once, written out wherever a test needs it.
struct RunSample: Sendable {
  /// Two claims that hold: one about a refusal, with its record in the log, and one without.
  static let calm = Task { try await make([]) }
  /// The same once more.
  static let again = Task { try await make([]) }
  /// The same on a phone whose group containers are open to everybody.
  static let mutant = Task { try await make(["--mutate", "group-container-for-outsiders"]) }

  var name: String
  /// The bytes by path within the folder.
  var files: [String: Data]
  var ending: Ending

  /// Writes the folder out.
  func write(into folder: URL) throws -> URL {
    let run = folder.appendingPathComponent(name)
    for (path, bytes) in files {
      let file = run.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
    return run
  }

  private static func make(_ words: [String]) async throws -> RunSample {
    try await withFolder { folder in
      let ending = try await Program().call(
        ["run", "FS-15", "FS-08", "--device", "virtual", "--out", folder.path] + words)
      try #require(!folder.names.isEmpty, "the run left no folder: \(ending.errors)")
      return try RunSample(reading: folder, ending)
    }
  }
}

extension RunSample {
  /// The one run in a folder.
  init(reading folder: URL, _ ending: Ending? = nil) throws {
    name = try #require(folder.names.first)
    self.ending = ending ?? Ending(status: 0, outputBytes: Data(), errors: "")
    files = [:]
    let run = folder.appendingPathComponent(name)
    for path in try FileManager.default.subpathsOfDirectory(atPath: run.path) {
      if let bytes = try? Data(contentsOf: run.appendingPathComponent(path)) { files[path] = bytes }
    }
  }
}

/// The parts of findings.json that these tests look at.
struct FindingsFile: Decodable {
  struct Finding: Decodable {
    struct Trial: Decodable {
      var scenario: String
      var repetition: Int
      var verdict: String
      var rule: String
      var reason: String
    }

    var claim: String
    var verdict: String
    var trials: [Trial]
  }

  struct Run: Decodable {
    var id: String
    var state: String
    var resumed: [String]
  }

  var schema: String
  var run: Run
  var findings: [Finding]
  var problems: [String]

  init(_ bytes: Data) throws { self = try JSONDecoder().decode(FindingsFile.self, from: bytes) }

  /// Verdicts by claim.
  var verdicts: [String: String] {
    Dictionary(uniqueKeysWithValues: findings.map { ($0.claim, $0.verdict) })
  }
}

/// Reads a file, lets the change happen, and writes it back.
func change(_ file: URL, _ body: (inout Data) throws -> Void) throws {
  var bytes = try Data(contentsOf: file)
  try body(&bytes)
  try bytes.write(to: file)
}

/// Changes a text in a file; it has to be there.
func replace(_ old: String, by new: String, in file: URL) throws {
  try #require(file.text.contains(old))
  try change(file) { $0 = Data(String(decoding: $0, as: UTF8.self).replacing(old, with: new).utf8) }
}
