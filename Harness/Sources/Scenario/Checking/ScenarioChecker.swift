import ProbeProtocol

/// Checks what a scenario's words refer to and whether its steps can show what they claim.
struct ScenarioChecker {
  let collector: DiagnosticCollector
  let claims: ClaimCatalogue
  let draft: ScenarioDraft

  func check() {
    checkClaims()
    checkActors()
    StepChecker(collector: collector, draft: draft).check()
    LockChecker(collector: collector, draft: draft).check()
    ExtensionChecker(collector: collector, draft: draft).check()
    VariableChecker(collector: collector, draft: draft).check()
    ControlChecker(collector: collector, draft: draft).check()
    ExplorationChecker(collector: collector, claims: claims, draft: draft).check()
    checkPackages()
  }

  // MARK: - Claims

  private func checkClaims() {
    var seen: Set<ClaimID> = []
    for claim in draft.claims {
      if !seen.insert(claim.value).inserted {
        collector.report(
          .duplicateID, at: claim.place, "the claim '\(claim.value)' is here for the second time")
      }
      guard let known = claims[claim.value] else {
        collector.report(
          .unknownClaim, at: claim.place, "no claim with the id '\(claim.value)'",
          help: NearestWord.of(claim.value.rawValue, among: claims.claims.map(\.id.rawValue))
            .map { "did you mean '\($0)'? The claims are listed in claims.yaml" }
            ?? "the claims are listed in claims.yaml")
        continue
      }
      check(device: known, at: claim.place)
      if !draft.isExploring { checkIsServed(claim) }
    }
    for expectation in draft.steps.flatMap(\.expectations) {
      for claim in expectation.claims ?? [] where !seen.contains(claim.value) {
        collector.report(
          .unknownClaim, at: claim.place, "'\(claim.value)' is no claim of this scenario",
          word: claim.value.rawValue,
          among: draft.claims.map(\.value.rawValue), listing: "The claims of this scenario")
      }
    }
  }

  private func check(device claim: Claim, at place: Place) {
    let device = draft.requirements.device
    let wanted = claim.device ?? "physical"
    guard wanted != "any", wanted != device.rawValue else { return }
    collector.report(
      .deviceMismatch, at: draft.requirements.device == .physical ? place : draft.devicePlace,
      "\(claim.id) speaks of \(Self.inWords(wanted)), and the scenario is for \(Self.inWords(device.rawValue))",
      help: wanted == "simulator"
        ? "add 'requires: {device: simulator}'" : "take 'device' out, or test another claim")
  }

  private static func inWords(_ device: String) -> String {
    switch device {
    case "physical": "physical phones"
    case "simulator": "the Simulator"
    default: "any device"
    }
  }

  private func checkIsServed(_ claim: Located<ClaimID>) {
    let isServed = draft.steps.contains { step in
      !step.isControl
        && step.expectations.contains { $0.claims.map { $0.contains { $0.value == claim.value } } ?? true }
    }
    guard !isServed else { return }
    collector.report(
      .unservedClaim, at: claim.place, "no expectation serves \(claim.value)",
      help: "add an expectation to a step that is no control, or take the claim out")
  }

  // MARK: - Actors

  private func checkActors() {
    var used = Set(draft.steps.compactMap { $0.actor?.value })
    for record in draft.steps.flatMap(\.expectations).flatMap(\.records) {
      if let actor = record.actor?.value { used.insert(actor) }
    }
    for casting in draft.actors {
      let name = casting.actor
      if [.host, .conductor, .mailbox].contains(name.value)
        || !name.value.rawValue.hasForm(Vocabulary.wordForm)
      {
        collector.report(
          .badIdentifier, at: name.place, "a role cannot be named '\(name.value.rawValue.prefix(60))'",
          help: "write a word of lower-case letters, digits and dashes; host, conductor and mailbox are taken"
        )
      } else if !used.contains(name.value) {
        collector.report(
          .unusedActor, at: name.place, "'\(name.value)' takes no step",
          help: "take the role out, or give it a step")
      }
    }
    for (place, names) in [
      (draft.devicePlace, draft.requirements.entitlements),
      (draft.devicePlace, draft.requirements.absentEntitlements),
    ] {
      for name in names.keys.sorted() { draft.checkCast(Located(name, place), collector: collector) }
    }
  }

  private func checkPackages() {
    guard !draft.requirements.needsPackages,
      let action = draft.steps.compactMap(\.action).first(where: { $0.value == "app.reinstall" })
    else { return }
    collector.report(
      .packagesNeeded, at: action.place, "app.reinstall needs the packages of the probe apps",
      help: "add 'packages: true' to 'requires'")
  }
}

extension ScenarioDraft {
  /// The roles, in the file's order.
  var roles: [String] { actors.map(\.actor.value.rawValue) }

  /// Reports an actor that the scenario does not cast.
  func checkCast(_ actor: Located<ActorName>, collector: DiagnosticCollector) {
    guard !roles.contains(actor.value.rawValue) else { return }
    collector.report(
      .unknownActor, at: actor.place, "no actor named '\(actor.value)'", word: actor.value.rawValue,
      among: roles,
      listing: "The actors of this scenario")
  }
}
