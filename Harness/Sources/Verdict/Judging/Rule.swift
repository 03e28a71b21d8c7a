/// The rules by which checks and trials are decided, by the names that findings print and docs/verdicts.md explains.
enum Rule: String {
  // Checks.
  case outcome = "outcome-from-journal"
  case outcomeUnwitnessed = "outcome-from-log"
  case noEndEvent = "no-end-event"
  case journalContradictsLog = "journal-contradicts-log"
  case data = "data-from-journal"
  case dataAbsent = "data-absent"
  case recordFound = "record-found"
  case recordContradictsJournal = "record-contradicts-journal"
  case absenceDecidesNothing = "absence-of-a-required-record"
  case tornWindow = "torn-window"
  case forbiddenAbsent = "absence-in-an-intact-window"
  case forbiddenFound = "forbidden-record-found"
  case forbiddenExpected = "refusal-without-its-record"
  case hostCount = "host-count"
  case order = "order-by-monotonic-clock"
  case duration = "duration-by-monotonic-clock"
  case variableMissing = "variable-missing"

  // Trials.
  case allMet = "all-checks-met"
  case assertionUnmet = "assertion-unmet"
  case assertionUnknown = "assertion-unknown"
  case controlUnmet = "control-unmet"
  case controlUnknown = "control-unknown"
  case nothingAsserted = "nothing-asserted"
  case preconditionAbsent = "precondition-absent"
  case notModelled = "not-tried"
  case notCarriedOut = "not-carried-out"
  case harnessFailed = "harness-failed"
}
