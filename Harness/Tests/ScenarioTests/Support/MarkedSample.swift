import Foundation
import ProbeProtocol
import Scenario

/// A sample in which `1️⃣` to `9️⃣` mark places; the text is what is left without them.
struct MarkedSample {
  private(set) var text = ""
  /// Line and column of each marker, from 1.
  private(set) var places: [Int: String] = [:]

  init(_ marked: String) {
    var (line, column) = (1, 1)
    var scalars = Array(marked.unicodeScalars)[...]
    while let scalar = scalars.first {
      if scalars.count >= 3, scalars[scalars.startIndex + 2] == "\u{20E3}", let digit = Int(String(scalar)) {
        places[digit] = "\(line):\(column)"
        scalars = scalars.dropFirst(3)
        continue
      }
      text.unicodeScalars.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      scalars = scalars.dropFirst()
    }
  }

  var bytes: Data { Data(text.utf8) }
}

/// A small catalogue, so that tests do not depend on the project's own.
enum Sample {
  static let source = ClaimSource(id: "FS", title: "A paper", version: "15.2")

  static let claims = ClaimCatalogue(claims: [
    claim("FS-01"), claim("FS-03"), claim("FS-05", device: "simulator"), claim("FS-14", device: "any"),
    claim("FS-15", topic: "app-group"), claim("DP-01", topic: "data-protection"),
    claim("FS-Q1", topic: "explore", isExploratory: true),
  ])

  private static func claim(
    _ id: ClaimID, topic: String = "isolation", device: String? = nil, isExploratory: Bool = false
  ) -> Claim {
    Claim(
      id: id, topic: topic, text: "It is so.", source: source, verification: ["probe"], device: device,
      isExploratory: isExploratory)
  }

  /// A scenario that judges nothing.
  static let exploring = valid.replacing("claims: [FS-03]", with: "claims: [FS-Q1]\nkind: explore")
    .replacing("    expect: {outcome: ok}\n", with: "")

  static func read(_ text: String, file: String = "a/b.yaml") -> Result<Scenario, ScenarioFileError> {
    ScenarioReader(claims: claims).read(Data(text.utf8), file: file)
  }

  static func diagnostics(_ result: Result<Scenario, ScenarioFileError>) -> [Diagnostic] {
    if case .failure(let error) = result { error.diagnostics } else { [] }
  }

  static func diagnostics(_ text: String) -> [Diagnostic] { diagnostics(read(text)) }

  /// A scenario without mistakes.
  static let valid = """
    id: a/b
    title: An app opens its home
    claims: [FS-03]
    actors: {app: IsolatedA}
    steps:
      - id: open
        actor: app
        action: dir.open
        with: {path: ~/}
        expect: {outcome: ok}

    """
}
