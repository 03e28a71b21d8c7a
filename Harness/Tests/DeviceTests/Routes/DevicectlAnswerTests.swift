import Foundation
import ProbeProtocol
import Testing

@testable import Device

/// The keys are those of flutter_tools' and node-devicectl's samples; the values are made up.
@Suite("What devicectl answers") struct DevicectlAnswerTests {
  private static let list = """
    {"info": {"arguments": ["devicectl", "list", "devices"], "commandType": "devicectl.list.devices",
      "environment": {}, "jsonVersion": 2, "outcome": "success", "version": "477.29"},
     "result": {"devices": [{
       "capabilities": [{"featureIdentifier": "com.apple.coredevice.feature.launchapplication", "name": "Launch Application"}],
       "connectionProperties": {"authenticationType": "manualPairing", "isMobileDeviceOnly": false,
         "lastConnectionDate": "2026-01-02T03:04:05.678Z", "localHostnames": [], "pairingState": "paired",
         "potentialHostnames": [], "transportType": "wired", "tunnelIPAddress": "fd00::1", "tunnelState": "disconnected",
         "tunnelTransportProtocol": "tcp"},
       "deviceProperties": {"bootState": "booted", "ddiServicesAvailable": true, "developerModeStatus": "enabled",
         "name": "Test phone", "osBuildUpdate": "21A000", "osVersionNumber": "17.0"},
       "hardwareProperties": {"cpuType": {"name": "arm64e", "subType": 2, "type": 16777228}, "deviceType": "iPhone",
         "platform": "iOS", "productType": "iPhone14,5", "marketingName": "iPhone 13", "reality": "physical",
         "udid": "00008110-0000000000000000"},
       "identifier": "00000000-0000-0000-0000-000000000000", "tags": [], "visibilityClass": "default"},
       {"identifier": "bare"}, {"no": "identifier"}]}}
    """

  private func answer(_ text: String) throws -> DevicectlAnswer {
    try #require(DevicectlAnswer(Data(text.utf8)))
  }

  @Test("the list of phones, with sections missing") func devices() throws {
    let answer = try answer(Self.list)
    #expect(answer.isSuccess && answer.version == "477.29")
    #expect(answer.devices.map(\.identifier) == ["00000000-0000-0000-0000-000000000000", "bare"])
    let phone = try #require(answer.devices.first)
    #expect(
      phone.udid == "00008110-0000000000000000" && phone.version == "17.0" && phone.name == "Test phone")
    #expect(phone.developerMode == "enabled" && phone.transport == "wired" && phone.isPhysical)
    #expect(phone.isReachable, "a tunnel that is disconnected comes up when it is needed")
    #expect(answer.devices[1].udid == nil && answer.devices[1].isReachable)
  }

  @Test("a failure keeps the whole chain of errors, the cause last") func failure() throws {
    let text = """
      {"info": {"outcome": "failed"}, "error": {"code": 10002, "domain": "com.apple.dt.CoreDeviceError",
        "userInfo": {"NSLocalizedDescription": {"string": "not launched"}, "NSUnderlyingError": {"error":
          {"code": 3, "domain": "FBSOpenApplicationErrorDomain", "userInfo": {}}}}}}
      """
    let answer = try answer(text)
    #expect(!answer.isSuccess)
    #expect(answer.errors.map(\.code) == [10_002, 3])
    #expect(
      answer.complaint
        == "not launched (com.apple.dt.CoreDeviceError 10002); (FBSOpenApplicationErrorDomain 3)")
  }

  @Test("launch, processes, install and uninstall") func results() throws {
    let launch = try answer(
      #"{"result": {"process": {"processIdentifier": 812, "executable": "file:///x"}}}"#)
    #expect(launch.launchedPID == 812 && launch.isSuccess)
    let running = try answer(
      #"{"result": {"runningProcesses": [{"processIdentifier": 1}, {"executable": "x"}, {"processIdentifier": 2, "executable": "y"}]}}"#
    )
    #expect(running.processes.map(\.pid) == [1, 2] && running.processes.last?.executable == "y")
    #expect(try answer(#"{"result": {"installedApplications": [{"bundleID": "b"}, {}]}}"#).installed == ["b"])
    #expect(try answer(#"{"result": {"uninstalledApplications": [{"bundleID": "b"}]}}"#).uninstalled == ["b"])
  }

  @Test("anything else is no answer, and does no harm")
  func hostile() throws {
    for text in ["", "[]", "null", "{", "7"] { #expect(DevicectlAnswer(Data(text.utf8)) == nil) }
    for text in ["{}", #"{"info": 3, "result": []}"#, #"{"error": "x"}"#, #"{"result": {"devices": {}}}"#] {
      let answer = try answer(text)
      #expect(answer.devices.isEmpty && answer.launchedPID == nil && answer.processes.isEmpty)
    }
    var deep = #"{"code": 1}"#
    for _ in 0..<40 { deep = #"{"userInfo": {"NSUnderlyingError": {"error": \#(deep)}}}"# }
    #expect(try answer(#"{"error": \#(deep)}"#).errors.count == 16)
  }
}
