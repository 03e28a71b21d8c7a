import Device
import DeviceProtocol
import Foundation
import ProbeProtocol

/// A phone in memory: orders are carried out at once, events go to its log and journals.
actor FakePhone {
  /// What goes wrong.
  struct Faults: Sendable {
    /// Nothing of the Conductor reaches the log.
    var isLogSilent = false
    /// End events reach journals only.
    var losesEnds = false
    /// Actors never finish these steps.
    var hangingSteps: Set<StepID> = []
    /// The capturing tool dies after so many bytes, once.
    var captureDiesOnce = false
    /// The log falls silent after the first order, until the tool is started anew.
    var stallsAfterFirstOrder = false
    /// After this step the phone goes away, and comes back or not.
    var leavesAfter: StepID?
    var comesBack = false
    var refusal: Conductor.Refusal?
  }

  static let udid = "00008030-001122334455667A"
  static let conductorBundle = "probe.conductor"

  let faults: Faults
  private var session: Conductor.SessionRequest?
  private var conductorSequence = 0
  private var sequences: [String: Int] = [:]
  private var journals: [String: [String]] = [:]
  private var pending: [String] = ["[connected]"]
  private var hasDied = false
  private var hasStalled = false
  private var isStalled = false
  private var isAway = false
  private var results: [StepID: (Outcome, JSONValue)] = [:]
  private(set) var orders: [(bundle: String, delivery: Conductor.OrdersRequest.Delivery, step: StepID)] = []
  private(set) var mostAtOnce = 0
  private var atOnce = 0
  private(set) var captures = 0
  private(set) var openCaptures = 0
  private(set) var terminated: [String] = []

  init(_ faults: Faults = Faults(), results: [StepID: (Outcome, JSONValue)] = [:]) {
    self.faults = faults
    self.results = results
  }

  // MARK: The log

  func captureBegan() {
    captures += 1
    openCaptures += 1
    if captures > 1 {
      isStalled = false
      if !isAway { pending.append("[connected]") }
    }
  }

  func captureEnded() { openCaptures -= 1 }

  /// What the tool prints now; nil when it dies.
  func print() -> Data? {
    if faults.captureDiesOnce, !hasDied, session != nil {
      hasDied = true
      return nil
    }
    let lines = pending
    pending = []
    return Data(lines.map { $0 + "\n" }.joined().utf8)
  }

  private func log(_ process: String, _ pid: Int32, _ message: String) {
    guard !faults.isLogSilent, !isStalled, !isAway else { return }
    pending.append("Jul 10 09:15:02 \(process)[\(pid)] <Notice>: \(message)")
  }

  private func emit(_ event: Event, bundle: String, file: String, isLogged: Bool = true) {
    guard let key = session?.key else { return }
    journals["\(bundle) \(file)", default: []].append(JournalLine.encode(event, key: key))
    guard isLogged else { return }
    for line in EventLine.lines(for: event, key: key) { log(event.probe.rawValue, event.pid, line.text) }
  }

  // MARK: The Conductor

  func conductorEvent(
    _ kind: Event.Kind, scenario: ScenarioID? = nil, repetition: Int? = nil, step: StepID? = nil
  ) -> Int {
    guard let session else { return 0 }
    conductorSequence += 1
    emit(
      Event(
        run: session.run, scenario: scenario, repetition: repetition, step: step, actor: .conductor,
        probe: .conductor, pid: 77, sequence: conductorSequence, kind: kind, uptime: 0, time: 0),
      bundle: Self.conductorBundle, file: JournalPath.conductor(run: session.run))
    return conductorSequence
  }

  func beat() { if session != nil { _ = conductorEvent(.heartbeat) } }

  func status() throws -> Conductor.Status {
    guard !isAway else { throw ConductorError.unreachable("away") }
    return Conductor.Status(
      pid: 77, bundle: Self.conductorBundle, run: session?.run, heartbeats: 0, sequence: conductorSequence,
      isLocked: false, environment: [:])
  }

  func open(_ request: Conductor.SessionRequest) throws -> Conductor.Status {
    session = request
    return try status()
  }

  func canary() throws -> Conductor.Logged {
    guard let session, !isAway else { throw ConductorError.unreachable("away") }
    let sequence = conductorEvent(.canary)
    for canary in Canary.all { log("Conductor", 77, canary.message(run: session.run)) }
    return .init(sequence: sequence)
  }

  func terminate(_ bundle: String) { terminated.append(bundle) }

  func carryOut(_ request: Conductor.OrdersRequest) async throws -> Conductor.OrdersReply {
    guard !isAway else { throw ConductorError.unreachable("away") }
    if let refusal = faults.refusal { throw ConductorError.refused(refusal) }
    let list = try OrderList(encoded: request.orders)
    atOnce += 1
    mostAtOnce = max(mostAtOnce, atOnce)
    for order in list.orders { orders.append((request.bundle, request.delivery, order.step)) }
    // Orders that come side by side meet here.
    try await Task.sleep(for: .milliseconds(30))
    atOnce -= 1
    for order in list.orders { perform(order, list, bundle: request.bundle) }
    return .init(pid: 300)
  }

  private func perform(_ order: Order, _ list: OrderList, bundle: String) {
    let result = results[order.step] ?? (.ok, .object(order.arguments))
    event(.begin, order, list, bundle, nil)
    if !faults.hangingSteps.contains(order.step) { event(.end, order, list, bundle, result) }
    if faults.stallsAfterFirstOrder, !hasStalled {
      hasStalled = true
      isStalled = true
    }
    if faults.leavesAfter == order.step {
      pending.append("[disconnected]")
      isAway = true
    }
  }

  /// The phone is plugged in again.
  func comeBack() {
    guard isAway, faults.comesBack else { return }
    isAway = false
    pending.append("[connected]")
  }

  private func event(
    _ kind: Event.Kind, _ order: Order, _ list: OrderList, _ bundle: String, _ result: (Outcome, JSONValue)?
  ) {
    let file = JournalPath.file(
      run: list.run, scenario: order.scenario, repetition: order.repetition, actor: list.actor)
    sequences[file, default: 0] += 1
    emit(
      Event(
        run: list.run, scenario: order.scenario, repetition: order.repetition, step: order.step,
        actor: list.actor, probe: "Probe", pid: 300, sequence: sequences[file] ?? 0, kind: kind, uptime: 0,
        time: 0, action: order.action, outcome: result?.0, data: result?.1),
      bundle: bundle, file: file, isLogged: !(faults.losesEnds && kind == .end))
  }

  func file(_ bundle: String, _ path: String) throws -> Data? {
    guard !isAway else { throw PhoneError.notAttached(udid: Self.udid) }
    return journals["\(bundle) \(path)"].map { Data($0.map { $0 + "\n" }.joined().utf8) }
  }
}

/// The fake phone behind the seam.
struct FakeConnection: PhoneConnection, ConductorConnection {
  let phone: FakePhone
  var applications = [
    InstalledApplication(
      bundle: "probe.a", version: "1", probe: "A", groups: ["shared": "group.x"], entitlements: ["e": true]),
    InstalledApplication(bundle: "probe.b", version: "1", probe: "B"),
    InstalledApplication(bundle: "other", version: "1"),
  ]
  var packages: [ProbeName: URL] = [:]

  var udid: String { FakePhone.udid }
  func toolVersions() async -> [String: String] { ["idevicesyslog": "fake"] }
  func lockdownValues() async throws -> LockdownValues {
    LockdownValues(values: [
      "ProductType": "iPhone10,3", "ProductVersion": "15.2", "UniqueDeviceID": .string(FakePhone.udid),
      "SandProbeRehearsal": [
        "profile": "fake", "kind": "physical", "mutants": ["m"], "faults": [], "seed": 3,
      ],
    ])
  }
  func installedApplications() async throws -> [InstalledApplication] { applications }
  func logSource() async throws -> LogSource { LogSource(service: .syslogRelay, arguments: []) }

  func captureLog(
    from source: LogSource, _ receive: @escaping @Sendable (LogCaptureEvent) async throws -> Void
  ) async throws {
    try await receive(.started(command: source.command))
    await phone.captureBegan()
    do {
      while let printed = await phone.print() {
        if !printed.isEmpty { try await receive(.output(printed)) }
        try await Task.sleep(for: .milliseconds(2))
        await phone.beat()
      }
    } catch {
      await phone.captureEnded()
      throw error
    }
    await phone.captureEnded()
    try await receive(.ended(status: "status 0"))
  }

  func withConductor(
    _ brief: RunnerBrief, _ body: @escaping @Sendable (any ConductorConnection) async throws -> Void
  ) async throws { try await body(self) }

  func readFile(bundle: String, path: String, limit: Int) async throws -> Data? {
    try await phone.file(bundle, path)
  }
  func package(of probe: ProbeName) -> URL? { packages[probe] }
  func reinstall(bundle: String, from package: URL) async throws {}

  func status() async throws -> Conductor.Status { try await phone.status() }
  func open(_ request: Conductor.SessionRequest) async throws -> Conductor.Status {
    try await phone.open(request)
  }
  func send(_ request: Conductor.OrdersRequest) async throws -> Conductor.OrdersReply {
    try await phone.carryOut(request)
  }
  func terminate(_ request: Conductor.TerminateRequest) async throws { await phone.terminate(request.bundle) }
  func fence(_ request: Conductor.FenceRequest) async throws -> Conductor.Logged {
    .init(
      sequence: await phone.conductorEvent(
        .fence, scenario: request.scenario, repetition: request.repetition, step: request.step))
  }
  func canary() async throws -> Conductor.Logged { try await phone.canary() }
}
