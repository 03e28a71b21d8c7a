package import Foundation
import ProbeProtocol
package import Scenario
import Syslog
package import Verdict
package import VirtualPhone

/// A take as it reached the harness through a disturbance: the log's bytes, and where in it the host noted what.
package struct Showing: Sendable {
  package var log = Data()
  /// Size of the log when each of the take's entries had passed; one more than there are entries.
  package var sizes = [0]

  /// Nothing of a take yet.
  package init() {}

  mutating func reserve(for take: Take) {
    sizes.reserveCapacity(take.stream.count + 1)
    log.reserveCapacity(take.size + take.size / 8)
  }

  /// Of the bytes and of the places.
  var digest: ContentDigest {
    var all = log
    sizes.withUnsafeBytes { all.append(contentsOf: $0) }
    return ContentDigest(of: all)
  }

  /// What the host noted, with its places in this log.
  package func host(of take: Take) -> [HostRecord] {
    take.host.map { note in
      var record = note.record
      record.logOffset = sizes[min(note.place, sizes.count - 1)]
      return record
    }
  }

  /// All that a verdict is made of.
  package func evidence(of take: Take, claims: ClaimCatalogue) -> Evidence {
    let excerpt = LogReader.excerpt(of: log)
    return Evidence(
      manifest: take.manifest, claims: claims, scenarios: [take.scenario], log: log, records: excerpt.records,
      recordCount: excerpt.recordCount, host: host(of: take), journals: take.journals)
  }
}

extension Take {
  /// The take as it was recorded.
  package func shown() -> Showing { shown { [$0] } }

  /// The take with every record replaced by what the disturbance makes of it.
  /// - Parameters:
  ///   - pass: one record as the phone logs it, to those that the relay gets.
  ///   - last: what the disturbance still holds at the end.
  package func shown(
    passing pass: (PhoneLogRecord) -> [PhoneLogRecord], finally last: () -> [PhoneLogRecord] = { [] }
  ) -> Showing {
    let print = RelayPrint(host: hostName)
    var showing = Showing()
    showing.reserve(for: self)
    for (index, entry) in stream.enumerated() {
      switch entry {
      case .words: showing.log.append(printed[index])
      case .record(let record):
        for shown in pass(record) {
          // What a disturbance leaves alone need not be printed anew.
          showing.log.append(shown == record ? printed[index] : print.printed(shown))
        }
      }
      showing.sizes.append(showing.log.count)
    }
    for record in last() { showing.log.append(print.printed(record)) }
    return showing
  }
}
