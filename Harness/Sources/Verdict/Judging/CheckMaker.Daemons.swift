import ProbeProtocol
import Scenario
import Syslog

extension CheckMaker {
  // MARK: - Records of daemons

  /// The check of a daemon's words. They are printed text and nobody signs them, so who logged them is all that can be
  /// looked at: they count from the process that the scenario names, or else from a daemon of the family or from the
  /// actor's own process.
  func daemonCheck(_ expectation: RecordExpectation, path: String?, window: Window) -> Check {
    let pattern = expectation.pattern
    let expected = (expectation.presence == .required ? "" : "no ") + words(of: pattern, path: path)
    let message: TextPattern?
    do throws(MissingVariable) {
      let text: String? =
        if let text = pattern.message {
          try Template(text).resolvedAsPattern(with: performance.variables)
        } else { nil }
      message = text.flatMap(TextPattern.init)
    } catch {
      return missing(error, expected: expected)
    }
    let places = window.reach.map { index.places.records(of: pattern.family, in: $0) } ?? []
    let found = places.filter { place in
      let record = index.evidence.records[place]
      return isEntitled(record, to: pattern)
        && (path.map { PathText.normalised(record.message).contains(PathText.normalised($0)) } ?? true)
        && (message?.occurs(in: record.message) ?? true)
    }
    guard let first = found.first else { return absent(expected, window: window, others: []) }
    return judged(found, first, expectation, path: path, expected: expected)
  }

  private func judged(
    _ found: [Int], _ first: Int, _ expectation: RecordExpectation, path: String?, expected: String
  ) -> Check {
    let pattern = expectation.pattern
    let evidence = found.prefix(8).map { index.citations.record($0, meaning: "\(pattern.family) says so") }
    let observed = "record in line \(line(first))"
    guard expectation.presence == .required else {
      return made(
        .unknown, .daemonWords, expected: expected, observed: observed,
        why: "the unwanted record is there, and any process can log such words", evidence: evidence)
    }
    let isKnowing = path.map { showsCanary($0, in: found) } ?? false
    let names = Set(found.map { index.evidence.records[$0].process })
    // Whoever shows a canary came by it meanwhile, so that only who spoke meanwhile can be meant.
    let rivals = isKnowing ? performance.span : index.evidence.records.indices
    let double = names.sorted().first { name in
      pids(of: name, in: pattern.family, among: rivals).count > 1
    }
    if let double, !found.contains(where: { isOwn(index.evidence.records[$0], of: pattern.actor) }) {
      return made(
        .unknown, .twoOfOneName, expected: expected, observed: observed,
        why: "more than one process logs as \(double), so that one of them may only be named so",
        evidence: evidence)
    }
    return made(
      .met, isKnowing ? .canaryShown : .daemonRecordFound, expected: expected, observed: observed,
      why: isKnowing
        ? "the record is there, with a path that nobody can know who did not come by it"
        : "the record is there",
      evidence: evidence)
  }

  /// Whether the path holds a canary, and one of the records names it in words of its own.
  private func showsCanary(_ path: String, in found: [Int]) -> Bool {
    guard performance.canaries.contains(where: path.contains) else { return false }
    return found.contains { place in
      let message = index.evidence.records[place].message
      let own = CarriedText.start(in: message).map {
        String(decoding: message.utf8.prefix($0), as: UTF8.self)
      }
      return PathText.normalised(own ?? message).contains(PathText.normalised(path))
    }
  }

  /// Whether the record is from a process that can speak for what is looked for.
  private func isEntitled(_ record: LogRecord, to pattern: RecordPattern) -> Bool {
    if isOwn(record, of: pattern.actor) {
      return pattern.process.map { $0 == record.process } ?? true
    }
    // An actor that logs in another's name is no daemon.
    guard !isOfAnActor(record) else { return false }
    if let process = pattern.process { return process == record.process }
    return LogFamily(rawValue: pattern.family)?.isLogged(by: record.process) ?? false
  }

  private func isOwn(_ record: LogRecord, of actor: ActorName) -> Bool {
    guard let pid = record.pid, pid == performance.pid(of: actor, during: step),
      let probe = performance.scenario.probe(of: actor)
    else { return false }
    return SandboxViolation.Subject(name: record.process, pid: pid).mayBe(name: probe.rawValue, pid: pid)
  }

  private func isOfAnActor(_ record: LogRecord) -> Bool {
    guard let pid = record.pid else { return false }
    return performance.scenario.steps.contains { performance.pid(of: $0) == pid }
  }

  /// The pids under which a process of that name logs.
  private func pids(of process: String, in family: String, among places: Range<Int>) -> Set<Int32> {
    guard let first = places.first, let last = places.last else { return [] }
    return Set(
      index.places.records(of: family, in: first...last).compactMap { place in
        let record = index.evidence.records[place]
        return record.process == process ? record.pid : nil
      })
  }
}
