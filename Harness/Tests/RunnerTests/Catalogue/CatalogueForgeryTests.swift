import Foundation
import ProbeProtocol
import Runner
import Testing
import Verdict
import VirtualPhone

@Suite("Other processes that log event lines", .timeLimit(.minutes(10)))
struct CatalogueForgeryTests {
  /// Beside each line of an actor's event: the contrary of it under a wrong key, before it and from the same process,
  /// and the true line once more, from a process of its own.
  private static func forgeries(of record: PhoneLogRecord) -> (
    before: [PhoneLogRecord], after: [PhoneLogRecord]
  ) {
    guard let line = EventLine(message: record.message), line.parts == 1,
      let event = try? EventLine.event(joining: [line.payload]), event.actor != .conductor
    else { return ([], []) }
    var lie = event
    if let outcome = event.outcome { lie.outcome = outcome == .ok ? .errno(.eperm) : .ok }
    let lies = EventLine.lines(for: lie, key: .random()).map { line in
      var forged = record
      forged.message = line.text
      return forged
    }
    var replayed = record
    replayed.process = "Mimic"
    replayed.processPath = "/private/var/containers/Bundle/Application/Mimic.app/Mimic"
    replayed.pid = 31_337
    return (lies, [replayed])
  }

  @Test("forged event lines and true ones that another process repeats change no verdict, and are counted")
  func changeNothing() async throws {
    let claims: [ClaimID] = ["FS-03", "FS-04", "FS-15"]
    let scenarios = try CatalogueFiles.committed.get().scenarios(testing: claims)
    let forged = CatalogueCounter()
    let lies = CatalogueCounter()
    let run = try await CatalogueStand.with(
      disguise: { model in
        CatalogueDisguise(model: model) { record in
          let company = Self.forgeries(of: record)
          forged.add(company.before.count + company.after.count)
          lies.add(company.before.count)
          return company.before + [record] + company.after
        }
      }
    ) { stand in try await stand.run(scenarios) }
    #expect(run.result.state == .finished)
    #expect(run.claims(.pass) == claims, "\(run.findings.findings.map(\.sentence))")
    #expect(lies.value > 0)
    #expect(run.findings.channel.forgedLines == forged.value)
    #expect(!run.findings.channel.isSound, "a log in which somebody imitates a probe is not sound")
    for window in run.findings.scenarios.flatMap(\.steps).map(\.window) { #expect(window.state == .intact) }
    let cited = run.findings.findings.flatMap(\.trials).flatMap(\.checks).flatMap(\.evidence).map(\.text)
    #expect(!cited.contains { $0.contains("Mimic") })
  }
}
