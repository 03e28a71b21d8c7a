import Foundation
import Takes
import Testing
import VirtualPhone

/// Every act of the catalogue, performed once for all tests of this room.
enum Recorded {
  private static let everything = Task {
    let catalogue = try Catalogue(project: project)
    let acts = Act.all(of: catalogue)
    let pool = TakePool(catalogue: catalogue)
    return (catalogue, try await pool.acts(acts, under: FaultPlan(), variant: 0))
  }

  static var project: URL {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root
  }

  static var catalogue: Catalogue { get async throws { try await everything.value.0 } }

  static var acts: [RecordedAct] { get async throws { try await everything.value.1 } }

  /// The seeds of a test: always the same ones, or with SANDPROBE_SEED one that was printed.
  static func seeds(_ count: UInt64) -> Range<UInt64> {
    guard let seed = ProcessInfo.processInfo.environment["SANDPROBE_SEED"].flatMap({ UInt64($0) }) else {
      return 0..<count
    }
    return seed..<(seed + 1)
  }
}
