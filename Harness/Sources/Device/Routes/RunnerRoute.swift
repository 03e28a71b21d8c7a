/// Ways to start the Conductor's runner.
public enum RunnerRoute {
  /// Through xcodebuild, on a Mac.
  ///
  /// - `TEST_RUNNER_NAME=value` reaches the runner as `NAME` (xcodebuild(1)); other variables do not.
  /// - With test timeouts the runner is started anew after ten minutes (XCTestCase.h, `executionTimeAllowance`).
  /// - Diagnostics after a failure take minutes and are of no use for a test that never ends.
  /// - Parameter platform: as a destination names it, `iOS` or `iOS Simulator`.
  public static func xcodebuild(
    xctestrun: String, udid: String, platform: String = "iOS", results: String,
    environment: [String: String]
  ) -> ToolCommand {
    ToolCommand(
      "xcodebuild",
      [
        "test-without-building", "-xctestrun", xctestrun, "-destination", "platform=\(platform),id=\(udid)",
        "-test-timeouts-enabled", "NO", "-collect-test-diagnostics", "never", "-resultBundlePath", results,
      ],
      variables: Dictionary(uniqueKeysWithValues: environment.map { ("TEST_RUNNER_\($0.key)", $0.value) }))
  }

  /// Through pymobiledevice3, from Linux or a Mac. It needs Developer Mode and a mounted developer image, from iOS 17
  /// on a tunnel too. Its exit status is 0 also where tests failed, so nothing is concluded from it.
  public static func pymobiledevice(
    runner: String, udid: String, environment: [String: String], tunnels: Bool
  ) -> ToolCommand {
    ToolCommand(
      "pymobiledevice3",
      ["developer", "dvt", "xcuitest", runner] + pairs(environment).flatMap { ["--env", $0] }
        + (tunnels ? ["--tunnel", udid] : ["--udid", udid]))
  }

  /// Through go-ios, as above; an error is logged only, and its exit status is 0. The name of the test bundle has to be
  /// given: `runtest` takes it for nothing else (go-ios, cmd_device_testing.go).
  public static func goIOS(runner: String, udid: String, environment: [String: String]) -> ToolCommand {
    ToolCommand(
      "ios",
      [
        "runtest", "--bundle-id=\(runner)", "--test-runner-bundle-id=\(runner)",
        "--xctest-config=\(testBundle)",
      ]
        + pairs(environment).map { "--env=\($0)" } + ["--udid=\(udid)"])
  }

  /// The test bundle within the runner, which is named after its target in project.yml.
  static let testBundle = "Conductor.xctest"

  /// Whether the exit status of a program tells how the tests ended.
  public static func believesStatus(of program: String) -> Bool {
    !["pymobiledevice3", "ios"].contains(program)
  }

  private static func pairs(_ environment: [String: String]) -> [String] {
    environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }
}

/// XCTestHTMLReport, which makes a page of a result bundle.
public enum ResultPageRoute {
  /// The page `index.html` in the folder of the bundle.
  public static func page(of bundle: String) -> ToolCommand { ToolCommand("xchtmlreport", ["-i", bundle]) }

  /// Its exit status: 0 fine, 1 not written, 3 written with something missing.
  public static func isWritten(status: Int) -> Bool { status == 0 || status == 3 }
}
