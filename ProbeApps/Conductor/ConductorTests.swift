import ProbeKit
import XCTest

/// The Conductor: a UI test that lasts until the harness ends it, so that its runner can drive the phone for as long as
/// that wants.
///
/// Test timeouts have to be off (`-test-timeouts-enabled NO`): they would start the runner anew after ten minutes
/// (XCTestCase.h, `executionTimeAllowance`).
@MainActor
final class ConductorTests: XCTestCase {
  private nonisolated let issues = IssueLog()
  /// Kept for as long as the test runs: the listener ends with its last reference.
  private var server: ConductorServer?

  /// What goes wrong while an app is driven belongs into a reply and must not end the test.
  nonisolated override func record(_ issue: XCTIssue) { issues.add(issue.compactDescription) }

  func testServe() async throws {
    continueAfterFailure = true
    let launcher = AutomationLauncher(issues: issues)
    let core = ConductorCore(
      system: LiveSystem(), launcher: launcher,
      screen: AutomationScreen(),
      environment: ProcessInfo.processInfo.environment)
    server = try ConductorServer(core: core)
    server?.start()
    // Off the main actor: a launch may block that for a minute, and heartbeats show that the log still arrives.
    await Task.detached { await Self.beat(core) }.value
  }

  private nonisolated static func beat(_ core: ConductorCore) async {
    while await !core.isOver {
      await core.heartbeat()
      let interval = await core.heartbeatInterval ?? 1_000
      try? await Task.sleep(nanoseconds: UInt64(interval) * 1_000_000)
    }
    // The reply to whoever ended it is still on its way.
    try? await Task.sleep(nanoseconds: 500_000_000)
  }
}
