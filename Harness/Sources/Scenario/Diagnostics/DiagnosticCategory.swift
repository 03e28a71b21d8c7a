/// Kinds of mistakes, as the word in brackets names them. A word keeps its meaning, so that tools can rely on it.
public enum DiagnosticCategory: String, Hashable, Sendable, CaseIterable {
  // The file as such.
  case tooLarge = "too-large"
  case notUTF8 = "not-utf-8"
  case emptyFile = "empty-file"
  case notYAML = "not-yaml"
  case severalDocuments = "several-documents"
  /// Anchors, aliases, tags and keys that are no words: YAML that scenarios do without.
  case yamlFeature = "yaml-feature"
  case tooDeep = "too-deep"
  case duplicateKey = "duplicate-key"

  // Form.
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  case unknownWord = "unknown-word"
  case badIdentifier = "bad-identifier"
  case badPattern = "bad-pattern"
  case badTemplate = "bad-template"

  // Meaning.
  case unknownClaim = "unknown-claim"
  case duplicateID = "duplicate-id"
  case unknownProbe = "unknown-probe"
  case unknownActor = "unknown-actor"
  case unusedActor = "unused-actor"
  case unknownAction = "unknown-action"
  case wrongActor = "wrong-actor"
  case unknownArgument = "unknown-argument"
  case missingArgument = "missing-argument"
  case unknownResult = "unknown-result"
  case unknownVariable = "unknown-variable"
  case duplicateVariable = "duplicate-variable"
  case unknownStep = "unknown-step"
  case unservedClaim = "unserved-claim"
  case missingControl = "missing-control"
  case controlClaims = "control-claims"
  case brokenTogether = "broken-together"
  case brokenMoment = "broken-moment"
  /// A step of an extension that nothing starts, or whose orders cannot be known in time.
  case brokenTurn = "broken-turn"
  case forbiddenFamily = "forbidden-family"
  /// A scenario that judges a question, or one that explores a statement.
  case wrongKind = "wrong-kind"
  case deviceMismatch = "device-mismatch"
  case packagesNeeded = "packages-needed"

  // Across files.
  case misplacedFile = "misplaced-file"
}
