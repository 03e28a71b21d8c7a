import Foundation
import Testing

/// Compares a text with a file of the folder Snapshots. With SANDPROBE_RECORD=1 in the environment it writes the file
/// instead, and the test fails, so that recording is never mistaken for passing.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws
{
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Snapshots").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["SANDPROBE_RECORD"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record(
      "recorded \(name); look at the difference and run again without SANDPROBE_RECORD",
      sourceLocation: sourceLocation)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  guard text != expected else { return }
  let (old, new) = (expected.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
  let place = zip(old, new).prefix { $0 == $1 }.count
  Issue.record(
    """
    \(name) differs from its snapshot at line \(place + 1):
    - \(place < old.count ? old[place] : "(end)")
    + \(place < new.count ? new[place] : "(end)")
    SANDPROBE_RECORD=1 swift test --filter sandprobeTests records it anew
    """, sourceLocation: sourceLocation)
}
