import ProbeProtocol
import Scenario
import Syslog

extension CheckMaker {
  /// The check of a record that should or must not appear.
  func check(record expectation: RecordExpectation) -> Check {
    let pattern = expectation.pattern
    if pattern.text != nil { return textCheck(expectation) }
    let path: String?
    do throws(MissingVariable) {
      path = if let text = pattern.path { try resolved(text) } else { nil }
    } catch {
      return missing(error, expected: words(of: pattern, path: pattern.path))
    }
    guard let window = performance.windows[step.id] else {
      return made(
        .unknown, .tornWindow, expected: words(of: pattern, path: path), observed: "no window",
        why: "the step belongs to no actor whose log is known")
    }
    return pattern.family == LogFamily.sandbox.rawValue
      ? sandboxCheck(expectation, path: path, window: window)
      : daemonCheck(expectation, path: path, window: window)
  }

  /// `record deny file-read-data /private/var/…`
  func words(of pattern: RecordPattern, path: String?) -> String {
    let verb =
      pattern.family == LogFamily.sandbox.rawValue ? "deny" + (pattern.code.map { "(\($0))" } ?? "") : ""
    let parts = [pattern.family, verb, pattern.operation, path, pattern.message.map { "/\($0)/" }]
    return "record " + parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: - Sandbox records

  private func sandboxCheck(_ expectation: RecordExpectation, path: String?, window: Window) -> Check {
    let pattern = expectation.pattern
    guard let pid = performance.pid(of: pattern.actor, during: step),
      let probe = performance.scenario.probe(of: pattern.actor)
    else {
      return made(
        .unknown, .noEndEvent, expected: words(of: pattern, path: path),
        observed: "no process of \(pattern.actor)",
        why: "which process to look for is not known")
    }
    let query = SandboxQuery(pattern: pattern, path: path, name: probe.rawValue, pid: pid)
    let places = window.reach.map { index.places.decisions(about: pid, in: $0) } ?? []
    let found = FoundRecords(query: query, places: places, records: index.evidence.records)
    return switch expectation.presence {
    case .required: required(pattern, path: path, window: window, found: found)
    case .forbidden: forbidden(pattern, path: path, window: window, found: found)
    }
  }

  /// A record proves what it says where the journal agrees; its absence proves nothing, since a stream can lose one
  /// record of the kernel without a trace.
  private func required(_ pattern: RecordPattern, path: String?, window: Window, found: FoundRecords) -> Check
  {
    let expected = words(of: pattern, path: path)
    if let first = found.matches.first {
      let evidence = cite(found)
      guard journalAgrees(with: pattern) else {
        let outcome = performance.outcome(of: step).map(String.init(describing:)) ?? "nothing"
        return made(
          .unknown, .recordContradictsJournal, expected: expected, observed: "record in line \(line(first))",
          why: "the log shows a denial where the signed journal says that the action ended with \(outcome)",
          evidence: evidence + endEvidence())
      }
      let times = found.occurrences == 1 ? "" : ", \(found.occurrences) times"
      return made(
        .met, .recordFound, expected: expected, observed: "record in line \(line(first))\(times)",
        why: "process, pid, operation and path agree, and so does the journal", evidence: evidence)
    }
    return absent(expected, window: window, others: found.others)
  }

  private func forbidden(_ pattern: RecordPattern, path: String?, window: Window, found: FoundRecords)
    -> Check
  {
    let expected = "no " + words(of: pattern, path: path)
    let refused = performance.outcome(of: step)?.isRefusal ?? false
    if let first = found.matches.first {
      return made(
        refused ? .unmet : .unknown, refused ? .forbiddenFound : .recordContradictsJournal,
        expected: expected,
        observed: "record in line \(line(first))",
        why: refused
          ? "the record is there and the journal agrees with it"
          : "the log shows a denial where the signed journal says that the action succeeded",
        evidence: cite(found) + endEvidence())
    }
    if refused {
      return made(
        .unknown, .forbiddenExpected, expected: expected, observed: "no such record \(place(window))",
        why: "the action was refused, so a record may have been lost", evidence: endEvidence())
    }
    guard window.isIntact else { return torn(expected, window) }
    return made(
      .met, .forbiddenAbsent, expected: expected, observed: "no such record \(place(window))",
      why: "the window is intact and the journal says that the action succeeded", evidence: endEvidence())
  }

  /// Whether the journal reports an outcome that goes with a denial: a refusal. Actions on many paths can succeed as a
  /// whole and be denied in part, and what another actor was denied the step's outcome does not tell.
  private func journalAgrees(with pattern: RecordPattern) -> Bool {
    let composite: Set<ActionName> = ["dir.walk", "file.probe", "counter.race"]
    guard pattern.actor == step.actor, !composite.contains(step.action) else { return true }
    return performance.outcome(of: step)?.isRefusal ?? false
  }

  // MARK: - Words

  func absent(_ expected: String, window: Window, others: [Int]) -> Check {
    let near = others.prefix(3).map {
      index.citations.record($0, meaning: "a decision about the same process and path, of another kind")
    }
    guard window.isIntact else {
      let check = torn(expected, window)
      return made(
        check.result, .tornWindow, expected: expected, observed: check.observed, why: check.why,
        evidence: near)
    }
    return made(
      .unknown, .absenceDecidesNothing, expected: expected, observed: "no such record \(place(window))",
      why: near.isEmpty
        ? "the window is intact, and still one record of the system can be lost without a trace: "
          + "this iOS may not log it, or it was lost"
        : "a decision of another kind is there, and the one expected may have been lost",
      evidence: near)
  }

  private func torn(_ expected: String, _ window: Window) -> Check {
    made(
      .unknown, .tornWindow, expected: expected, observed: "no such record \(place(window))",
      why: "the window is torn: " + window.tears.prefix(3).joined(separator: "; "))
  }

  private func place(_ window: Window) -> String {
    guard let reach = window.core ?? window.reach else { return "in the log" }
    return "in lines \(line(reach.lowerBound)) to \(line(reach.upperBound))"
  }

  func line(_ place: Int) -> Int { index.evidence.records[place].line }

  private func cite(_ found: FoundRecords) -> [Citation] {
    found.matches.prefix(8).map { place in
      guard case .sandbox(let violation) = index.evidence.records[place].content else {
        return index.citations.record(place, meaning: "the kernel refuses")
      }
      let subject = violation.subject.map { "\($0.name)(\($0.pid.map(String.init) ?? ""))" }
      let marks = [subject, violation.operation, violation.target].compactMap { $0 }.filter { !$0.isEmpty }
      return index.citations.record(place, meaning: "kernel denies \(violation.operation)", marks: marks)
    }
  }
}

/// The sandbox records that answer a query.
struct FoundRecords {
  var matches: [Int] = []
  var others: [Int] = []
  /// Decisions that the matches stand for, folded repetitions included.
  var occurrences = 0

  /// - Parameter places: which records are asked, those within a window's reach.
  init(query: SandboxQuery, places: [Int], records: [LogRecord]) {
    var folded = 0
    for place in places {
      let duplicates =
        if case .sandbox(let violation) = records[place].content { violation.duplicates } else { 0 }
      switch query.answer(of: records[place]) {
      case .match:
        matches.append(place)
        occurrences += max(1, duplicates)
      case .foldedMatch: folded += duplicates
      case .otherDecision: others.append(place)
      case .none: continue
      }
    }
    if !matches.isEmpty { occurrences += folded }
  }
}
