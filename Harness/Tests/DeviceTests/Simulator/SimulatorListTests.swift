import Foundation
import Testing

@testable import Device

@Suite("Simulators, as simctl lists them") struct SimulatorListTests {
  private func list(_ text: String) throws -> SimulatorList {
    try #require(SimulatorList(Data(text.utf8)))
  }

  @Test("a captured list: name, type, version and state; runtimes without a Simulator are none")
  func captured() throws {
    let list = try list(Samples.simulators)
    #expect(
      list.simulators == [
        Simulator(
          udid: "9EC90A99-6924-472D-8CDD-4D8234AB4779", name: "iPhone 11", type: "iPhone-11", model: nil,
          version: "14.0", build: nil, isBooted: true, isAvailable: true)
      ])
    #expect(try list.choose(nil) == list.simulators[0])
    #expect(try list.choose("9ec90a99-6924-472d-8cdd-4d8234ab4779") == list.simulators[0])
  }

  @Test("a captured whole list tells model and build too") func whole() throws {
    let list = try list(Samples.wholeList)
    #expect(
      list.simulators == [
        Simulator(
          udid: "3F9A1206-31E2-417B-BBC7-6330B52B8358", name: "iPhone 8", type: "iPhone-8",
          model: "iPhone10,4", version: "13.7", build: "17H22", isBooted: false, isAvailable: true)
      ])
    #expect(
      throws: SimulatorError.noneBooted(known: list.simulators), performing: { try list.choose(nil) })
  }

  @Test("the version is that of the runtime, of which the identifier may tell less") func longVersion() throws
  {
    // As Chromium's iossim describes it.
    let list = try list(
      """
      {"runtimes": [{"version": "13.2.2", "identifier": "com.apple.CoreSimulator.SimRuntime.iOS-13-2",
        "buildversion": "17K90"}],
       "devices": {"com.apple.CoreSimulator.SimRuntime.iOS-13-2": [{"udid": "A"}]}}
      """)
    #expect(list.simulators.map(\.version) == ["13.2.2"] && list.simulators[0].build == "17K90")
  }

  @Test("one whose iOS is not installed cannot be used, and a television is no phone") func withoutRuntime()
    throws
  {
    let list = try list(Samples.simulatorsWithoutRuntime)
    #expect(list.simulators.map(\.name) == ["iPhone 8"] && list.booted.isEmpty)
    #expect(throws: SimulatorError.noneBooted(known: [])) { try list.choose(nil) }
    #expect(
      throws: SimulatorError.unavailable(udid: "0EF9705E-9DAD-4B5F-86F7-93F41EC2ADAB", version: "13.3")
    ) { try list.choose("0EF9705E-9DAD-4B5F-86F7-93F41EC2ADAB") }
    #expect(throws: SimulatorError.unknown(udid: "064545FB-B27F-4D1C-9F9F-C05F31F30B42")) {
      try list.choose("064545FB-B27F-4D1C-9F9F-C05F31F30B42")
    }
  }

  @Test(
    "of several that are booted one has to be named; one that is not booted is told with the command that boots it"
  )
  func choosing() throws {
    // The keys are those of the captured lists; the values are made up.
    let list = try list(
      """
      {"devices": {
        "com.apple.CoreSimulator.SimRuntime.iOS-9-3": [{"udid": "A", "state": "Booted", "name": "old"}],
        "com.apple.CoreSimulator.SimRuntime.iOS-26-0-1": [{"udid": "B", "state": "Booted"}, {"udid": "C", "state": "Shutdown"}]
      }}
      """)
    #expect(list.simulators.map(\.udid) == ["B", "C", "A"], "the newest iOS first")
    #expect(list.simulators.map(\.version) == ["26.0.1", "26.0.1", "9.3"])
    #expect(throws: SimulatorError.severalBooted(["B", "A"])) { try list.choose(nil) }
    #expect(try list.choose("A").name == "old")
    #expect(throws: SimulatorError.notRunning(udid: "C")) { try list.choose("C") }
    #expect(SimulatorError.notRunning(udid: "C").remedy == "Boot it: xcrun simctl boot C")
  }

  @Test("anything else is no list, and does no harm")
  func hostile() throws {
    for text in ["", "[]", "{}", #"{"devices": []}"#, "Install Started"] {
      #expect(SimulatorList(Data(text.utf8)) == nil)
    }
    for text in [
      #"{"devices": {"com.apple.CoreSimulator.SimRuntime.iOS-17-0": 3}}"#,
      #"{"devices": {"iOS-": [{"udid": "A"}], "": [{"udid": "B"}], "iOS": [{"udid": "C"}], "x.iOS-1": [{"udid": "D"}]}}"#,
      #"{"devices": {"com.apple.CoreSimulator.SimRuntime.iOS-17": [7, {"name": "x"}]}}"#,
    ] {
      #expect(try list(text).simulators.isEmpty)
    }
  }
}
