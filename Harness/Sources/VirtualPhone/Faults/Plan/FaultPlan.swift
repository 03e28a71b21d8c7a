/// The faults that a virtual phone has, in the order in which they were asked for.
package struct FaultPlan: Hashable, Sendable {
  package let specs: [FaultSpec]

  package init(_ specs: [FaultSpec] = []) { self.specs = specs }

  /// Faults of those kinds, each as it usually is.
  package init(_ kinds: FaultKind...) { specs = kinds.map { FaultSpec($0) } }

  /// Reads texts of one fault or several with commas between them: `drop=0.02,reorder=5`.
  package init(parsing texts: [String]) throws(FaultSpecError) {
    var specs: [FaultSpec] = []
    for text in texts {
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let word = part.drop { $0 == " " }
        guard !word.isEmpty else { throw .empty }
        let spec = try FaultSpec(word)
        if !specs.contains(spec) { specs.append(spec) }
      }
    }
    self.specs = specs
  }

  package init(parsing text: String) throws(FaultSpecError) { try self.init(parsing: [text]) }

  package var isEmpty: Bool { specs.isEmpty }

  /// The text that reads as this plan; empty without faults.
  package var text: String { words.joined(separator: ",") }

  /// Each fault's text.
  package var words: [String] { specs.map(\.text) }

  package func contains(_ kind: FaultKind) -> Bool { specs.contains { $0.kind == kind } }

  /// The faults of one kind.
  package func specs(of kind: FaultKind) -> [FaultSpec] { specs.filter { $0.kind == kind } }

  /// The part that is worked in by those means.
  package func part(_ means: FaultKind.Means) -> FaultPlan {
    FaultPlan(specs.filter { $0.kind.means == means })
  }
}
