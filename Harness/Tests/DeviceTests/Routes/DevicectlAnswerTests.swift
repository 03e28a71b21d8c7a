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

  @Test("a captured list: the phone, which is in reach without a tunnel; a watch is no phone") func captured()
    throws
  {
    let answer = try answer(Samples.devicectlList)
    #expect(answer.isSuccess && answer.devices.map(\.isPhone) == [true, false])
    let phone = try #require(answer.devices.first)
    #expect(phone.udid == "00008120-001109881103C01E" && phone.productType == "iPhone15,2")
    #expect(phone.version == "17.6.1" && phone.build == "21G93" && phone.developerMode == "enabled")
    #expect(phone.transport == "localNetwork" && phone.hasImage == false && phone.isReachable)
  }

  @Test("the list is read from the file, whatever devicectl's exit status and table say") func asking()
    async throws
  {
    try await withFakeTools { tools in
      #expect(await DevicectlList.phones(tools.environment) == nil)
      let sample = tools.folder.appendingPathComponent("sample")
      try Data(Samples.devicectlList.utf8).write(to: sample)
      try tools.install(
        named: "xcrun",
        """
        echo 'Name   Hostname   Identifier   State   Model'
        last=; for word in "$@"; do [ "$last" = --json-output ] && cp '\(sample.path)' "$word"; last=$word; done
        exit 1
        """)
      #expect(await DevicectlList.phones(tools.environment)?.map(\.name) == ["Somebody's iPhone"])
      try tools.install(named: "xcrun", "exit 0")
      #expect(await DevicectlList.phones(tools.environment) == nil)
    }
  }

  @Test("the form of Xcode 27: other members, and Simulators among the phones") func newForm() throws {
    // The members are those of sweetpad-dev/sweetpad's captured answers (jsonVersion 5) and, for Simulators, of a listing
    // that was recorded with Xcode 27.0 (devicectl 642.16; repository text, index id 70731504080). Values are made up.
    let answer = try answer(
      """
      {"info": {"commandType": "devicectl.list.devices", "jsonVersion": 5, "outcome": "success"},
       "result": {"devices": [
         {"identifier": "P", "connectionProperties": {"tunnelState": "unavailable"},
          "hardwareProperties": {"udid": "old", "platform": "iOS"},
          "properties": {
            "connection": {"pairingState": "paired", "state": "connected", "transportType": "wired"},
            "hardware": {"platform": "iOS", "productType": "iPhone14,5", "reality": "physical", "udid": "U"},
            "software": {"osBuildVersions": {"buildVersion": {"name": "24A1"}},
              "osVersionNumber": {"components": [27, 0], "stringValue": "27.0"}},
            "state": {"bootState": "booted", "developerModeStatus": {"enabled": {"mode": 1}}, "name": "Phone"}}},
         {"identifier": "S", "hardwareProperties": {"reality": "simulated", "platform": "iOS", "deviceType": "iPhone"},
          "connectionProperties": {"pairingState": "paired", "tunnelState": "connected", "transportType": "sameMachine"}}
       ]}}
      """)
    let phone = try #require(answer.devices.first)
    #expect(phone.udid == "U" && phone.name == "Phone" && phone.productType == "iPhone14,5")
    #expect(phone.version == "27.0" && phone.build == "24A1" && phone.developerMode == "enabled")
    #expect(phone.tunnel == "connected" && phone.transport == "wired" && phone.isReachable)
    #expect(answer.devices.map(\.isPhysical) == [true, false])
  }

  @Test("a locked phone asks for its passcode") func lockState() throws {
    // Captured from a locked iPhone (sweetpad-dev/sweetpad); another identifier stands here.
    let text =
      #"{"info":{"outcome":"success"},"result":{"deviceIdentifier":"0","passcodeRequired":true,"unlockedSinceBoot":true}}"#
    #expect(try answer(text).isPasscodeRequired == true)
    #expect(try answer(#"{"error":{}}"#).isPasscodeRequired == nil)
  }

  @Test("a captured failure: the reason stands in the inner error") func capturedFailure() throws {
    let answer = try answer(Samples.installFailure)
    #expect(!answer.isSuccess && answer.errors.map(\.code) == [3_002, 3_000])
    #expect(
      answer.complaint
        == "Failed to install the app on the device. (com.apple.dt.CoreDeviceError 3002); The item at "
        + "cmake_widgets.app is not a valid bundle. Failed to get the identifier for the app to be installed. "
        + "(com.apple.dt.CoreDeviceError 3000)")
  }

  @Test("captured answers: the pid of a launch, and the processes of an app") func capturedProcesses() throws
  {
    #expect(try answer(Samples.launch).launchedPID == 1_802)
    let running = try answer(Samples.processes)
    #expect(running.processes.map(\.pid) == [1_000])
    #expect(running.processes.first?.executable?.hasSuffix("/test.app/test") == true)
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
