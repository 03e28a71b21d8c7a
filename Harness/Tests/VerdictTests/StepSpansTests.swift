import Foundation
import ProbeProtocol
import Scenario
import Syslog
import Testing

@testable import Verdict

/// Which records belong to the steps of the host.
@Suite("Spans of steps")
struct StepSpansTests {
  @Test("what is said while the host acts belongs to its step, and is no noise")
  func host() throws {
    var scenario = ExploringTests.scenario
    scenario.steps.insert(Step(id: "choose", actor: .host, action: "sheet.choose"), at: 1)
    scenario.steps.append(Step(id: "close", actor: .host, action: "sheet.read"))
    let stage = Plays.stage([scenario], script: ["open": .init(), "look": .init()])
    var traces = stage.perform()
    let begins = traces.log.sketches.indices.filter { traces.log.sketches[$0].pid == 1_001 }
    let look = try #require(begins.dropFirst(3).first)
    traces.log.sketches.insert(
      contentsOf: [ExploringTests.says("pkd", "launch"), ExploringTests.says("pkd", "launch")], at: look)
    traces.log.sketches.append(ExploringTests.says("sharingd", "closed"))
    traces.log.sketches.append(ExploringTests.says("pkd", "long after"))
    let size = traces.log.byteCount
    let after = traces.log.sketches.suffix(1).reduce(0) { $0 + $1.line.utf8.count }
    for (step, offset) in [("choose", 0), ("close", size - after)] as [(StepID, Int)] {
      traces.host.append(
        HostRecord(
          sequence: traces.host.count + 1, time: 0, logOffset: offset, kind: .hostStep, scenario: scenario.id,
          repetition: 1, step: step, outcome: .ok))
    }
    let steps = try #require(stage.findings(of: traces).scenarios.first).steps
    #expect(steps.map(\.step) == ["open", "choose", "look", "close"])
    #expect(steps.map { $0.trace?.utterances.map(\.shape) } == [[], ["launch"], [], ["closed"]])
    #expect(steps[1].trace?.utterances.map(\.novelty) == [.process])
  }
}
