import ProbeProtocol

/// Reads and answers an alert. It looks again and again, at the system and then at the app, rather than trusting an
/// interruption monitor, which fires only when a touch is blocked.
struct AlertScript: Sendable {
  var work: ScreenWork
  let request: Conductor.AlertRequest

  mutating func run() async throws -> Conductor.AlertReply {
    if let part, work.table.lookups(for: part).isEmpty {
      throw ScreenTrouble(.unsupported, "iOS \(work.table.version) has no \(request.kind.rawValue) alert")
    }
    guard try await work.wait(for: [.init(.alert)]) != nil else {
      throw ScreenTrouble(.elementNotFound, "no alert appeared within \(work.timeLimit) ms")
    }
    let texts = await work.look(for: .init(.alertTexts)).map(\.label)
    let buttons = await work.look(for: .init(.alertButtons)).map(\.label)
    try await check(texts, buttons)
    var reply = Conductor.AlertReply(texts: texts, buttons: buttons, pressed: nil)
    if let part { reply.pressed = try await press(part) }
    reply.lookups = work.found
    return reply
  }

  /// The button to press; nil to only read.
  private var part: UIPart? {
    switch (request.answer, request.kind) {
    case (.none, _): nil
    case (.button, _): .alertButton
    case (.allow, .paste): .pasteAllow
    case (.deny, .paste): .pasteDeny
    case (.allow, .provider): .providerAllow
    case (.deny, .provider): .providerDeny
    case (.allow, .permission), (.allow, .any): .permissionAllow
    case (.deny, .permission), (.deny, .any): .permissionDeny
    }
  }

  /// An alert of another kind is not answered: its buttons mean something else.
  private mutating func check(_ texts: [String], _ buttons: [String]) async throws {
    let isPaste = await !work.look(for: .init(.pasteAllow)).isEmpty
    let fits =
      switch request.kind {
      case .paste: isPaste
      case .permission, .provider: !isPaste
      case .any: true
      }
    guard fits else {
      let words = (texts + buttons.map { "[\($0)]" }).joined(separator: " ")
      throw ScreenTrouble(
        .alertInTheWay, "another alert than the \(request.kind.rawValue) alert is there: \(words)")
    }
  }

  /// Taps, and touches the button's middle where the tap did not take.
  private mutating func press(_ part: UIPart) async throws -> String {
    let name = request.answer == .button ? request.button : nil
    let wanted = ScreenWork.Wanted(part, name)
    guard let (_, button) = try await work.wait(for: [wanted], within: ScreenWork.effect) else {
      throw ScreenTrouble(.elementNotFound, "the alert has no \(wanted.words)")
    }
    try await work.tap(button, wanted.words)
    if try await work.waitUntilGone(.alert) { return button.label }
    if let again = await work.look(for: wanted).first, again.label == button.label {
      try await work.tap(again, wanted.words, asPoint: true)
      if try await work.waitUntilGone(.alert) { return button.label }
    }
    throw ScreenTrouble(.noEffect, "the alert is still there after '\(button.label)' was tapped")
  }
}
