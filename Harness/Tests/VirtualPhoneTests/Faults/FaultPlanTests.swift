import Testing

@testable import VirtualPhone

@Suite("Faults by name")
struct FaultPlanTests {
  @Test("every fault has a sentence, and its text reads as itself, bare and with its defaults")
  func everyFault() throws {
    for fault in FaultDescription.all {
      #expect(!fault.summary.isEmpty && !fault.summary.hasSuffix("."), "\(fault.name)")
      #expect(fault.name.wholeMatch(of: /[a-z-]+/) != nil)
      let spec = try FaultSpec(fault.name)
      #expect(spec == FaultSpec(fault.kind))
      #expect(try FaultSpec(spec.text) == spec)
      #expect(fault.summary.contains(/\ N\b/) == (fault.value?.isNumber ?? false), "\(fault.name)")
      guard fault.place != nil else { continue }
      let placed = FaultSpec(fault.kind, at: 7)
      #expect(placed.text.hasSuffix("@7"))
      #expect(try FaultSpec(placed.text) == placed)
    }
  }

  @Test("what works on records is in their order, each once; every layer and every means has a fault")
  func completeness() {
    let ofRecords = FaultKind.allCases.filter { $0.means == .records }
    #expect(StageOrder.kinds.count == ofRecords.count)
    #expect(Set(StageOrder.kinds) == Set(ofRecords))
    for kind in FaultKind.allCases {
      let random = SeededRandom(seed: 1, stream: "")
      #expect((StageOrder.stage(for: FaultSpec(kind), random) != nil) == (kind.means == .records), "\(kind)")
    }
    #expect(Set(FaultKind.allCases.map(\.layer)) == Set(FaultKind.Layer.allCases))
  }

  @Test("several faults, with commas and repeated options, in their order and each once")
  func plans() throws {
    let plan = try FaultPlan(parsing: ["drop=0.02, reorder=5,disconnect@120", "drop=0.02", "silent"])
    #expect(plan.text == "drop=0.02,reorder=5,disconnect@120,silent")
    #expect(try FaultPlan(parsing: plan.text) == plan)
    #expect(plan.part(.bytes).words == ["disconnect@120", "silent"])
    #expect(FaultPlan().isEmpty && FaultPlan().text == "")
    #expect(try FaultPlan(parsing: "drop=1,flood=3").words == ["drop=1", "flood=3"])
  }

  @Test(
    "what names no fault says what is wrong and what it takes",
    arguments: [
      ("drp=0.1", FaultSpecError.unknown("drp", nearest: "drop"), "did you mean 'drop'?"),
      ("", .empty, "without a name"), ("drop,", .empty, "commas"),
      ("drop=2", .badValue(.drop, given: "2"), "a chance from 0 to 1"),
      ("drop=nan", .badValue(.drop, given: "nan"), "a chance from 0 to 1"),
      ("reorder=0", .badValue(.reorder, given: "0"), "places, from 1 to 1000"),
      (
        "missing-level=errors", .badValue(.missingLevel, given: "errors"),
        "default, info, debug, error, fault"
      ),
      ("silent=3", .takesNoValue(.silent, given: "3"), "takes no value"),
      ("drop@3", .takesNoPlace(.drop, given: "3"), "takes no place"),
      ("disconnect@0", .badPlace(.disconnect, given: "0"), "number of the record"),
      ("crash-within@x", .badPlace(.crashWithin, given: "x"), "number of the action"),
    ])
  func errors(text: String, error: FaultSpecError, words: String) {
    #expect(throws: error) { try FaultPlan(parsing: text) }
    #expect(error.description.contains(words), "\(error.description)")
    #expect(!error.remedy.isEmpty)
  }
}

extension FaultParameter {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
