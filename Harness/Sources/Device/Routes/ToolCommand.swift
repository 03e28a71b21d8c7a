import Foundation

/// A command of an external program, before anybody runs it.
public struct ToolCommand: Hashable, Sendable {
  public var program: String
  public var arguments: [String]
  /// Variables that it gets beside the harness's own.
  public var variables: [String: String]

  public init(_ program: String, _ arguments: [String], variables: [String: String] = [:]) {
    self.program = program
    self.arguments = arguments
    self.variables = variables
  }

  /// As a person would type it into a shell.
  public var line: String {
    let variables = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted($0.value))" }
    return (variables + [program] + arguments.map(Self.quoted)).joined(separator: " ")
  }

  /// The line without a secret that is in it.
  public func line(hiding secret: String) -> String {
    secret.isEmpty ? line : line.replacingOccurrences(of: secret, with: "…")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
            || "_-./:,=@+%".unicodeScalars.contains($0))
      }
    return isPlain
      ? word
      : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
