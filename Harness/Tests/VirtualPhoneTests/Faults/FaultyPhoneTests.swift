import DeviceProtocol
import Foundation
import ProbeKit
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("A phone with faults", .timeLimit(.minutes(10)))
struct FaultyPhoneTests {
  private static let key = RunKey(bytes: Data(repeating: 7, count: 32))

  private func model(_ plan: String, seed: UInt64 = 1) throws -> PhoneModel {
    try PhoneModel(seed: seed, chatter: false, faults: FaultPlan(parsing: plan))
  }

  /// Has IsolatedA write a file as its first action, and gives its journal's text when its process is gone or idle.
  private func journal(_ plan: String) throws -> (text: String, kinds: [Event.Kind], isAlive: Bool) {
    let model = try model(plan)
    defer { model.shutdown() }
    let app = try #require(model.core.state.withLock { $0.containers.app("dev.sandprobe.IsolatedA") })
    let process = ModelledProcess.start(app, probe: "IsolatedA", on: model.core)
    let order = Order(
      scenario: "t/one", repetition: 1, step: "s", action: "file.write",
      arguments: ["path": "~/Documents/x", "text": "text"])
    Agent(system: process, probe: "IsolatedA").run(
      OrderList(run: "r1", key: Self.key, actor: "a", orders: [order]))
    let store = try model.container(bundle: "dev.sandprobe.IsolatedA", documentsOnly: false)
    let path = JournalPath.file(run: "r1", scenario: "t/one", repetition: 1, actor: "a")
    let text = (try? store.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let kinds = text.split(separator: "\n").compactMap { try? JournalLine.decode($0, key: Self.key).kind }
    return (text, kinds, model.processes()[process.processID] != nil)
  }

  @Test("an actor dies before, within and after its action, or with half a line in its journal")
  func crashes() throws {
    let whole = try journal("drop=0")
    #expect(whole.kinds == [.hello, .begin, .end] && whole.isAlive)
    #expect(try journal("crash-before@1").kinds == [.hello])
    #expect(try journal("crash-within@1").kinds == [.hello, .begin])
    #expect(try journal("crash-after@1").kinds == [.hello, .begin])
    let half = try journal("half-journal@1")
    #expect(half.kinds == [.hello, .begin] && !half.text.hasSuffix("\n"))
    #expect(half.text.split(separator: "\n").count == 3)
    for plan in ["crash-before@1", "crash-within@1", "crash-after@1", "half-journal@1"] {
      #expect(try !journal(plan).isAlive, "\(plan)")
    }
    #expect(try journal("crash-within@2").kinds == [.hello, .begin, .end])
  }

  @Test("a full disk refuses files and journals, and what was written before stays")
  func diskFull() throws {
    #expect(try journal("disk-full@1").text == "")
    // Two folders and the file of the journal, two events, the file itself: its content is the seventh write.
    let late = try journal("disk-full@7")
    #expect(late.kinds == [.hello, .begin] && late.isAlive)
    #expect(try journal("disk-full@9").kinds == [.hello, .begin, .end])
  }

  @Test("pids come round: another app gets that of one that has ended")
  func pidReuse() throws {
    let model = try model("pid-reuse")
    defer { model.shutdown() }
    let first = try model.launcher.launch(bundle: "dev.sandprobe.IsolatedA", environment: [:])
    try model.launcher.terminate(bundle: "dev.sandprobe.IsolatedA")
    let again = try model.launcher.launch(bundle: "dev.sandprobe.IsolatedA", environment: [:])
    #expect(again != first, "its own pid is not given back to an app")
    #expect(try model.launcher.launch(bundle: "dev.sandprobe.IsolatedB", environment: [:]) == first)
  }

  @Test("a twin has the same name and another udid")
  func twin() throws {
    let model = try model("twin")
    defer { model.shutdown() }
    let twin = try #require(try model.twin())
    defer { twin.shutdown() }
    #expect(twin.udid != model.udid)
    #expect(
      twin.lockdownValue(domain: nil, key: "DeviceName")
        == model.lockdownValue(domain: nil, key: "DeviceName"))
    #expect(try PhoneModel(chatter: false).twin() == nil)
  }

  @Test("lockdown tells the faults; hostile names are the phone's, its apps' and its files'")
  func names() throws {
    let model = try model("hostile-device,hostile-files,hostile-apps")
    defer { model.shutdown() }
    let phone = model.disturbed()
    #expect(
      phone.lockdownValue(domain: nil, key: "SandProbeRehearsal")?["faults"]
        == ["hostile-device", "hostile-files", "hostile-apps"])
    #expect(phone.lockdownValue(domain: nil, key: "DeviceName")?.stringValue == HostileNames.device)
    #expect(phone.lockdownValue(domain: nil, key: nil)?["DeviceName"]?.stringValue == HostileNames.device)
    #expect(
      phone.installedApplications().count == model.installedApplications().count + HostileNames.all.count)
    let store = try phone.container(bundle: "dev.sandprobe.IsolatedA", documentsOnly: false)
    let listed = try store.list("Documents")
    #expect(listed.contains(HostileNames.path) && HostileFiles.names.allSatisfy(listed.contains))
  }

  private func status(_ phone: any VirtualDevice) async -> Int {
    await phone.conductor(method: "GET", path: "/status", authorization: "Bearer t", body: Data()).status
  }

  @Test("a Conductor dies at its request and comes again if it is told to")
  func conductorDies() async throws {
    let model = try model("conductor-dies=50@3")
    defer { model.shutdown() }
    let phone = model.disturbed()
    #expect(await [status(phone), status(phone), status(phone)] == [200, 200, 0])
    var answers = 0
    while await status(phone) != 200 {
      answers += 1
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(model.processes().values.filter { $0 == "Conductor-Runner" }.count == 1)
  }

  @Test("a Conductor that hangs or is late answers all the same")
  func conductorSlow() async throws {
    let model = try model("conductor-hangs=150@2,conductor-late=20")
    defer { model.shutdown() }
    let phone = model.disturbed()
    let clock = ContinuousClock()
    let first = await clock.measure { #expect(await status(phone) == 200) }
    let second = await clock.measure { #expect(await status(phone) == 200) }
    #expect(first >= .milliseconds(20) && second >= .milliseconds(170))
  }

  @Test("the log is disturbed once for all who listen")
  func oneLog() throws {
    let model = try model("flood=3")
    defer { model.shutdown() }
    let phone = model.disturbed()
    let heard = Locked<[[PhoneLogRecord]]>([[], []])
    let observations = (0..<2).map { number in
      phone.observeLog { record in heard.withLock { $0[number].append(record) } }
    }
    let process = try #require(model.core.state.withLock { $0.containers.app("dev.sandprobe.IsolatedA") })
    ModelledProcess.start(process, probe: "IsolatedA", on: model.core).log("hello", level: .default)
    model.core.log.waitUntilQuiet()
    observations[1].cancel()
    let both = heard.withLock { $0 }
    #expect(both[0].count == 4 && both[0] == both[1])
    ModelledProcess.start(process, probe: "IsolatedA", on: model.core).log("again", level: .default)
    model.core.log.waitUntilQuiet()
    #expect(heard.withLock { $0.map(\.count) } == [8, 4])
    observations[0].cancel()
  }
}
