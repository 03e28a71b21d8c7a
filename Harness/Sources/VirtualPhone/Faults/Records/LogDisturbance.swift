/// What the faults of the log, and the lies in it, make of the records: a pure function of plan, seed and records.
///
/// The faults follow one another in the order of time: first what other processes write besides, then the kernel's
/// wordings and everybody's stamps, then how much of a message is carried, and last what is lost, repeated, late or in
/// another order. Within one of these, faults follow the order of ``FaultKind``. Faults of other means are passed over.
package struct LogDisturbance: Sendable {
  private var stages: [any RecordStage]

  package init(_ plan: FaultPlan, seed: UInt64) {
    stages = StageOrder.kinds.flatMap { kind in
      plan.specs(of: kind).enumerated().compactMap { number, spec in
        let random = SeededRandom(seed: seed, stream: "fault \(kind.rawValue) \(number)")
        return StageOrder.stage(for: spec, random)
      }
    }
  }

  /// What comes of one more record of the phone; nothing, it or several.
  package mutating func take(_ record: PhoneLogRecord) -> [PhoneLogRecord] { pass([record], from: 0) }

  /// What is still held back at the end.
  package mutating func finish() -> [PhoneLogRecord] {
    var records: [PhoneLogRecord] = []
    for index in stages.indices {
      var rest: [PhoneLogRecord] = []
      stages[index].finish(into: &rest)
      // What comes out late passes the stages behind it before they end themselves.
      records += pass(rest, from: index + 1)
    }
    return records
  }

  private mutating func pass(_ records: [PhoneLogRecord], from first: Int) -> [PhoneLogRecord] {
    var records = records
    for index in stages.indices.dropFirst(first) {
      guard !records.isEmpty else { return [] }
      var passed: [PhoneLogRecord] = []
      passed.reserveCapacity(records.count)
      for record in records { stages[index].take(record, into: &passed) }
      records = passed
    }
    return records
  }
}

/// One fault at work on the records, one after another.
protocol RecordStage: Sendable {
  /// Adds what comes of the record.
  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord])

  /// Adds what is held back.
  mutating func finish(into records: inout [PhoneLogRecord])
}

extension RecordStage {
  mutating func finish(into records: inout [PhoneLogRecord]) {}
}
