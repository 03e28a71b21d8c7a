import Foundation
import ProbeProtocol

/// A request that needs the screen, read from its body.
enum ScreenRequest: Sendable {
  case share(Conductor.ShareRequest)
  case picker(Conductor.PickerRequest)
  case alert(Conductor.AlertRequest)
  case lock, unlock, isLocked, screenshot
  case tree(Conductor.TreeRequest)

  init(_ path: Conductor.Path, _ body: Data) throws {
    switch path {
    case .share: self = .share(try RequestBody.read(body))
    case .picker: self = .picker(try RequestBody.read(body))
    case .alert: self = .alert(try RequestBody.read(body))
    case .tree: self = .tree(try RequestBody.read(body))
    case .lock, .unlock, .isLocked, .screenshot:
      let _: Conductor.Empty = try RequestBody.read(body)
      self =
        switch path {
        case .lock: .lock
        case .unlock: .unlock
        case .isLocked: .isLocked
        default: .screenshot
        }
    default: throw Conductor.Refusal(code: .notFound, message: "\(path.rawValue) is no request to the screen")
    }
  }

  /// Whether it touches what is on the screen.
  var touches: Bool {
    switch self {
    case .share, .picker, .alert, .lock, .unlock: true
    case .isLocked, .screenshot, .tree: false
    }
  }
}
