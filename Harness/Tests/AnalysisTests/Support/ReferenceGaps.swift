import Syslog

@testable import Analysis

/// Where the log lacks something, found the plain way: what a gap is, is defined here.
///
/// Within one source, records in their order:
/// - `disconnected`: the tool's marker. `reconnected`: its marker where anything was read before in this source, or the
///   relay's banner where anything but a marker stands directly before it. Other words of the tool are passed over.
/// - `dropped`, `repeated`: the notices.
/// - `unplaced`: each piece of unplaced text.
/// - `formChange`: a record's form is another than that of the record before. Pasted messages, repetitions and what has no
///   form do not count, neither as changing nor as being changed from. The first ``LogSummary/formChangeLimit`` of a source
///   are listed; the next one stands for all that follow and says how many.
/// - `silence`, `backwards`: a record's stamp is more than 60 s after, or before, that of the record before that has a
///   readable one, if both are of the same form: captures of other forms may run by another clock.
///
/// Filters by process, family or text do not count here; those by time do.
struct ReferenceGaps {
  static let tolerance = 60 * LogStamp.second

  private(set) var gaps: [LogSummary.Gap] = []
  private(set) var total = 0
  private var hasRead = false
  private var isBehindMarker = false
  private var form: LogForm?
  private var stamped: (stamp: LogStamp, form: LogForm?)?
  private var formChanges = 0
  /// Index into ``gaps`` of the entry that stands for all further changes of this source.
  private var collected: Int?

  /// Forgets what a source told about the next.
  mutating func begin() {
    (hasRead, isBehindMarker, form, stamped) = (false, false, nil, nil)
    (formChanges, collected) = (0, nil)
  }

  mutating func take(_ record: LogRecord, at place: LogSummary.Place) {
    let stamp = record.stamp.isEmpty ? nil : record.stamp
    func add(_ kind: LogSummary.Gap.Kind, _ words: String) {
      total += 1
      guard gaps.count < LogSummary.gapLimit else { return }
      gaps.append(LogSummary.Gap(kind: kind, place: place, stamp: stamp, words: words))
    }
    if let changed = changedForm(record) {
      formChanges += 1
      if formChanges <= LogSummary.formChangeLimit {
        add(.formChange, changed)
      } else if formChanges == LogSummary.formChangeLimit + 1 {
        collected = gaps.count < LogSummary.gapLimit ? gaps.count : nil
        add(.formChange, SummaryWords.formChanges(1))
      } else if let collected {
        gaps[collected].words = SummaryWords.formChanges(formChanges - LogSummary.formChangeLimit)
      }
    }
    if let distance = distance(record) {
      if distance > Self.tolerance { add(.silence, SummaryWords.silence(microseconds: distance)) }
      if distance < -Self.tolerance { add(.backwards, SummaryWords.backwards(microseconds: distance)) }
    }
    if let (kind, words) = said(record) { add(kind, words) }
    note(record)
  }

  private func changedForm(_ record: LogRecord) -> String? {
    guard let new = record.form, Self.counts(new), let form, new != form else { return nil }
    return SummaryWords.formChange(from: form.rawValue, to: new.rawValue)
  }

  private static func counts(_ form: LogForm) -> Bool { form != .pasted && form != .repetition }

  private func distance(_ record: LogRecord) -> Int? {
    guard let stamped, stamped.form == record.form, let stamp = LogStamp(record.stamp) else { return nil }
    return stamp.distance(from: stamped.stamp, turnsAtMidnight: true)
  }

  private func said(_ record: LogRecord) -> (LogSummary.Gap.Kind, String)? {
    switch record.content {
    case .notice(.disconnected): (.disconnected, SummaryWords.disconnected)
    case .notice(.connected): hasRead ? (.reconnected, SummaryWords.reconnected) : nil
    case .notice(.banner): hasRead && !isBehindMarker ? (.reconnected, SummaryWords.newBanner) : nil
    case .notice(.dropped(let words)): (.dropped, SummaryWords.dropped(words))
    case .notice(.repeated(let times)): (.repeated, SummaryWords.repeated(times))
    case .unplaced: (.unplaced, SummaryWords.unplaced(bytes: record.bytes.count))
    default: nil
    }
  }

  private mutating func note(_ record: LogRecord) {
    switch record.content {
    case .notice(.tool): break
    case .notice(.connected), .notice(.disconnected): (hasRead, isBehindMarker) = (true, true)
    default: (hasRead, isBehindMarker) = (true, false)
    }
    if let new = record.form, Self.counts(new) { form = new }
    if let stamp = LogStamp(record.stamp) { stamped = (stamp, record.form) }
  }
}
