import Verdict

/// A verdict: word, shape and colour, always together.
struct BadgeView {
  var tone: Markup
  var icon: Markup
  var word: Markup

  /// In the colours of a verdict.
  init(tone: Verdict, icon: String, word: String) {
    self.tone = Markup(tone.rawValue)
    self.icon = Markup(icon)
    self.word = Markup(word)
  }

  init(_ verdict: Verdict) {
    let style = VerdictStyle(verdict)
    tone = Markup(verdict.rawValue)
    icon = Markup(style.icon)
    word = Markup(style.word)
  }

  init(_ change: Change) {
    let style = ChangeStyle(change)
    tone = Markup(style.tone.rawValue)
    icon = Markup(style.icon)
    word = Markup(style.word)
  }
}

/// A button with a count that filters by one word.
struct ChipView {
  var badge: BadgeView
  var count: Int
  var query: Markup
  var isEmpty: Bool

  init(_ badge: BadgeView, count: Int, query: String) {
    self.badge = badge
    self.count = count
    self.query = Markup(query)
    isEmpty = count == 0
  }
}

/// A name with its value in a head's list.
struct FactView {
  var name: Markup
  var value: Markup

  init(_ name: String, _ value: String) {
    self.name = Markup(name, limit: 120)
    self.value = Markup(value, limit: HTMLLimits.name)
  }
}

/// A link to a file of the run folder.
struct LinkView {
  /// The files that every run folder has.
  static var runFolder: [LinkView] {
    ["syslog.log", "host.jsonl", "journals/", "run.json", "findings.json", "junit.xml", "report.md"].map {
      LinkView($0)
    }
  }

  var address: Markup
  var label: Markup

  init(_ path: String, label: String? = nil) {
    address = .address(path)
    self.label = Markup(label ?? path, limit: 120)
  }
}

/// A sentence in a list.
struct SentenceView {
  var sentence: Markup

  init(_ sentence: String) { self.sentence = Markup(sentence, limit: HTMLLimits.name) }
}
