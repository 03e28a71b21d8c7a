import ProbeProtocol
import Verdict

/// A row among a finding's observations: a cited place, or a tear in the log.
enum EvidenceEntry {
  case citation(Citation, step: StepID)
  case tear(step: StepID, file: String, line: Int?, text: String)
}

/// A finding's observations: those that the page shows, in order, and those that it leaves to the raw files.
struct EvidenceList {
  var shown: [EvidenceEntry] = []
  var rest: [EvidenceEntry] = []
  private var seen: Set<Citation> = []

  /// Each cited place once, after it the tears of its step's window; steps in the order of the checks. Every
  /// check has its share of the room, so that a flood of records for one does not crowd out another's.
  init(of finding: Finding, in findings: Findings) {
    let checks = finding.trials.map { $0.checks.count { !$0.evidence.isEmpty } }.reduce(0, +)
    let share = max(2, HTMLLimits.evidence / max(1, checks))
    for trial in finding.trials {
      let reading = findings.scenarios.first {
        $0.scenario == trial.scenario && $0.repetition == trial.repetition
      }
      for (index, check) in trial.checks.enumerated() {
        add(check, share: share)
        let isLast = !trial.checks.dropFirst(index + 1).contains { $0.step == check.step }
        guard isLast, let step = reading?.steps.first(where: { $0.step == check.step }) else { continue }
        shown += step.window.tears.prefix(20).map {
          .tear(step: check.step, file: "syslog.log", line: step.window.firstLine, text: $0)
        }
      }
    }
    rest = Array(shown.dropFirst(HTMLLimits.evidence * 2)) + rest
    shown = Array(shown.prefix(HTMLLimits.evidence * 2))
  }

  private mutating func add(_ check: Check, share: Int) {
    var room = share
    for citation in check.evidence where seen.insert(citation).inserted {
      if room > 0 {
        shown.append(.citation(citation, step: check.step))
        room -= 1
      } else {
        rest.append(.citation(citation, step: check.step))
      }
    }
  }
}

/// A cited place as a row: a line number that links to itself, the text with what matched, what it shows.
struct EvidenceView {
  var ids: [AnchorView]
  var isTear: Bool
  var isLine: Bool
  var step: Markup
  var file: Markup
  var fileAddress: Markup
  var link: Markup
  var lines: Markup
  var bytes: Markup
  var text: Markup
  var meaning: Markup

  init(_ entry: EvidenceEntry, _ anchors: inout AnchorRegistry) {
    switch entry {
    case .tear(let step, let file, let line, let text):
      self.init(step: step, file: file)
      isTear = true
      self.text = Markup(text, limit: HTMLLimits.name)
      lines = Markup(line.map { "from line \($0)" } ?? "")
    case .citation(let citation, let step):
      self.init(step: step, file: citation.file)
      isLine = true
      let (id, isFirst) = anchors.first(Self.anchorName(citation))
      ids = isFirst ? [AnchorView(id: Markup(id))] : []
      link = .anchor(id)
      let last = citation.line + max(0, citation.lineCount - 1)
      lines = Markup(last > citation.line ? "\(citation.line)–\(last)" : "\(citation.line)")
      bytes = Markup("bytes \(citation.byteStart) to \(citation.byteEnd)")
      text = .marked(citation.text, citation.marks)
      meaning = Markup(citation.meaning, limit: 300)
    }
  }

  static func anchorName(_ citation: Citation) -> String {
    citation.file == "syslog.log" ? "L\(citation.line)" : "\(citation.file):L\(citation.line)"
  }

  private init(step: StepID, file: String) {
    (ids, isTear, isLine) = ([], false, false)
    self.step = Markup(step.rawValue, limit: 80)
    self.file = Markup(file, limit: 120)
    fileAddress = .address(file)
    (link, lines, bytes, text, meaning) = (Markup(""), Markup(""), Markup(""), Markup(""), Markup(""))
  }
}

/// What did not fit: how many places of which file.
struct MoreView {
  var text: Markup
  var address: Markup
  var file: Markup

  static func list(_ entries: some Sequence<EvidenceEntry>) -> [MoreView] {
    var files: [String] = []
    var spans: [String: (count: Int, first: Int, last: Int)] = [:]
    for case .citation(let citation, _) in entries {
      let last = citation.line + max(0, citation.lineCount - 1)
      if let span = spans[citation.file] {
        spans[citation.file] = (span.count + 1, min(span.first, citation.line), max(span.last, last))
      } else {
        files.append(citation.file)
        spans[citation.file] = (1, citation.line, last)
      }
    }
    return files.compactMap { file in
      spans[file].map { span in
        let lines = span.first == span.last ? "\(span.first)" : "\(span.first) to \(span.last)"
        return MoreView(
          text: Markup("\(counted(span.count, "more line")), \(lines) of"),
          address: .address(file), file: Markup(file, limit: 120))
      }
    }
  }
}
