import ProbeProtocol

/// The catalogue of actions as a page to read.
public enum ActionReference {
  /// The page: the same for the same catalogue, everywhere.
  public static var markdown: String {
    let host = ActionCatalogue.all.filter { ActionCatalogue.hostActions.contains($0.name) }
    let actors = ActionCatalogue.all.filter { !ActionCatalogue.hostActions.contains($0.name) }
    return """
      # Actions

      Made from ActionCatalogue; do not edit. `SANDPROBE_RECORD=1 swift test --filter ReferenceTests` writes it anew.

      \(counted(actors.count)) that probe apps take, and \(counted(host.count)) that the harness takes itself, with
      the actor `host`. An argument in italics may be left out.

      ## What probe apps do

      \(actors.map(section).joined(separator: "\n"))
      ## What the harness does

      \(host.map(section).joined(separator: "\n"))
      """
  }

  private static func counted(_ number: Int) -> String { "\(number) actions" }

  private static func section(_ action: ActionSpecification) -> String {
    var text = "### `\(action.name)`\n\n\(sentence(action.summary))\n"
    if !action.arguments.isEmpty {
      text += "\n| argument | type | |\n|---|---|---|\n"
      for argument in action.arguments {
        let name = argument.isRequired ? "`\(argument.name)`" : "*`\(argument.name)`*"
        text += "| \(name) | \(argument.type.rawValue) | \(cell(argument.summary)) |\n"
      }
    }
    if !action.results.isEmpty {
      text += "\n| result | |\n|---|---|\n"
      for (name, summary) in action.results.sorted(by: { $0.key < $1.key }) {
        text += "| `\(name)` | \(cell(summary)) |\n"
      }
    }
    return text
  }

  private static func sentence(_ summary: String) -> String {
    summary.prefix(1).uppercased() + summary.dropFirst() + "."
  }

  private static func cell(_ text: String) -> String { text.split(separator: "|").joined(separator: "\\|") }
}
