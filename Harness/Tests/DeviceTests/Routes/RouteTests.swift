import Foundation
import ProbeProtocol
import Testing

@testable import Device

@Suite("Command lines of the ways to a phone") struct RouteTests {
  @Test("xcodebuild runs the Conductor without time-outs, and hands variables through")
  func xcodebuild() {
    let command = RunnerRoute.xcodebuild(
      xctestrun: "A B.xctestrun", udid: "U", results: "R.xcresult", environment: ["SANDPROBE_TOKEN": "t"])
    #expect(command.variables == ["TEST_RUNNER_SANDPROBE_TOKEN": "t"])
    #expect(
      command.line
        == "TEST_RUNNER_SANDPROBE_TOKEN=t xcodebuild test-without-building -xctestrun 'A B.xctestrun' -destination "
        + "platform=iOS,id=U -test-timeouts-enabled NO -collect-test-diagnostics never -resultBundlePath R.xcresult"
    )
    #expect(ResultPageRoute.page(of: "R.xcresult").line == "xchtmlreport -i R.xcresult")
    #expect(ResultPageRoute.isWritten(status: 3) && !ResultPageRoute.isWritten(status: 1))
  }

  @Test("pymobiledevice3 and go-ios start the runner from Linux, and their exit status is not believed")
  func linux() {
    let variables = ["B": "2", "A": "1 x"]
    #expect(
      RunnerRoute.pymobiledevice(runner: "r.xctrunner", udid: "U", environment: variables, tunnels: false)
        .line
        == "pymobiledevice3 developer dvt xcuitest r.xctrunner --env 'A=1 x' --env B=2 --udid U")
    #expect(
      RunnerRoute.goIOS(runner: "r.xctrunner", udid: "U", environment: variables).arguments == [
        "runtest", "--bundle-id=r.xctrunner", "--test-runner-bundle-id=r.xctrunner",
        "--xctest-config=Conductor.xctest", "--env=A=1 x", "--env=B=2", "--udid=U",
      ])
    #expect(!RunnerRoute.believesStatus(of: "pymobiledevice3") && !RunnerRoute.believesStatus(of: "ios"))
    #expect(RunnerRoute.believesStatus(of: "xcodebuild"))
  }

  @Test("devicectl writes to a file, and the bundle comes last") func devicectl() {
    let route = DevicectlRoute(device: "U", json: "F")
    let head = "xcrun devicectl device"
    #expect(DevicectlRoute.list(json: "F", seconds: 1).line.contains("--timeout 5 --json-output F"))
    #expect(route.install("X.app").line == "\(head) install app --device U --json-output F X.app")
    #expect(route.uninstall("b").line == "\(head) uninstall app --device U --json-output F b")
    #expect(
      route.launch("b", environment: #"{"K":"V"}"#).line
        == "\(head) process launch --device U --json-output F --terminate-existing --environment-variables "
        + #"'{"K":"V"}' b"#)
    #expect(route.processes().line == "\(head) info processes --device U --json-output F")
    #expect(route.lockState().line == "\(head) info lockState --device U --json-output F")
    #expect(route.terminate(7).line == "\(head) process terminate --device U --json-output F --pid 7")
    #expect(route.apps().line.hasSuffix("--include-all-apps"))
    #expect(
      route.copy("Documents/a", of: "b", in: .appDataContainer, to: "c").arguments.suffix(8) == [
        "--domain-type", "appDataContainer", "--domain-identifier", "b", "--source", "Documents/a",
        "--destination",
        "c",
      ])
  }

  @Test("simctl, with its variables and its log") func simctl() {
    let route = SimctlRoute(udid: "U")
    #expect(route.launch("b", environment: ["K": "V"]).variables == ["SIMCTL_CHILD_K": "V"])
    let head = "xcrun simctl"
    #expect(SimctlRoute.list().line == "\(head) list --json")
    #expect(route.install("A B.app").line == "\(head) install U 'A B.app'")
    #expect(route.uninstall("b").line == "\(head) uninstall U b")
    #expect(
      route.launch("b", environment: ["K": "V"]).line
        == "SIMCTL_CHILD_K=V \(head) launch --terminate-running-process U b")
    #expect(route.terminate("b").line == "\(head) terminate U b")
    #expect(route.openURL("x://y?z").line == "\(head) openurl U 'x://y?z'")
    #expect(route.boot().line == "\(head) boot U" && route.shutdown().line == "\(head) shutdown U")
    #expect(route.apps().line == "\(head) listapps U")
    #expect(
      InstallRoute.simctl.install("P", on: "U", usesOptions: false, json: "").line == "\(head) install U P")
    #expect(
      InstallRoute.simctl.uninstall("b", from: "U", usesOptions: false, json: "").line
        == "\(head) uninstall U b")
    #expect(route.log().line == "xcrun simctl spawn U log stream --style ndjson --level debug")
    #expect(route.container(of: "b").line == "xcrun simctl get_app_container U b data")
    #expect(route.container(of: "b", group: "group.x").arguments.last == "group.x")
  }

  @Test("words that a shell would take apart are quoted") func quoting() {
    #expect(ToolCommand("p", ["it's", "", "a;b", "$x"]).line == #"p 'it'\''s' '' 'a;b' '$x'"#)
  }

  @Test("devicectl installs from iOS 17 on where it is; ideviceinstaller everywhere else, in both its forms")
  func installing() {
    #expect(InstallRoute(systemVersion: "17.0", hasDevicectl: true) == .devicectl)
    #expect(InstallRoute(systemVersion: "16.7.10", hasDevicectl: true) == .ideviceinstaller)
    #expect(InstallRoute(systemVersion: "26.1", hasDevicectl: false) == .ideviceinstaller)
    #expect(InstallRoute(systemVersion: nil, hasDevicectl: true) == .ideviceinstaller)
    let old = InstallRoute.ideviceinstaller
    #expect(
      old.install("P", on: "U", usesOptions: true, json: "").line == "ideviceinstaller -u U -i P")
    #expect(
      old.uninstall("b", from: "U", usesOptions: false, json: "").line == "ideviceinstaller -u U uninstall b")
    #expect(InstallRoute.devicectl.install("P", on: "U", usesOptions: true, json: "F").program == "xcrun")
  }

  @Test("an installer's words, devicectl's own where it wrote some, and what they mean for a free team")
  func complaints() {
    func output(_ error: String, isSuccess: Bool = false) -> ToolOutput {
      ToolOutput(
        command: "c", standardOutput: Data(), standardError: error, status: "status 1", isSuccess: isSuccess)
    }
    // The keys are those of devicectl's answers; the values are made up.
    let answer = Data(
      #"""
      {"info": {"outcome": "failed"}, "error": {"code": 3002, "domain": "com.apple.dt.CoreDeviceError",
       "userInfo": {"NSLocalizedDescription": {"string": "Failed to install."}}}}
      """#.utf8)
    #expect(InstallComplaint.words(nil, answer: nil) == "the program is not installed")
    #expect(InstallComplaint.words(output("no"), answer: nil) == "no")
    #expect(InstallComplaint.words(output("", isSuccess: true), answer: nil) == nil)
    #expect(
      InstallComplaint.words(output("no"), answer: answer)
        == "Failed to install. (com.apple.dt.CoreDeviceError 3002)")
    #expect(
      InstallComplaint.words(output("0xE8008021"), answer: answer)?.hasPrefix("a free team") == true)
  }
}
