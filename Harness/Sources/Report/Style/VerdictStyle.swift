public import Verdict

/// How a verdict is shown: its words, symbol, shape and colours. HTML, Markdown and the terminal all take
/// them from here, and none shows a colour without the word.
public struct VerdictStyle: Sendable {
  /// `holds`, `fails`, as in `FS-15 fails`.
  public var word: String
  /// `hold`, `fail`, as in `3 hold`.
  public var plural: String
  /// One character that tells verdicts apart without colour.
  public var symbol: String
  /// Number of the terminal's colour, as in `ESC [ 31 m`.
  public var ansi: Int
  /// SVG path in a box of 16 × 16: another outline for each verdict.
  public var icon: String
  /// Colours on a light and on a dark page, each with a contrast of at least 4.5 : 1.
  public var light: String
  public var dark: String

  /// The style of a verdict.
  public init(_ verdict: Verdict) {
    let (ansi, icon, light, dark) = Self.look(verdict)
    word = verdict.verb
    plural = Self.plural(verdict)
    symbol = verdict.symbol
    self.ansi = ansi
    self.icon = icon
    self.light = light
    self.dark = dark
  }

  /// Verdicts in the order in which they should be read.
  public static let readingOrder: [Verdict] = [.error, .fail, .inconclusive, .pass, .recorded, .skipped]

  /// The order of counts: what holds first.
  public static let countOrder: [Verdict] = [.pass, .fail, .inconclusive, .recorded, .skipped, .error]

  /// `3 hold, 2 fail, 1 inconclusive`; verdicts that no finding has are left out.
  public static func sentence(of counts: [String: Int]) -> String {
    let parts = countOrder.compactMap { verdict -> String? in
      let count = counts[verdict.rawValue] ?? 0
      guard count > 0 else { return nil }
      let style = VerdictStyle(verdict)
      return "\(count) \(count == 1 ? style.word : style.plural)"
    }
    return parts.isEmpty ? "no verdicts" : parts.joined(separator: ", ")
  }

  private static func plural(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "hold"
    case .fail: "fail"
    case .inconclusive, .skipped, .recorded: verdict.verb
    case .error: "errors"
    }
  }

  private static func look(_ verdict: Verdict) -> (Int, String, String, String) {
    switch verdict {
    case .pass: (32, "M2.5 8.5l3.5 3.5 7.5-8", "#17693f", "#6fd39a")
    case .fail: (31, "M3 3l10 10M13 3L3 13", "#b3232b", "#ff9b95")
    case .inconclusive:
      (
        33, "M8 2.2v1M13.8 8h-1M8 13.8v-1M2.2 8h1M12 4l-.7.7M12 12l-.7-.7M4 12l.7-.7M4 4l.7.7", "#7d5200",
        "#ecbd5c"
      )
    case .skipped: (90, "M3 8h10", "#555f6d", "#a9b3c1")
    case .recorded: (36, "M4 2.5h8v11H4zM6 6h4M6 8.5h4M6 11h2.5", "#0f6470", "#6fcbd8")
    case .error: (35, "M8 2l6.5 12h-13zM8 6.5v3.5M8 11.6v.6", "#6e35a8", "#d2aef7")
    }
  }
}

/// How a kind of change is shown.
public struct ChangeStyle: Sendable {
  /// `newly fails`.
  public var word: String
  public var symbol: String
  public var ansi: Int
  /// SVG path in a box of 16 × 16: another outline for each kind.
  public var icon: String
  /// The verdict whose colours it borrows.
  public var tone: Verdict

  /// The style of a change.
  public init(_ change: Change) {
    (word, symbol, tone) =
      switch change {
      case .newlyFails: ("newly fails", "✘", .fail)
      case .newlyHolds: ("newly holds", "✔", .pass)
      case .evidenceChanged: ("evidence changed", "≠", .error)
      case .becameInconclusive: ("became inconclusive", "◌", .inconclusive)
      case .becameTestable: ("became testable", "+", .pass)
      case .notComparable: ("not comparable", "∦", .skipped)
      case .noData: ("no data", "·", .skipped)
      case .unchanged: ("unchanged", "=", .skipped)
      }
    ansi = VerdictStyle(tone).ansi
    icon = Self.icon(change)
  }

  private static func icon(_ change: Change) -> String {
    switch change {
    case .newlyFails: VerdictStyle(.fail).icon
    case .newlyHolds: VerdictStyle(.pass).icon
    case .evidenceChanged: "M3 6h10M3 10.5h10M11 2.5l-6 11"
    case .becameInconclusive: VerdictStyle(.inconclusive).icon
    case .becameTestable: "M8 3v10M3 8h10"
    case .notComparable: "M6 3v10M10 3v10M2.5 11.5l11-7"
    case .noData: "M8 8h.01"
    case .unchanged: "M3 6h10M3 10.5h10"
    }
  }
}

/// A number with its noun: `1 claim`, `2 claims`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
