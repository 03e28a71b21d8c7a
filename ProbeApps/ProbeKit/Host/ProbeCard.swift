public import ProbeProtocol

/// What a probe shows on its screen: who it is, what it did last, and what a person is to do.
public struct ProbeCard: Hashable, Sendable {
  /// The probe's name.
  public let name: String
  /// Bundle, process, App Groups and claims, a line each.
  public let identity: [String]
  /// What the probe is doing or did last; nil before the first order.
  public fileprivate(set) var last: String?
  /// What a person is to do now; nil where nothing.
  public fileprivate(set) var hand: String?
  /// Why the last orders could not be taken.
  public var trouble: String?
  /// The last notification that was forwarded.
  public var lastSignal: OrderTrigger.Signal?
  /// What was handed over last.
  public var lastArrival: Arrival?

  public init(manifest: ProbeManifest, system: any ProbeSystem) {
    let bundle = system.bundle
    name = manifest.probe.rawValue
    var lines = [
      "\(bundle.identifier), build \(bundle.version)", "process \(system.processID), user \(system.userID)",
    ]
    if !manifest.note.isEmpty { lines.append(manifest.note) }
    lines += manifest.groups.sorted { $0.key < $1.key }.map { "App Group \($0.key): \($0.value)" }
    if !manifest.claims.isEmpty {
      lines.append("for \(manifest.claims.map(\.rawValue).joined(separator: ", "))")
    }
    identity = lines
  }

  /// The whole card as text, as the screen and the element tree have it.
  public var text: String {
    var lines = [name] + identity
    if let last { lines += ["", last] }
    if let lastSignal { lines.append("last notification: \(lastSignal.rawValue)") }
    if let lastArrival { lines.append("last arrival: \(lastArrival.path) (\(lastArrival.way.rawValue))") }
    if let trouble { lines += ["", "Not understood: \(trouble)"] }
    lines += ["", hand.map { "To do by hand: \($0)" } ?? "Nothing to do by hand."]
    return lines.joined(separator: "\n")
  }

  /// Takes up what the agent does.
  mutating func show(_ progress: Agent.Progress) {
    switch progress {
    case .waits(let order, let trigger):
      last = "\(order.step): \(order.action) waits"
      hand = HandWork.sentence(for: trigger)
    case .begins(let order):
      last = "\(order.step): \(order.action) …"
      hand = HandWork.sentence(for: order)
    case .ended(let order, let outcome):
      last = "\(order.step): \(order.action) → \(EventData.cut(outcome.description, to: 400))"
      if !HandWork.outlastsItsOrder(order.action) { hand = nil }
    }
  }
}
