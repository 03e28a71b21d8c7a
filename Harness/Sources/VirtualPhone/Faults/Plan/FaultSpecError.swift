/// Why a text names no fault.
package enum FaultSpecError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknown(String, nearest: String?)
  case takesNoValue(FaultKind, given: String)
  case badValue(FaultKind, given: String)
  case takesNoPlace(FaultKind, given: String)
  case badPlace(FaultKind, given: String)
  /// Nothing between two commas, or nothing at all.
  case empty

  package var description: String {
    switch self {
    case .unknown(let name, let nearest):
      "the virtual phone has no fault '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    case .takesNoValue(let kind, let given):
      "the fault '\(kind.rawValue)' takes no value, and '\(given)' was given"
    case .badValue(let kind, let given):
      "the fault '\(kind.rawValue)' takes \(kind.description.value?.takes ?? "nothing") after '=', "
        + "and '\(given)' was given"
    case .takesNoPlace(let kind, let given):
      "the fault '\(kind.rawValue)' takes no place, and '@\(given)' was given"
    case .badPlace(let kind, let given):
      "the fault '\(kind.rawValue)' takes the number of the \(kind.description.place?.unit ?? "record") after '@', "
        + "from 1, and '\(given)' was given"
    case .empty: "a fault without a name was given; write NAME[=VALUE][@PLACE], with commas between several"
    }
  }

  /// What to type next.
  package var remedy: String {
    switch self {
    case .unknown, .empty: "'sandprobe phone --list-faults' lists the faults"
    case .takesNoValue(let kind, _), .badValue(let kind, _), .takesNoPlace(let kind, _),
      .badPlace(let kind, _):
      "it is written \(kind.description.form): \(kind.description.summary)"
    }
  }
}
