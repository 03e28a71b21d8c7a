import ProbeProtocol
import Testing

@Suite("The names of events in the log")
struct EventNameTests {
  private func event(_ scenario: ScenarioID?, repetition: Int? = 1) -> Event {
    Event(
      run: "r", scenario: scenario, repetition: repetition, actor: "app", probe: "P", pid: 7, sequence: 3,
      kind: .notice, uptime: 0, time: 0)
  }

  @Test("events of one process and number in two performances have two names, and one actor")
  func performances() {
    let key = RunKey.random()
    let lines = [event("t/a"), event("t/b"), event("t/a", repetition: 2), event(nil, repetition: nil)].flatMap
    {
      EventLine.lines(for: $0, key: key)
    }
    #expect(Set(lines.map(\.event)).count == 4)
    #expect(lines.allSatisfy { $0.actor == "app" && $0.event.hasPrefix("7.3.app") })
    #expect(EventLine.lines(for: event("t/a"), key: key).first == lines.first)
  }

  @Test(
    "a name in another form has what there is for an actor", arguments: ["", "x", "7.3", "7.3.a.b.c", "..."])
  func otherForms(_ name: String) {
    let line = EventLine(event: name, part: 1, parts: 1, payload: "", signature: "")
    #expect(line.actor.utf8.count <= name.utf8.count)
  }
}
