/// A text that a run makes anew for each repetition of a scenario. It is put into a file's content or name and then
/// looked for in the device log: nobody can log it who did not come by it in this repetition.
///
/// The log channel has canaries of its own, see ``Canary``; those are known beforehand.
public struct CanaryText: Hashable, Sendable {
  /// Names of the texts that a scenario can use, as in `${canary.content}`.
  public static let names = ["content", "name"]

  /// What every such text begins with, so that one search finds them all, whatever they are.
  public static let mark = "spcanary"

  /// The mark and 20 hex digits. No form of escaping or percent-encoding has to change a byte of it, and it can be part of
  /// a file's name.
  public let text: String

  /// - Parameter run: what the session calls the run.
  public init(_ name: String, run: RunID, scenario: ScenarioID, repetition: Int, key: RunKey) {
    let words = "canary \(name) \(run) \(scenario) \(repetition)"
    let digest = ContentDigest(of: Array(key.signature(of: Array(words.utf8)).utf8))
    text = Self.mark + digest.rawValue.prefix(20)
  }
}
