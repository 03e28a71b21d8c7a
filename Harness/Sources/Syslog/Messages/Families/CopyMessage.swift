/// transitd's word that it copies a file into another app's container, as iOS 15 logs it:
///
///     Copy /sender's/file -> /receiver's/Documents/Inbox
///         "file:///sender's/file"
public struct CopyMessage: Hashable, Sendable {
  /// The file, as printed.
  public var source: String
  /// The folder that it is copied into, as printed.
  public var destination: String
  /// The URL on the continuation line.
  public var url: String?
}

extension CopyMessage: MessageReading {
  var kind: String { "copied" }
  var words: String { "copied \(source) to \(destination)" }

  /// The destination is a folder that the system names, the source can be called anything: the last arrow counts.
  init?(_ message: WordReader) {
    var reader = message
    guard reader.skip("Copy "), let source = reader.text(toLast: " -> ") else { return nil }
    self.init(source: source, destination: reader.line(), url: nil)
    if reader.skip(past: "\"") { url = reader.text(toLast: "\"") }
  }
}
