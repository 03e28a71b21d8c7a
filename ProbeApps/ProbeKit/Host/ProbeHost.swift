import Foundation
public import ProbeProtocol

/// A probe app or extension without its screen: it gets what the system hands to the process, and decides.
///
/// The shell around it only forwards. Calls return at once; orders are carried out one list after another on a
/// thread of their own.
public final class ProbeHost: Sendable {
  public let manifest: ProbeManifest
  private let system: any ProbeSystem
  private let mailbox: Result<Mailbox, SystemError>?
  private let triggers = TriggerBoard()
  private let agent: Agent
  private let state: Locked<State>
  private let queue = SerialQueue()

  private struct State: Sendable {
    var card: ProbeCard
    var pending = 0
    var watch: @Sendable (ProbeCard) -> Void = { _ in }
  }

  /// - Parameters:
  ///   - desk: The sharing UI of the process.
  ///   - isExtension: An extension takes orders from its mailbox and keeps its journals there.
  public init(
    system: any ProbeSystem, manifest: ProbeManifest, desk: (any SharingDesk)?, isExtension: Bool = false
  ) {
    self.system = system
    self.manifest = manifest
    let state = Locked(State(card: ProbeCard(manifest: manifest, system: system)))
    self.state = state
    let group = manifest.groups[ProbeManifest.mailboxGroup]
    mailbox = isExtension ? group.map { Self.mailbox(of: manifest.probe, $0, system) } : nil
    agent = Agent(
      system: system, probe: manifest.probe,
      Agent.Surroundings(
        desk: desk, mailboxGroup: group, journalHome: try? mailbox?.get().folder, triggers: triggers,
        watch: { progress in Self.change(state) { $0.show(progress) } }))
  }

  private static func mailbox(
    of probe: ProbeName, _ group: String, _ system: any ProbeSystem
  ) -> Result<Mailbox, SystemError> {
    do throws(SystemError) {
      return .success(try Mailbox(probe: probe, group: group, system: system))
    } catch {
      return .failure(error)
    }
  }

  /// What the screen shows.
  public var card: ProbeCard { state.withLock { $0.card } }

  /// Whether orders are under way or wait: then the app asks the system for time in the background.
  public var isBusy: Bool { state.withLock { $0.pending > 0 } }

  /// Calls the body with every new card, on any thread.
  public func watch(_ body: @escaping @Sendable (ProbeCard) -> Void) { state.withLock { $0.watch = body } }

  /// Takes the orders of the launch environment, if there are any.
  public func launch(environment: [String: String]) {
    do throws(OrderInboxError) {
      if let list = try OrderInbox.orders(inEnvironment: environment) { deliver(list) }
    } catch {
      refuse(error.description)
    }
  }

  /// Takes the orders of a URL of the app's own scheme.
  /// - Returns: False where the URL is no such URL, but something that another app hands over.
  public func open(url: String) -> Bool {
    guard url.hasPrefix(OrderInbox.scheme(bundle: system.bundle.identifier) + ":") else { return false }
    do throws(OrderInboxError) {
      deliver(try OrderInbox.orders(inURL: url))
    } catch {
      refuse(error.description)
    }
    return true
  }

  /// Takes the orders that the containing app left.
  /// - Returns: Whether there were any.
  @discardableResult
  public func readMailbox() -> Bool {
    do {
      guard let text = try mailbox?.get().take() else { return false }
      deliver(try OrderInbox.orders(encoded: text))
      return true
    } catch {
      refuse("the mailbox: \((error as? SystemError)?.outcome.description ?? String(describing: error))")
      return false
    }
  }

  /// Forwards a notification of the system.
  public func note(_ signal: OrderTrigger.Signal) {
    triggers.note(
      SystemNotice(
        signal: signal, uptime: system.uptime, isAvailable: try? system.isProtectedDataAvailable()))
    Self.change(state) { $0.lastSignal = signal }
  }

  /// Notes that another app handed a URL over.
  public func note(_ arrival: Arrival) { Self.change(state) { $0.lastArrival = arrival } }

  /// Calls the body when every order that has come so far was carried out.
  public func whenIdle(_ body: @escaping @Sendable () -> Void) { queue.async(body) }

  private func deliver(_ list: OrderList) {
    state.withLock { $0.pending += 1 }
    let place = triggers.end
    DispatchQueue.global().async { [agent] in agent.announce(list) }
    queue.async { [agent, state] in
      agent.run(list, from: place)
      state.withLock { $0.pending -= 1 }
    }
  }

  private func refuse(_ why: String) { Self.change(state) { $0.trouble = EventData.cut(why, to: 400) } }

  /// Changes the card and shows it.
  private static func change(_ state: Locked<State>, _ body: (inout ProbeCard) -> Void) {
    let (card, watch) = state.withLock { state in
      body(&state.card)
      return (state.card, state.watch)
    }
    watch(card)
  }
}

/// Does one thing after another on a thread of its own. (`DispatchQueue` says in newer SDKs alone that it is Sendable.)
private struct SerialQueue: @unchecked Sendable {
  private let queue = DispatchQueue(label: "sandprobe.orders")

  func async(_ body: @escaping @Sendable () -> Void) { queue.async(execute: body) }
}
