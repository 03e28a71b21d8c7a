import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// Takes a step at the screen: by the Conductor, by a person, or by a person where the Conductor cannot.
///
/// A step that was not done is noted as not sent, so that nothing is concluded from it: that an entry was not found may
/// be Apple's new name for it.
struct ScreenStepRunner: Sendable {
  var context: RunContext
  var conductor: any ConductorConnection
  /// Who plays in the scenario.
  var castings: [Scenario.Casting] = []

  /// - Parameter evidence: what shows that a person did it.
  /// - Returns: the results, by the names of the catalogue; nil where it was not done.
  /// - Throws: `RunFolderError`, ``OperatorLeft``, `CancellationError`.
  func run(_ step: ScreenStep, in place: Place, evidence: ScreenEvidence) async throws -> JSONValue? {
    guard context.driver != .operator else {
      return try await ask(step, in: place, evidence, because: nil)
    }
    do {
      return try await finish(try await step.perform(by: conductor), by: .conductor, in: place)
    } catch let error as RunFolderError {
      throw error
    } catch ConductorError.refused(let refusal) {
      let why = try await keep(refusal, in: place)
      guard context.driver == .auto, refusal.isForAPerson, context.operatorBook != nil else {
        return try await refuse(why, in: place)
      }
      return try await ask(step, in: place, evidence, because: why)
    } catch {
      try Task.checkCancellation()
      return try await refuse("\(error)", in: place)
    }
  }

  private func ask(
    _ step: ScreenStep, in place: Place, _ evidence: ScreenEvidence, because why: String?
  ) async throws -> JSONValue? {
    let reason = why.map { "; the Conductor: \($0)" } ?? ""
    guard let instruction = step.instruction else {
      return try await refuse(
        "it reads what the screen shows, which the Conductor alone can\(reason)", in: place)
    }
    guard let book = context.operatorBook else {
      return try await refuse("it needs a person, and nobody sits at a terminal", in: place)
    }
    let watch = EvidenceWatch(
      context: context, conductor: conductor, place: place, evidence: evidence, castings: castings)
    let (end, shown) = try await book.ask(instruction, in: place, of: context) {
      await watch.begin(for: step)
    } evidence: {
      try await watch.wait(for: step, since: $0)
    }
    switch end {
    case .done: return try await finish(["evidence": .string(shown)], by: .operator, in: place)
    case .skipped: return try await refuse("the operator skipped it\(reason)", in: place)
    case .timedOut:
      let minutes = Int(context.limits.patience.seconds / 60)
      return try await refuse("nothing showed within \(minutes) min that it was done\(reason)", in: place)
    case .left: return nil
    }
  }

  private func finish(
    _ results: [String: JSONValue], by driver: Driver, in place: Place
  ) async throws -> JSONValue {
    var data = results
    data["by"] = .string(driver.rawValue)
    let value = JSONValue.object(data)
    try await context.recorder.note(.hostStep, in: place, outcome: .ok, data: value)
    if let step = place.step { context.recorder.observe(.stepEnded(place.scenario, step, .ok)) }
    return value
  }

  private func refuse(_ why: String, in place: Place) async throws -> JSONValue? {
    try await context.recorder.note(.stepNotSent, in: place, message: why)
    if let step = place.step { context.recorder.observe(.stepNotSent(place.scenario, step, reason: why)) }
    return nil
  }

  /// Keeps what was on the screen, and says where.
  /// - Returns: the refusal in words, with the files that show it.
  private func keep(_ refusal: Conductor.Refusal, in place: Place) async throws -> String {
    let words = "\(refusal.code.rawValue): \(refusal.message)"
    guard let evidence = refusal.evidence else { return words }
    let name = "\(place.scenario.rawValue).\(place.repetition).\(place.step?.rawValue ?? "step")"
    var files: [String] = []
    if let png = evidence.screenshot {
      files.append(try await context.recorder.writer.addScreen(name, extension: "png", png))
    }
    var text = "looked for, in this order:\n" + evidence.lookups.map { "  \($0)\n" }.joined()
    for tree in evidence.trees { text += "\n=== \(tree.bundle)\n\(tree.text)\n" }
    files.append(try await context.recorder.writer.addScreen(name, extension: "txt", .init(text.utf8)))
    return "\(words) (\(files.joined(separator: ", ")))"
  }
}
