import ProbeProtocol

/// Locks and unlocks the phone, and believes neither before it sees it.
struct LockScript: Sendable {
  /// Milliseconds for the phone to lock: the private way waits five seconds for a confirmation.
  static let locking = 6_000
  /// Milliseconds for the phone to unlock.
  static let unlocking = 3_000
  /// Milliseconds between the two presses of the Home button.
  static let betweenPresses = 1_000

  let screen: any SystemScreen

  func lock() async throws -> Conductor.LockReply {
    if await screen.isLocked { return Conductor.LockReply(isLocked: true) }
    var refusals: [String] = []
    var isPressed = false
    for way in SystemUITable(version: await screen.systemVersion).lockWays {
      do {
        try await screen.press(way)
        isPressed = true
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        refusals.append("\(way.rawValue): \(ScreenTrouble(error, at: "the lock button").message)")
        continue
      }
      if try await waitUntil(locked: true, within: Self.locking) {
        return Conductor.LockReply(isLocked: true, way: way.rawValue)
      }
      refusals.append("\(way.rawValue): the phone is still unlocked")
    }
    throw ScreenTrouble(
      isPressed ? .noEffect : .unsupported, "nothing locks this phone: \(refusals.joined(separator: "; "))")
  }

  func unlock() async throws -> Conductor.LockReply {
    guard await screen.isLocked else { return Conductor.LockReply(isLocked: false) }
    do {
      try await screen.press(.home)
      try await screen.pause(milliseconds: Self.betweenPresses)
      if await screen.isLocked { try await screen.press(.home) }
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw ScreenTrouble(error, at: "the Home button")
    }
    guard try await waitUntil(locked: false, within: Self.unlocking) else {
      throw ScreenTrouble(
        .needsPasscode,
        "the phone is still locked after two presses of Home: its passcode has to be typed by hand")
    }
    return Conductor.LockReply(isLocked: false, way: CaseButton.home.rawValue)
  }

  private func waitUntil(locked: Bool, within limit: Int) async throws -> Bool {
    let deadline = await screen.uptime + limit
    while await screen.isLocked != locked {
      guard await screen.uptime < deadline else { return false }
      try await screen.pause(milliseconds: ScreenWork.pause)
    }
    return true
  }
}
