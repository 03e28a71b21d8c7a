import ProbeKit
import ProbeProtocol
import Testing

struct CatalogueTests {
  @Test("ProbeKit takes exactly the actions of the catalogue that are not the host's, in its order")
  func sameActions() {
    let expected = ActionCatalogue.all.map(\.name).filter { !ActionCatalogue.hostActions.contains($0) }
    #expect(ActionTable.all.map(\.name) == expected)
    for name in expected { #expect(ActionTable.action(named: name)?.name == name) }
    for name in ActionCatalogue.hostActions { #expect(ActionTable.action(named: name) == nil) }
  }
}
