/// Records are lost, each by itself.
struct Dropping: RecordStage {
  var chance: Double
  var random: SeededRandom

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    if !random.happens(chance) { records.append(record) }
  }
}

/// Records come twice.
struct Duplicating: RecordStage {
  var chance: Double
  var random: SeededRandom

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    records.append(record)
    if random.happens(chance) { records.append(record) }
  }
}

/// A level does not arrive at all.
struct LevelFilter: RecordStage {
  var missing: PhoneLogRecord.Level?

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    if record.level != missing { records.append(record) }
  }
}

extension PhoneLogRecord.Level {
  /// The levels' names, as `missing-level` takes them.
  static let allWords = ["default", "info", "debug", "error", "fault"]

  init?(word: String) {
    switch word {
    case "default": self = .default
    case "info": self = .info
    case "debug": self = .debug
    case "error": self = .error
    case "fault": self = .fault
    default: return nil
    }
  }
}

extension SeededRandom {
  /// True with the chance, from 0 to 1.
  mutating func happens(_ chance: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < chance }
}
