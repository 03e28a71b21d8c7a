import ProbeProtocol
import Scenario
import Testing

@Suite("Turns of extensions")
struct ExtensionTurnTests {
  private func step(_ id: StepID, _ actor: ActorName, _ action: ActionName, chosen: String? = nil) -> Step {
    Step(id: id, actor: actor, action: action, arguments: chosen.map { ["name": .string($0)] } ?? [:])
  }

  private func turns(_ steps: [Step]) -> [ExtensionTurn] {
    Scenario(
      id: "a/b", claims: [], title: "",
      actors: [
        .init(actor: "sender", probe: "Sender"), .init(actor: "share", probe: "ShareProbe"),
        .init(actor: "action", probe: "ActionProbe"),
      ], steps: steps, file: "t", digest: ContentDigest(of: [])
    ).extensionTurns
  }

  @Test(
    "a turn begins before the sheet is shown and holds all that the extension does until it is chosen again")
  func order() {
    let turns = turns([
      step("write", "sender", "file.write"), step("show", "sender", "share.present"),
      step("choose", "host", "sheet.choose", chosen: "ShareProbe"), step("load", "share", "item.load"),
      step("edit", "sender", "file.write"), step("see", "share", "file.await"),
      step("show-again", "sender", "share.present"),
      step("choose-again", "host", "sheet.choose", chosen: "ShareProbe"), step("read", "share", "file.read"),
    ])
    #expect(turns.map(\.opening) == ["show", "show-again"])
    #expect(turns.map(\.waking) == ["choose", "choose-again"])
    #expect(turns.map(\.steps) == [["load", "see"], ["read"]])
    #expect(turns.allSatisfy { $0.actor == "share" && $0.probe == "ShareProbe" })
  }

  @Test("two extensions have turns of their own, and a choice of an app begins none")
  func several() {
    let turns = turns([
      step("show", "sender", "share.present"),
      step("choose", "host", "sheet.choose", chosen: "ActionProbe"), step("load", "action", "item.load"),
      step("copy", "host", "sheet.choose", chosen: "Receiver"),
      step("other", "host", "sheet.choose", chosen: "ShareProbe"), step("read", "share", "file.read"),
      step("read-too", "action", "file.read"),
    ])
    #expect(turns.map(\.opening) == ["show", "other"])
    #expect(turns.map(\.steps) == [["load", "read-too"], ["read"]])
  }

  @Test("an extension is reached through the app that contains it")
  func apps() {
    #expect(Vocabulary.app(of: "ShareProbe") == "ShareHost")
    #expect(Vocabulary.app(of: "Sender") == "Sender")
    #expect(Set(Vocabulary.extensions.values).isSubset(of: Vocabulary.probes))
    #expect(Set(Vocabulary.extensions.keys).isDisjoint(with: Vocabulary.probes))
  }
}
