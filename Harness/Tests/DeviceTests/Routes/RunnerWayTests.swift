import ProbeProtocol
import Testing

@testable import Device

@Suite("Ways to start the Conductor's runner") struct RunnerWayTests {
  private func means(
    isMac: Bool, _ programs: Set<String>, xctestruns: [String] = [], runner: String? = "r.xctrunner",
    version: String? = "16.7"
  ) -> RunnerMeans {
    RunnerMeans(
      isMac: isMac, programs: programs, xctestruns: xctestruns, runner: runner, systemVersion: version)
  }

  @Test("xcodebuild first where it can, then pymobiledevice3, then go-ios; through a tunnel from iOS 17 on")
  func order() {
    let all: Set = ["xcodebuild", "pymobiledevice3", "ios"]
    #expect(
      means(isMac: true, all, xctestruns: ["x"], version: "17.0").ways == [
        .xcodebuild(xctestrun: "x"), .pymobiledevice(runner: "r.xctrunner", tunnels: true),
        .goIOS(runner: "r.xctrunner"),
      ])
    #expect(
      means(isMac: false, all, xctestruns: ["x"]).ways == [
        .pymobiledevice(runner: "r.xctrunner", tunnels: false), .goIOS(runner: "r.xctrunner"),
      ])
    #expect(means(isMac: true, all, xctestruns: ["x"], runner: nil).ways == [.xcodebuild(xctestrun: "x")])
    #expect(means(isMac: true, ["xcodebuild"], xctestruns: ["x", "y"]).ways.isEmpty)
    #expect(means(isMac: false, all, runner: nil).ways.isEmpty)
    var simulator = means(isMac: true, all, xctestruns: ["x"])
    simulator.isSimulator = true
    #expect(simulator.ways == [.simulator(xctestrun: "x")])
    #expect(
      RunnerWay.simulator(xctestrun: "x").command(udid: "U", results: "R", environment: [:]).line
        .contains("-destination 'platform=iOS Simulator,id=U'"))
  }

  @Test("where none is open, it is said what would open one") func remedies() {
    #expect(
      means(isMac: true, []).remedies == ["install Xcode", "build the probe apps: make apps TEAM=ABCDE12345"])
    #expect(means(isMac: true, ["xcodebuild"], xctestruns: ["x", "y"]).remedies.count == 1)
    #expect(means(isMac: false, [], runner: nil).remedies.count == 2)
    #expect(means(isMac: false, ["ios"]).remedies.isEmpty)
    var simulator = means(isMac: false, [])
    simulator.isSimulator = true
    #expect(simulator.remedies == ["install Xcode", "build the probe apps: make simulator-apps"])
  }

  @Test("each way has its command line, and the shown one hides the token") func commands() {
    let environment = ["SANDPROBE_TOKEN": "secret"]
    for way in means(isMac: true, ["xcodebuild", "pymobiledevice3", "ios"], xctestruns: ["x"]).ways {
      let command = way.command(udid: "U", results: "R", environment: environment)
      #expect(command.program == way.program && command.line.contains("secret"))
      #expect(!command.line(hiding: "secret").contains("secret"))
      #expect(command.arguments.contains("R") == way.leavesResults)
    }
  }
}
