/// A fault as help, documents and tests know it.
package struct FaultDescription: Hashable, Sendable {
  package let kind: FaultKind
  package let layer: FaultKind.Layer
  package let means: FaultKind.Means
  /// What stands after `=`; nil where nothing can.
  package let value: FaultParameter?
  /// What stands after `@`; nil where nothing can.
  package let place: FaultPlace?
  /// What it does, as a sentence without a full stop. `N` stands for the number of the value.
  package let summary: String

  /// Every fault, in the order in which help lists them.
  package static var all: [FaultDescription] { FaultKind.allCases.map(FaultDescription.init) }

  /// The fault of that kind.
  package init(_ kind: FaultKind) {
    self.kind = kind
    (layer, means, value, place, summary) = kind.entry
  }

  /// The name that `--fault` takes.
  package var name: String { kind.rawValue }

  /// How it is written, with its defaults: `drop=0.02`, `disconnect@PLACE`.
  package var form: String {
    name + (value.map { "=\($0.usual.text)" } ?? "") + (place == nil ? "" : "[@PLACE]")
  }
}

/// What stands after a fault's `=`.
package enum FaultParameter: Hashable, Sendable {
  /// How likely it is each time, from 0 to 1.
  case chance(usual: Double)
  /// A whole number.
  case number(usual: Int, within: ClosedRange<Int>, of: String)
  /// One of some words.
  case word(usual: String, of: [String])

  /// What holds where nothing is given.
  package var usual: FaultValue {
    switch self {
    case .chance(let usual): .chance(usual)
    case .number(let usual, _, _): .number(usual)
    case .word(let usual, _): .word(usual)
    }
  }

  /// What can be given, in words.
  package var takes: String {
    switch self {
    case .chance: "a chance from 0 to 1"
    case .number(_, let range, let unit): "\(unit), from \(range.lowerBound) to \(range.upperBound)"
    case .word(_, let words): "one of \(words.joined(separator: ", "))"
    }
  }
}

/// A fault's strength.
package enum FaultValue: Hashable, Sendable {
  case chance(Double)
  case number(Int)
  case word(String)

  /// As it is written: `0.02`, `5`, `error`.
  package var text: String {
    switch self {
    case .chance(let chance): chance == chance.rounded() ? "\(Int(chance))" : "\(chance)"
    case .number(let number): "\(number)"
    case .word(let word): word
    }
  }
}

/// What stands after a fault's `@`.
package struct FaultPlace: Hashable, Sendable {
  /// What is counted, from 1: `record`.
  package let unit: String
  /// Where the place lies when only the seed chooses it.
  package let usual: ClosedRange<Int>

  init(_ unit: String, usual: ClosedRange<Int>) {
    self.unit = unit
    self.usual = usual
  }
}
