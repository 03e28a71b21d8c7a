/// Sandbox decisions that were copied without their header: `Sandbox: app(403) deny(1) …`, at times with the sender
/// in front, `kernel: Sandbox: …` or `sandboxd - Sandbox: …`.
enum PastedViolation {
  private static let longestLine = 4_096
  private static let senders: [(text: StaticString, length: Int)] = [
    ("kernel: ", 6), ("kernel - ", 6), ("sandboxd: ", 8), ("sandboxd - ", 8),
  ]

  /// The line as a record without a header, if it is a sandbox decision and nothing else.
  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard line.count <= longestLine else { return nil }
    var process = 0..<0
    var message = 0
    for sender in senders where line.holds(sender.text, at: 0) {
      process = 0..<sender.length
      message = sender.text.utf8CodeUnitCount
    }
    guard SandboxGrammar.parse(line.extracting(message..<line.count)) != nil else { return nil }
    return HeaderSpan(form: .pasted, stamp: 0..<0, process: process, message: message)
  }
}
