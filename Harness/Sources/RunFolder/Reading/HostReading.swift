import Foundation
import Verdict

/// `host.jsonl` as read: the lines that are whole, and what is wrong with the others.
struct HostReading {
  private(set) var records: [HostRecord] = []
  private(set) var problems: [String] = []

  init(_ bytes: Data) {
    let decoder = JSONDecoder()
    var unreadable: [Int] = []
    // A line that was cut when the harness was killed stands before the record of the next session, which says so.
    var isCutBefore: Int?
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      guard let record = try? decoder.decode(HostRecord.self, from: line) else {
        unreadable.append(index + 1)
        isCutBefore = index + 1
        continue
      }
      if let number = isCutBefore, number == index, record.kind == .runResumed { unreadable.removeLast() }
      records.append(record)
    }
    if let first = unreadable.first {
      problems.append(
        unreadable == [lines.count]
          ? "The last line of \(FolderLayout.host) was cut."
          : "\(unreadable.count) of \(FolderLayout.host)'s lines cannot be read, the first is line \(first).")
    }
    if zip(records, records.dropFirst()).contains(where: { $1.sequence != $0.sequence + 1 }) {
      problems.append("\(FolderLayout.host) is not in sequence: lines were removed, added or moved.")
    }
  }
}
