import DeviceProtocol
import Foundation
import ProbeKit
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("The model as the services see it")
struct ModelDeviceTests {
  @Test("lockdown says that the phone is a rehearsal, with profile, mutants and seed")
  func rehearsal() throws {
    let phone = try PhoneModel(
      mutants: ["fork-refused"], seed: 9, chatter: false, faults: FaultPlan(parsing: "drop=0.3"))
    defer { phone.shutdown() }
    let rehearsal = try #require(phone.lockdownValue(domain: nil, key: "SandProbeRehearsal"))
    #expect(
      rehearsal == [
        "profile": "ios-15.2", "kind": "physical", "mutants": ["fork-refused"], "faults": ["drop=0.3"],
        "seed": "9",
      ])
    #expect(phone.lockdownValue(domain: nil, key: nil)?["UniqueDeviceID"] == .string(phone.udid))
    #expect(phone.udid.wholeMatch(of: /[0-9A-F]{8}-[0-9A-F]{16}/) != nil)
    #expect(phone.lockdownValue(domain: nil, key: "DeviceName")?.stringValue?.contains(" ") == false)
    #expect(phone.lockdownValue(domain: nil, key: "NoSuchKey") == nil)
    #expect(phone.lockdownValue(domain: "no.such.domain", key: nil) == nil)
  }

  @Test("the probes are installed with their groups and entitlements")
  func applications() throws {
    let phone = try PhoneModel(chatter: false)
    defer { phone.shutdown() }
    let apps = phone.installedApplications()
    func app(_ bundle: String) -> PropertyList? {
      apps.first { $0["CFBundleIdentifier"]?.stringValue == bundle }
    }
    let member = try #require(app("dev.sandprobe.GroupMemberA"))
    #expect(member["SandProbeGroups"] == ["shared": "group.dev.sandprobe.shared"])
    #expect(
      member["Entitlements"]?["com.apple.security.application-groups"] == ["group.dev.sandprobe.shared"])
    #expect(app("dev.sandprobe.Outsider")?["Entitlements"]?["com.apple.security.application-groups"] == nil)
    #expect(app("dev.sandprobe.Conductor.xctrunner")?["SandProbeName"] == "Conductor")
    #expect(apps.contains { $0["ApplicationType"] == "System" })
  }

  @Test("a reinstall gives a new home, and the group's container goes with its last member")
  func reinstall() throws {
    let phone = try ModelTestPhone()
    let (home, group) = (try phone.home("GroupMemberA"), try phone.group())
    let staging = "PublicStaging/app.ipa"
    try phone.model.mediaFolder.write(staging, ModelTestPackage.probe("GroupMemberA", version: "7"))
    phone.end("GroupMemberA")
    try phone.model.uninstall(bundle: "dev.sandprobe.GroupMemberA")
    #expect(throws: VirtualDeviceError.noSuchApplication) {
      try phone.model.uninstall(bundle: "dev.sandprobe.GroupMemberA")
    }
    try phone.model.install(packageAt: staging)
    #expect(try phone.home("GroupMemberA") != home)
    #expect(try phone.process("GroupMemberA").bundle.version == "7")
    #expect(try phone.group() == group)
    #expect(try phone.outcome("IsolatedA", "dir.open", ["path": .string(home)]) == .errno(.enoent))
    for probe in ["GroupMemberA", "GroupMemberB"] {
      phone.end(probe)
      try phone.model.uninstall(bundle: "dev.sandprobe.\(probe)")
    }
    try phone.model.install(packageAt: "/private/var/mobile/Media/\(staging)")
    #expect(try phone.group() != group)
  }

  @Test("a package that is cut, compressed, foreign or no archive is refused and says why")
  func badPackages() throws {
    let phone = try PhoneModel(chatter: false)
    defer { phone.shutdown() }
    let good = try ModelTestPackage.probe("IsolatedA")
    let compressed = ModelTestPackage.zip("Payload/A.app/Info.plist", "x", method: 8)
    let empty = ModelTestPackage.zip("Payload/readme", "")
    let bad = [
      Data(), Data("PK".utf8), good.dropFirst(40), good.dropLast(3), compressed, empty,
      try ModelTestPackage.probe("Stranger"),
    ]
    for package in bad {
      try phone.mediaFolder.write("PublicStaging/bad.ipa", Data(package))
      let error = #expect(throws: VirtualDeviceError.self) {
        try phone.install(packageAt: "PublicStaging/bad.ipa")
      }
      guard case .badPackage = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    #expect(throws: VirtualDeviceError.noSuchFile) { try phone.install(packageAt: "PublicStaging/none.ipa") }
  }

  @Test("every probe's own package installs, and has the same bytes every time")
  func ownPackages() throws {
    let phone = try PhoneModel(chatter: false)
    defer { phone.shutdown() }
    let before = phone.installedApplications().count
    for probe in AppManifest.probes.compactMap(\.probe) {
      let package = try #require(ProbePackage.make(probe))
      #expect(package == ProbePackage.make(probe))
      let bundle = try #require(AppPackage(package).manifest).bundle
      try phone.mediaFolder.write("PublicStaging/p.ipa", package)
      try phone.uninstall(bundle: bundle)
      try phone.install(packageAt: "PublicStaging/p.ipa")
    }
    #expect(phone.installedApplications().count == before)
    #expect(ProbePackage.make("Stranger") == nil)
  }

  @Test("house_arrest vends a probe's container and not Documents alone, nor a system app's")
  func containers() throws {
    let phone = try PhoneModel(chatter: false)
    defer { phone.shutdown() }
    let store = try phone.container(bundle: "dev.sandprobe.IsolatedA", documentsOnly: false)
    #expect(try store.list("/") == ["Documents", "Library", "tmp"])
    #expect(throws: VirtualDeviceError.notAllowed) {
      try phone.container(bundle: "dev.sandprobe.IsolatedA", documentsOnly: true)
    }
    #expect(throws: VirtualDeviceError.notAllowed) {
      try phone.container(bundle: "com.apple.Preferences", documentsOnly: false)
    }
    #expect(throws: VirtualDeviceError.noSuchApplication) {
      try phone.container(bundle: "no.such.app", documentsOnly: false)
    }
  }

  @Test("a file store writes, lists, removes, and lets nobody out of its folder")
  func fileStore() throws {
    let phone = try PhoneModel(chatter: false)
    defer { phone.shutdown() }
    let store = phone.mediaFolder
    try store.makeDirectory("Downloads/new")
    try store.write("Downloads/new/file", Data("12".utf8))
    try store.write("/Downloads/new/file", Data("1".utf8))
    #expect(try store.read("Downloads/new/file") == Data("1".utf8))
    #expect(try store.attributes("Downloads/new").isDirectory)
    #expect(try store.attributes("Downloads/new/file").size == 1)
    #expect(throws: VirtualDeviceError.exists) { try store.makeDirectory("Downloads/new") }
    #expect(throws: VirtualDeviceError.notEmpty) { try store.remove("Downloads/new", recursively: false) }
    #expect(throws: VirtualDeviceError.isDirectory) { try store.read("Downloads") }
    #expect(throws: VirtualDeviceError.permissionDenied) { try store.list("../Containers") }
    #expect(throws: VirtualDeviceError.permissionDenied) { try store.remove("/", recursively: true) }
    try store.remove("Downloads/new", recursively: true)
    #expect(throws: VirtualDeviceError.noSuchFile) { try store.attributes("Downloads/new") }
  }

  @Test("the Conductor takes a session and orders, and the launched probe's journal can be pulled")
  func conductor() async throws {
    let phone = try PhoneModel(chatter: false)
    defer { phone.shutdown() }
    let key = RunKey(bytes: Data(repeating: 3, count: 32))
    func post(_ path: Conductor.Path, _ body: some Encodable) async -> (status: Int, body: Data) {
      await phone.conductor(
        method: "POST", path: path.rawValue, authorization: "Bearer t", body: CanonicalJSON.encode(body))
    }
    let ended = AsyncStream.makeStream(of: Event.self)
    let observation = phone.observeLog { record in
      guard record.process == "IsolatedA", let line = EventLine(message: record.message),
        let event = try? EventLine.event(joining: [line.payload]), event.kind == .end
      else { return }
      ended.continuation.yield(event)
    }
    let session = Conductor.SessionRequest(run: "r3", key: key, heartbeatInterval: 60_000)
    #expect(await post(.session, session).status == 200)
    let order = Order(
      scenario: "t/s", repetition: 1, step: "s", action: "dir.open", arguments: ["path": "~/"])
    let list = OrderList(run: "r3", key: key, actor: "a", orders: [order])
    var pids: [Int32] = []
    for delivery in [Conductor.OrdersRequest.Delivery.launch, .deliver] {
      let request = Conductor.OrdersRequest(
        bundle: "dev.sandprobe.IsolatedA", delivery: delivery, orders: list.encoded)
      let reply = await post(.orders, request)
      #expect(reply.status == 200)
      pids.append(try JSONDecoder().decode(Conductor.OrdersReply.self, from: reply.body).pid)
      let event = await ended.stream.first { _ in true }
      #expect(event?.outcome == .ok && event?.pid == pids.last)
    }
    #expect(pids[0] == pids[1])
    observation.cancel()
    let store = try phone.container(bundle: "dev.sandprobe.IsolatedA", documentsOnly: false)
    let journal = try store.read(JournalPath.file(run: "r3", scenario: "t/s", repetition: 1, actor: "a"))
    let events = try String(decoding: journal, as: UTF8.self).split(separator: "\n").map {
      try JournalLine.decode($0, key: key)
    }
    #expect(events.map(\.kind) == [.hello, .begin, .end, .begin, .end])
    let terminate = Conductor.TerminateRequest(bundle: "dev.sandprobe.IsolatedA")
    #expect(await post(.terminate, terminate).status == 200)
    #expect(phone.processes().values.contains("IsolatedA") == false)
  }
}
