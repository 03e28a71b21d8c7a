import Foundation
import ProbeProtocol
import Scenario
import Testing

/// The catalogue, the schema of orders and the page of reference say the same.
@Suite("The reference of actions") struct ReferenceTests {
  private static let root = CommittedFiles.folder.deletingLastPathComponent()

  private func compare(_ path: String, with generated: Data) throws {
    let place = Self.root.appending(path: path)
    if ProcessInfo.processInfo.environment["SANDPROBE_RECORD"] == "1" {
      try generated.write(to: place)
      Issue.record("recorded \(path); run again without SANDPROBE_RECORD")
      return
    }
    #expect(try Data(contentsOf: place) == generated, "\(path): run the tests once with SANDPROBE_RECORD=1")
  }

  @Test("the committed page and schema are the generated ones; SANDPROBE_RECORD=1 rewrites them")
  func committed() throws {
    try compare("Harness/Documentation/actions.md", with: Data(ActionReference.markdown.utf8))
    try compare("Scenarios/order.schema.json", with: OrderSchema.document())
  }

  @Test("every action has its section, with every argument and result") func page() {
    let sections = ActionReference.markdown.components(separatedBy: "\n### ").dropFirst()
    #expect(sections.count == ActionCatalogue.all.count)
    for action in ActionCatalogue.all {
      let section = sections.first { $0.hasPrefix("`\(action.name)`\n") } ?? ""
      for argument in action.arguments { #expect(section.contains("`\(argument.name)`"), "\(action.name)") }
      for result in action.results.keys { #expect(section.contains("| `\(result)` |"), "\(action.name)") }
    }
  }

  private func value(_ type: ActionSpecification.ArgumentType) -> JSONValue {
    switch type {
    case .string: "text"
    case .integer: 3
    case .boolean: true
    case .strings: ["a", "b"]
    case .path: "/a"
    }
  }

  @Test("an order of every action fits the schema as it travels, and one that lacks an argument does not")
  func orders() throws {
    let validator = SchemaValidator(try JSONDecoder().decode(JSONValue.self, from: OrderSchema.document()))
    for action in OrderSchema.actions {
      let arguments = Dictionary(action.arguments.map { ($0.name, value($0.type)) }) { first, _ in first }
      func problems(_ arguments: [String: JSONValue]) throws -> [String] {
        let order = Order(
          scenario: "a/b", repetition: 1, step: "s", action: action.name, arguments: arguments)
        let list = OrderList(run: "run-1", key: .random(), actor: "app", orders: [order])
        return validator.problems(
          in: try JSONDecoder().decode(JSONValue.self, from: CanonicalJSON.encode(list)))
      }
      #expect(try problems(arguments) == [], "\(action.name)")
      #expect(try problems(arguments.merging(["more": 1]) { $1 }) != [], "\(action.name)")
      guard let required = action.arguments.first(where: \.isRequired) else { continue }
      #expect(try problems(arguments.filter { $0.key != required.name }) != [], "\(action.name)")
    }
  }
}
