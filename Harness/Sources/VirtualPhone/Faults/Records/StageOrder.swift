/// In which order faults work on records, and what does each.
enum StageOrder {
  /// Every fault of the records.
  static let kinds: [FaultKind] = [
    // Other processes write.
    .forgedEvents, .replayedEvents, .newlineKernel, .newlineEvent, .kernelName, .hostileApps, .borrowedPID,
    .flood,
    // Wordings and stamps.
    .fold, .foldNoPID, .shortNames, .clockStep, .timeZone,
    // What is carried of a message.
    .truncate, .missingLevel, .redactPaths, .redact, .cut,
    // What comes, how often and when.
    .drop, .duplicate, .delay, .reorder,
  ]

  /// What works the fault in; nil for faults of other means.
  static func stage(for spec: FaultSpec, _ random: SeededRandom) -> (any RecordStage)? {
    var random = random
    switch spec.kind {
    case .drop: return Dropping(chance: spec.chance, random: random)
    case .duplicate: return Duplicating(chance: spec.chance, random: random)
    case .reorder: return Queueing(.everyRecord(upTo: spec.number), random: random)
    case .delay: return Queueing(.someRecords(by: spec.number), random: random)
    case .truncate, .cut: return Cutting(limit: spec.number)
    case .fold: return Folding(chance: spec.chance, form: .withPID, random: random)
    case .foldNoPID: return Folding(chance: spec.chance, form: .withoutPID, random: random)
    case .shortNames: return NameCutting(limit: spec.number)
    case .flood: return Flooding(count: spec.number, random: random)
    case .borrowedPID: return PIDBorrowing(random: random)
    case .clockStep: return ClockShift(seconds: spec.number, from: spec.place(&random))
    case .timeZone: return ClockShift(seconds: spec.number * 60, from: 1)
    case .redact: return Redaction(.everything)
    case .redactPaths: return Redaction(.paths)
    case .missingLevel: return LevelFilter(missing: PhoneLogRecord.Level(word: spec.word))
    case .forgedEvents: return EventForgery()
    case .replayedEvents: return EventReplay(random: random)
    case .newlineKernel: return Imitation(.denial, random: random)
    case .newlineEvent: return Imitation(.event, random: random)
    case .kernelName: return KernelNamesake()
    case .hostileApps: return HostileApps(random: random)
    case .stuck, .disconnect, .silent, .sendsNothing, .conductorDies, .conductorHangs, .conductorLate,
      .crashBefore, .crashWithin, .crashAfter, .halfJournal, .diskFull, .pidReuse, .twin, .hostileDevice,
      .hostileFiles:
      return nil
    }
  }
}
