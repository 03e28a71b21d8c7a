import Foundation
import ProbeProtocol

/// Answers the requests that need the screen.
struct ConductorScreen: Sendable {
  /// Bytes that are kept of an element tree.
  static let maximumTree = 1 << 18
  /// Bytes of a screenshot that are sent along.
  static let maximumScreenshot = 6 << 20

  let screen: any SystemScreen

  /// The JSON of the answer.
  func answer(_ request: ScreenRequest) async throws -> Data {
    switch request {
    case .share(let request): CanonicalJSON.encode(try await share(request))
    case .picker(let request): CanonicalJSON.encode(try await pick(request))
    case .alert(let request): CanonicalJSON.encode(try await answer(request))
    case .lock: CanonicalJSON.encode(try await lock())
    case .unlock: CanonicalJSON.encode(try await unlock())
    case .isLocked: CanonicalJSON.encode(Conductor.LockReply(isLocked: await screen.isLocked))
    case .screenshot: CanonicalJSON.encode(try await screenshot())
    case .tree(let request): CanonicalJSON.encode(try await tree(request))
    }
  }

  /// Chooses in the share sheet. A sheet that does not offer it is closed, once its evidence is taken.
  func share(_ request: Conductor.ShareRequest) async throws -> Conductor.ShareReply {
    try await refuseLocked(request.bundle)
    var script = ShareScript(work: await work(request.bundle, request.timeLimit), request: request)
    do {
      return try await script.run()
    } catch let trouble as ScreenTrouble {
      let refusal = await refusal(trouble, app: request.bundle, lookups: script.work.tried)
      if trouble.code == .elementNotFound { await script.close() }
      throw refusal
    }
  }

  func pick(_ request: Conductor.PickerRequest) async throws -> Conductor.PickerReply {
    try await refuseLocked(request.bundle)
    var script = PickerScript(work: await work(request.bundle, request.timeLimit), request: request)
    do {
      return try await script.run()
    } catch let trouble as ScreenTrouble {
      let refusal = await refusal(trouble, app: request.bundle, lookups: script.work.tried)
      if trouble.code == .elementNotFound { await script.close() }
      throw refusal
    }
  }

  func answer(_ request: Conductor.AlertRequest) async throws -> Conductor.AlertReply {
    try await refuseLocked(request.bundle)
    guard request.answer != .button || request.button != nil else {
      throw Conductor.Refusal(code: .badRequest, message: "the answer 'button' needs the button's label")
    }
    var script = AlertScript(work: await work(request.bundle, request.timeLimit), request: request)
    do {
      return try await script.run()
    } catch let trouble as ScreenTrouble {
      throw await refusal(trouble, app: request.bundle, lookups: script.work.tried)
    }
  }

  func lock() async throws -> Conductor.LockReply {
    do {
      return try await LockScript(screen: screen).lock()
    } catch let trouble as ScreenTrouble {
      throw await refusal(trouble, app: nil, lookups: [])
    }
  }

  func unlock() async throws -> Conductor.LockReply {
    do {
      return try await LockScript(screen: screen).unlock()
    } catch let trouble as ScreenTrouble {
      throw await refusal(trouble, app: nil, lookups: [])
    }
  }

  func screenshot() async throws -> Conductor.Screenshot {
    guard let png = await screen.screenshot() else {
      throw Conductor.Refusal(code: .unsupported, message: "no screenshot can be taken")
    }
    return Conductor.Screenshot(png: png)
  }

  func tree(_ request: Conductor.TreeRequest) async throws -> Conductor.ElementTree {
    let bundle = request.bundle ?? UIOwner.springboard.bundle(app: "")
    guard let tree = await tree(of: bundle) else {
      throw Conductor.Refusal(
        code: .elementNotFound, message: "nothing of \(EventData.cut(bundle, to: 160)) is on the screen")
    }
    return tree
  }

  private func work(_ app: String, _ timeLimit: Int?) async -> ScreenWork {
    await ScreenWork(screen: screen, app: app, timeLimit: timeLimit)
  }

  private func refuseLocked(_ bundle: String) async throws {
    guard await screen.isLocked else { return }
    throw Conductor.Refusal(LaunchError.locked, bundle)
  }

  /// The trouble with what was on the screen when it came.
  private func refusal(_ trouble: ScreenTrouble, app: String?, lookups: [String]) async -> Conductor.Refusal {
    var evidence = Conductor.ScreenEvidence(lookups: lookups)
    if let png = await screen.screenshot(), png.count <= Self.maximumScreenshot { evidence.screenshot = png }
    let owners: [UIOwner] = (app == nil ? [] : [.app]) + [.sharing, .springboard]
    for owner in owners {
      if let tree = await tree(of: owner.bundle(app: app ?? "")) { evidence.trees.append(tree) }
    }
    return Conductor.Refusal(code: trouble.code, message: trouble.message, evidence: evidence)
  }

  private func tree(of bundle: String) async -> Conductor.ElementTree? {
    guard let text = await screen.tree(of: bundle) else { return nil }
    return Conductor.ElementTree(bundle: bundle, text: EventData.cut(text, to: Self.maximumTree))
  }
}
