public import Analysis
import Syslog
import Verdict

/// What a log holds, in plain text for a terminal.
public enum LogSummaryText {
  /// The summary, each line ended by a newline; nothing of the log's text steers the terminal.
  /// - Parameters:
  ///   - width: the terminal's columns.
  ///   - top: how many groups, processes and gaps are listed of each.
  ///   - color: whether verdicts and headings are coloured; the words say the same.
  public static func render(_ summary: LogSummary, width: Int, top: Int = 20, color: Bool) -> String {
    let page = LogPage(summary: summary, width: max(width, 40), top: max(top, 1), ink: Ink(isOn: color))
    let parts = [
      page.head(), page.decisions(), page.activity(), page.probes(), page.families(), page.processes(),
      page.gaps(), page.limits(),
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }
}

/// The parts of the text, each a list of lines.
struct LogPage {
  let summary: LogSummary
  let width: Int
  let top: Int
  let ink: Ink

  func head() -> [String] {
    var lines = hanging("log", LogWords.heading(summary) + ": " + LogWords.extent(summary.extent))
    if summary.sources.count > 1 {
      lines += summary.sources.prefix(top).flatMap { hanging("", LogWords.source($0)) }
      lines += more(summary.sources.count, kept: summary.sources.count, "log", indent: 9)
    }
    for source in summary.sources {
      lines += source.problems.flatMap { hanging("problem", "\(LogWords.name(source)): \($0)") }
    }
    lines += hanging("filter", summary.filters.joined(separator: " · "))
    lines += hanging("form", counts(summary.forms.map { ($0.name.rawValue, $0.count) }))
    lines += hanging("level", counts(summary.levels.prefix(top).map { ($0.name, $0.count) }))
    return lines + hanging("unknown", summary.limits.map(LogWords.short).joined(separator: " · "))
  }

  func decisions() -> [String] {
    let part = summary.sandbox
    let groups = part.groups.prefix(top).flatMap { group($0) }
    return title("Sandbox", LogWords.decisions(part)) + groups
      + more(part.groups.count, kept: part.groups.count, "kind")
  }

  private func group(_ group: LogSummary.SandboxGroup) -> [String] {
    let verdict: Verdict = group.verdict == "deny" ? .fail : .pass
    let what = verdict == .fail ? "was refused" : "was allowed"
    let head = "\(LogWords.times(group))  \(LogWords.subject(group)) \(what): \(group.operationWords)"
    let isAlone = group.shape == group.example || group.places.count == 1
    let target = isAlone ? group.example : "\(group.shape), such as \(group.example)"
    let log = [
      LogWords.decision(group), LogWords.places(group.places, in: summary), LogWords.span(group.places),
    ]
    return hanging(VerdictStyle(verdict).symbol, head, labelWidth: 1).map { ink.verdict(verdict, $0) }
      + hanging("target", group.example.isEmpty ? group.targetWords : "\(group.targetWords): \(target)", 4)
      + hanging("owner", group.ownerWords ?? "", 4) + hanging("cause", group.cause ?? "", 4)
      + hanging("log", log.filter { !$0.isEmpty }.joined(separator: " · "), 4, isFaint: true)
  }

  func activity() -> [String] {
    let families = LogWords.activity(summary)
    guard !families.isEmpty else { return [] }
    var lines = title("Sharing and other activity")
    for (family, groups) in families {
      let records = groups.reduce(0) { $0 + $1.places.count }
      lines.append("  \(LogWords.family(family)): \(LogWords.count(records, "record"))")
      lines += groups.prefix(top).flatMap { entry($0) }
      lines += more(groups.count, kept: groups.count, "kind", indent: 4)
    }
    if summary.activityOmitted > 0 {
      lines.append("  and \(LogWords.count(summary.activityOmitted, "record")) of further kinds")
    }
    return lines
  }

  private func entry(_ group: LogSummary.ActivityGroup) -> [String] {
    let who = group.process.isEmpty ? "an unnamed process" : group.process
    let said = group.kind == "other" ? "\(who)\(LogWords.unexplained(group))" : "\(who) \(group.words)"
    let place = [LogWords.places(group.places, in: summary), LogWords.span(group.places)]
    return hanging(
      "\(LogWords.grouped(group.places.count)) ×", VisibleText.line(said, limit: 300), 4, labelWidth: 3)
      + hanging("", place.filter { !$0.isEmpty }.joined(separator: " · "), 4, isFaint: true, labelWidth: 3)
  }

  func probes() -> [String] {
    guard !summary.probes.isEmpty else { return [] }
    let lines = summary.probes.prefix(top).flatMap { probe -> [String] in
      let actor = probe.actor + (probe.pid.map { "[\($0)]" } ?? "")
      return hanging("-", "\(actor): \(LogWords.places(probe.places, in: summary))", 2, labelWidth: 1)
    }
    return title("SandProbe's events", "only the run's key tells whether they are authentic") + lines
      + more(summary.probes.count, kept: summary.probes.count, "actor")
  }

  func families() -> [String] {
    table("Families", "", summary.families.map { (LogWords.family($0.name), $0.count) })
  }

  func processes() -> [String] {
    let counts = summary.processes.prefix(top).map { ($0.name, $0.count) }
    let lines = table("Who logged", LogWords.processes(summary), Array(counts))
    return lines.isEmpty
      ? [] : lines + more(summary.processTotal, kept: summary.processes.count, "process", "processes")
  }

  func gaps() -> [String] {
    guard summary.gapTotal > 0 else { return [] }
    let lines = summary.gaps.prefix(top).flatMap { gap -> [String] in
      let place = LogWords.place(gap.place, in: summary) + (gap.stamp.map { ", \($0)" } ?? "")
      return hanging(LogWords.gap(gap.kind), "\(place): \(gap.words)", 2, labelWidth: 12)
    }
    return title("Gaps", LogWords.grouped(summary.gapTotal)) + lines
      + more(summary.gapTotal, kept: summary.gaps.count, "gap")
  }

  func limits() -> [String] {
    guard !summary.limits.isEmpty else { return [] }
    return title("What this log cannot tell")
      + summary.limits.flatMap { limit in
        let first = limit.first.map { ", first in \(LogWords.place($0, in: summary))" } ?? ""
        return hanging("-", limit.words + first, 2, labelWidth: 1)
      }
  }
}
