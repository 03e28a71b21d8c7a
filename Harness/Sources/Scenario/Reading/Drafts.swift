import ProbeProtocol

/// A scenario as its file says it, before its meaning is checked; what could not be read is nil or left out.
struct ScenarioDraft {
  var place: Place
  var id: Located<ScenarioID>?
  var title: Located<String>?
  var claims: [Located<ClaimID>] = []
  var claimsPlace: Place
  /// Nil where the file names none.
  var kind: Located<Scenario.Kind>?
  var requirements = Requirements()
  /// Where `device` stands in `requires`, or what stands in for it.
  var devicePlace: Place
  var actors: [CastingDraft] = []
  var steps: [StepDraft] = []
}

extension ScenarioDraft {
  /// Whether it judges nothing.
  var isExploring: Bool { kind?.value == .explore }
}

/// A role with the probe that plays it.
struct CastingDraft {
  var actor: Located<ActorName>
  var probe: ProbeName?
}

/// A step as its file says it.
struct StepDraft {
  var place: Place
  var id: Located<StepID>?
  var actor: Located<ActorName>?
  var action: Located<ActionName>?
  var arguments: [String: JSONValue] = [:]
  /// Variables that the arguments use.
  var argumentUses: [Located<String>] = []
  var saves: [SaveDraft] = []
  var isControl = false
  var uncontrolled: String?
  var together: Located<String>?
  /// Nil where the file names none.
  var moment: Located<Step.Moment>?
  var timeLimit = 15_000
  var expectations: [ExpectationDraft] = []
}

extension StepDraft {
  /// Whether it is taken while the phone is locked.
  var isLocked: Bool { moment?.value == .locked }
}

/// A variable with the result that it takes.
struct SaveDraft {
  var name: Located<String>
  /// Path within the result.
  var path: Located<String>
}

/// An expectation as its file says it.
struct ExpectationDraft {
  var place: Place
  /// Nil where the file names none.
  var claims: [Located<ClaimID>]?
  var outcome: Located<OutcomeExpectation>?
  var data: [Located<DataExpectation>] = []
  var records: [RecordDraft] = []
  var host: [HostExpectation] = []
  var after: Located<StepID>?
  var within: Int?
  /// Variables that it uses.
  var uses: [Located<String>] = []

  /// Whether it expects that the system says no.
  var expectsRefusal: Bool {
    switch outcome?.value {
    case .refused, .errno, .error: true
    // `OutcomeExpectation.none`, a call that returns nothing, beside `Optional.none`.
    case .some(.none): true
    case .some(.ok), nil: false
    }
  }
}

/// An expected record as its file says it.
struct RecordDraft {
  var presence: RecordExpectation.Presence
  var family: Located<String>
  /// Nil where the file names none: the step's own actor.
  var actor: Located<ActorName>?
  var process: String?
  var operation: String?
  var path: String?
  var code: Int?
  var message: String?
  var text: String?
  var scope = RecordPattern.Scope.step
}
