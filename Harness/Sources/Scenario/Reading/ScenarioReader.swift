public import Foundation
import ProbeProtocol

/// Reads scenario files: the bytes of one become a checked scenario or all of its mistakes.
public struct ScenarioReader: Sendable {
  private let claims: ClaimCatalogue

  /// - Parameter claims: The claims that scenarios may name.
  public init(claims: ClaimCatalogue) { self.claims = claims }

  /// - Parameter file: The path as diagnostics and ``Scenario/file`` shall show it.
  public func read(_ bytes: Data, file: String) -> Result<Scenario, ScenarioFileError> {
    switch readDraft(bytes, file: file) {
    case .failure(let error): return .failure(error)
    case .success(let reading):
      guard reading.collector.isEmpty, let scenario = reading.draft.scenario(bytes, file: file) else {
        return .failure(ScenarioFileError(diagnostics: reading.collector.diagnostics))
      }
      return .success(scenario)
    }
  }

  /// A file as it was read, with the mistakes found so far.
  struct Reading {
    var draft: ScenarioDraft
    var collector: DiagnosticCollector
  }

  func readDraft(_ bytes: Data, file: String) -> Result<Reading, ScenarioFileError> {
    switch DocumentReader.read(bytes, file: file) {
    case .failure(let error): return .failure(error)
    case .success(let document):
      let collector = document.collector
      guard let draft = ScenarioDraftReader(collector: collector).read(document.root) else {
        return .failure(ScenarioFileError(diagnostics: collector.diagnostics))
      }
      ScenarioChecker(collector: collector, claims: claims, draft: draft).check()
      return .success(Reading(draft: draft, collector: collector))
    }
  }
}

extension ScenarioDraft {
  /// The scenario; nil where a part is missing, which a diagnostic says.
  func scenario(_ bytes: Data, file: String) -> Scenario? {
    guard let id, let title else { return nil }
    var castings: [Scenario.Casting] = []
    for actor in actors {
      guard let probe = actor.probe else { return nil }
      castings.append(Scenario.Casting(actor: actor.actor.value, probe: probe))
    }
    var steps: [Step] = []
    for draft in self.steps {
      guard let step = draft.step(claims: claims.map(\.value)) else { return nil }
      steps.append(step)
    }
    return Scenario(
      id: id.value, claims: claims.map(\.value), title: title.value, kind: kind?.value ?? .test,
      requirements: requirements, actors: castings, steps: steps, file: file, digest: ContentDigest(of: bytes)
    )
  }
}

extension StepDraft {
  fileprivate func step(claims: [ClaimID]) -> Step? {
    guard let id, let actor, let action else { return nil }
    return Step(
      id: id.value, actor: actor.value, action: action.value, arguments: arguments,
      saves: Dictionary(saves.map { ($0.name.value, $0.path.value) }) { first, _ in first },
      isControl: isControl,
      uncontrolled: uncontrolled, together: together?.value, moment: moment?.value ?? .unlocked,
      timeLimit: timeLimit,
      expectations: expectations.map { $0.expectation(claims: isControl ? [] : claims, actor: actor.value) },
      line: place.line)
  }
}

extension ExpectationDraft {
  fileprivate func expectation(claims: [ClaimID], actor: ActorName) -> Expectation {
    Expectation(
      claims: self.claims?.map(\.value) ?? claims, outcome: outcome?.value, data: data.map(\.value),
      records: records.map { record in
        RecordExpectation(
          presence: record.presence,
          pattern: RecordPattern(
            family: record.family.value, actor: record.actor?.value ?? actor, process: record.process,
            operation: record.operation, path: record.path, code: record.code, message: record.message,
            text: record.text, scope: record.scope))
      }, host: host, after: after?.value, within: within, line: place.line)
  }
}
