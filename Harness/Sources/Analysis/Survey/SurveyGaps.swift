import Syslog

/// Where the log lacks something.
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
struct SurveyGaps {
  static let tolerance = 60 * LogStamp.second

  /// What is looked at of a record.
  struct Sight {
    var place: LogSummary.Place
    var stamp: String
    var form: LogForm?
    var content: LogContent
    var byteCount: Int
  }

  private(set) var gaps: [LogSummary.Gap] = []
  private(set) var total = 0
  private var hasRead = false
  private var isBehindMarker = false
  private var form: LogForm?
  private var stamped: Stamped?
  private var formChanges = 0
  /// Index into ``gaps`` of the entry that stands for all further changes of this source.
  private var collected: Int?

  /// The last readable stamp; its numbers are read when they are asked for, since most differ by less than a second.
  private struct Stamped {
    private var bytes: StampBytes
    /// Where the bytes do not keep it.
    private var ownText: String?
    let form: LogForm?

    init(text: String, form: LogForm?) {
      bytes = form?.isRelayLike == true ? StampBytes(text) : StampBytes()
      ownText = text
      self.form = form
    }

    var text: String { ownText ?? bytes.text }

    /// Goes on to a stamp of the same form and second.
    /// - Returns: whether it is one.
    mutating func goOn(to stamp: StampBytes, _ form: LogForm?) -> Bool {
      guard self.form == form, form?.isRelayLike == true, bytes.isSameSecond(as: stamp) else { return false }
      bytes = stamp
      ownText = nil
      return true
    }
  }

  /// Forgets what a source told about the next.
  mutating func begin() {
    (hasRead, isBehindMarker, form, stamped) = (false, false, nil, nil)
    (formChanges, collected) = (0, nil)
  }

  /// Catches up with plain records that were passed over, all with the form of the record before.
  /// - Parameter stamp: of the last of them; nil where it is within a second of the one before.
  mutating func passedOver(lastStamp stamp: String?) {
    isBehindMarker = false
    if let stamp, LogStamp(stamp) != nil { stamped = Stamped(text: stamp, form: form) }
  }

  mutating func take(_ sight: Sight) {
    takeForm(sight)
    takeStamp(sight)
    if let (kind, words) = said(sight) { add(kind, sight, words) }
    switch sight.content {
    case .notice(.tool): break
    case .notice(.connected), .notice(.disconnected): (hasRead, isBehindMarker) = (true, true)
    default: (hasRead, isBehindMarker) = (true, false)
    }
    if let new = sight.form, Self.counts(new) { form = new }
  }

  /// A decision of the sandbox.
  mutating func take(_ decision: DecisionFind, at place: LogSummary.Place) {
    guard form == decision.form, stamped?.goOn(to: decision.stamp, decision.form) == true else {
      return take(
        Sight(
          place: place, stamp: decision.stamp.text, form: decision.form,
          content: .sandbox(decision.violation), byteCount: 0))
    }
    (hasRead, isBehindMarker) = (true, false)
  }

  private mutating func takeStamp(_ sight: Sight) {
    guard !sight.stamp.isEmpty else { return }
    if sight.stamp.utf8.count <= StampBytes.longest, sight.form?.isRelayLike == true,
      stamped?.goOn(to: StampBytes(sight.stamp), sight.form) == true
    {
      return
    }
    guard let stamp = LogStamp(sight.stamp) else { return }
    if let stamped, stamped.form == sight.form, let last = LogStamp(stamped.text) {
      let distance = stamp.distance(from: last, turnsAtMidnight: true)
      if distance > Self.tolerance { add(.silence, sight, SummaryWords.silence(microseconds: distance)) }
      if distance < -Self.tolerance { add(.backwards, sight, SummaryWords.backwards(microseconds: distance)) }
    }
    stamped = Stamped(text: sight.stamp, form: sight.form)
  }

  private mutating func takeForm(_ sight: Sight) {
    guard let new = sight.form, Self.counts(new), let form, new != form else { return }
    formChanges += 1
    if formChanges <= LogSummary.formChangeLimit {
      add(.formChange, sight, SummaryWords.formChange(from: form.rawValue, to: new.rawValue))
    } else if formChanges == LogSummary.formChangeLimit + 1 {
      collected = gaps.count < LogSummary.gapLimit ? gaps.count : nil
      add(.formChange, sight, SummaryWords.formChanges(1))
    } else if let collected {
      gaps[collected].words = SummaryWords.formChanges(formChanges - LogSummary.formChangeLimit)
    }
  }

  private mutating func add(_ kind: LogSummary.Gap.Kind, _ sight: Sight, _ words: String) {
    total += 1
    guard gaps.count < LogSummary.gapLimit else { return }
    gaps.append(
      LogSummary.Gap(
        kind: kind, place: sight.place, stamp: sight.stamp.isEmpty ? nil : sight.stamp, words: words))
  }

  private static func counts(_ form: LogForm) -> Bool { form != .pasted && form != .repetition }

  private func said(_ sight: Sight) -> (LogSummary.Gap.Kind, String)? {
    switch sight.content {
    case .notice(.disconnected): (.disconnected, SummaryWords.disconnected)
    case .notice(.connected): hasRead ? (.reconnected, SummaryWords.reconnected) : nil
    case .notice(.banner): hasRead && !isBehindMarker ? (.reconnected, SummaryWords.newBanner) : nil
    case .notice(.dropped(let words)): (.dropped, SummaryWords.dropped(words))
    case .notice(.repeated(let times)): (.repeated, SummaryWords.repeated(times))
    case .unplaced: (.unplaced, SummaryWords.unplaced(bytes: sight.byteCount))
    default: nil
    }
  }
}
