import Foundation

/// Where things lie.
enum Places {
  /// The folder with Package.swift.
  static let repository = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { place, _ in
    place.deletingLastPathComponent()
  }

  static let scenarios = repository.appendingPathComponent("Scenarios")

  /// SwiftPM builds the program beside the tests.
  static let sandprobe = products.appendingPathComponent("sandprobe")

  private final class Anchor {}

  private static var products: URL {
    #if os(macOS)
      Bundle(for: Anchor.self).bundleURL.deletingLastPathComponent()
    #else
      Bundle.main.bundleURL
    #endif
  }
}

/// A folder of its own for a test, gone when the test is over.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    .appendingPathComponent("sandprobe-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}

extension URL {
  /// The names in a folder, sorted; none where there is no folder.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  var text: String { (try? String(contentsOf: self, encoding: .utf8)) ?? "" }
}
