package import Foundation
import ProbeProtocol
package import VirtualPhone

/// A case of a soak by its name, `ACT;PLAN;SEED`.
package struct SoakCase: Sendable {
  package var act: Act
  package var plan: FaultPlan
  package var seed: UInt64

  /// - Throws: ``SoakCaseError``, `FaultSpecError`.
  package init(_ name: String, among acts: [Act]) throws {
    let parts = name.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard parts.count == 3, let seed = UInt64(parts[2]) else { throw SoakCaseError.form(name) }
    guard let act = acts.first(where: { $0.description == parts[0] }) else {
      throw SoakCaseError.noSuchAct(parts[0], known: acts.map(\.description))
    }
    self.act = act
    plan = parts[1].isEmpty ? FaultPlan() : try FaultPlan(parsing: parts[1])
    self.seed = seed
  }

  /// Performs the case anew and writes what each of its takes shows into a run folder.
  /// - Returns: the folders, and what the case came to.
  package func reproduce(
    _ catalogue: Catalogue, in directory: URL
  ) async throws -> (folders: [URL], result: CaseResult) {
    let variant = Int(seed % UInt64(SoakPlan.variants(of: plan)))
    let pool = TakePool(catalogue: catalogue)
    let course = SoakPlan.course(of: plan, variant: variant)
    var folders: [URL] = []
    guard let recorded = try await pool.acts([act], under: course, variant: variant).first else {
      return ([], CaseResult(claims: [], judged: 0))
    }
    let pure = FaultPlan(plan.specs.filter { $0.kind.means != .course })
    for (index, entry) in recorded.takes.enumerated() {
      let showing = entry.take.shown(through: pure, seed: RecordedAct.seed(seed, ofTake: index))
      folders.append(
        try await entry.take.write(
          showing, through: pure, claimsSource: catalogue.claimsSource, in: directory))
    }
    return (folders, recorded.result(of: pure, seed: seed, claims: catalogue.claims))
  }
}

/// Why a name is no case.
package enum SoakCaseError: Error, Hashable, Sendable, CustomStringConvertible {
  case form(String)
  case noSuchAct(String, known: [String])

  package var description: String {
    switch self {
    case .form(let name):
      "'\(name)' is no case: write 'ACT;PLAN;SEED', such as 'isolation/own-home-opens;drop=0.02;7'"
    case .noSuchAct(let name, let known):
      "there is no act '\(name)'. The acts: \(known.joined(separator: ", "))"
    }
  }
}
