import Foundation
package import VirtualPhone

/// One thing that came down the log's channel.
package enum StreamEntry: Hashable, Sendable {
  case record(PhoneLogRecord)
  /// A line of the capturing tool itself.
  case words(String)
}

/// What a phone logged during a take, in the order in which it reached the harness.
final class Reel: @unchecked Sendable {
  let host: String
  private let lock = NSLock()
  private var entries: [StreamEntry] = []
  private var printed: [Data] = []
  /// Size of the log after each entry.
  private var ends: [Int] = []

  init(host: String) { self.host = host }

  /// Keeps an entry.
  /// - Returns: what the tool prints of it.
  func add(_ entry: StreamEntry, _ print: RelayPrint) -> Data {
    let bytes =
      switch entry {
      case .record(let record): print.printed(record)
      case .words(let line): Data(line.utf8)
      }
    lock.withLock {
      entries.append(entry)
      printed.append(bytes)
      ends.append((ends.last ?? 0) + bytes.count)
    }
    return bytes
  }

  /// The entries with what the tool printed of each.
  var contents: (stream: [StreamEntry], printed: [Data]) { lock.withLock { (entries, printed) } }

  /// How many entries a log of that size holds.
  func count(in size: Int) -> Int { lock.withLock { ends.firstIndex { $0 > size } ?? ends.count } }
}
