import ProbeProtocol

/// Why a script could not do its work, before the screen was looked at for evidence.
struct ScreenTrouble: Error, Hashable, Sendable {
  var code: Conductor.Refusal.Code
  var message: String

  init(_ code: Conductor.Refusal.Code, _ message: String) {
    self.code = code
    self.message = EventData.cut(message, to: 1_000)
  }

  init(_ error: any Error, at what: String) {
    switch error {
    case let trouble as ScreenTrouble: self = trouble
    case ScreenError.gone: self.init(.elementNotFound, "\(what) went away before it could be touched")
    case ScreenError.unsupported(let why): self.init(.unsupported, why)
    case ScreenError.failed(let why): self.init(.elementNotFound, "\(what): \(why)")
    default: self.init(.elementNotFound, "\(what): \(error)")
    }
  }
}
