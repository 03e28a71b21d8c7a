/// Why a file cannot be used: every mistake in it, in the order of their places.
public struct ScenarioFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Never empty.
  public var diagnostics: [Diagnostic]

  public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// All diagnostics as text, with an empty line between them.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n\n") }
}
