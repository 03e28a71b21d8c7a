import Syslog

/// What a decision was about, with the place that its path lies in and its shape, read once.
struct TargetReading {
  let target: SandboxTarget
  /// Nil where the target is no path.
  let place: TargetPlace?
  let shape: String

  init(_ target: SandboxTarget) {
    self.target = target
    guard let path = Self.path(of: target) else {
      place = nil
      shape = TargetShape.shape(of: target)
      return
    }
    let components = PathComponents(path)
    let place = TargetPlace(components)
    let shape = TargetShape.shape(of: components, in: place)
    self.place = place
    if case .issuedExtension(_, let extensionClass) = target {
      self.shape = "target:\(shape) extension-class:\(extensionClass)"
    } else {
      self.shape = shape
    }
  }

  private static func path(of target: SandboxTarget) -> String? {
    switch target {
    case .path(let path), .issuedExtension(let path, _), .socket(let path): path
    default: nil
    }
  }
}
