import ProbeProtocol

extension ScreenStep {
  /// What a person has to do, in one sentence; nil for a step that reads what the screen shows: nobody's word stands for
  /// that, and looking leaves nothing behind that shows that it was done.
  var instruction: String? {
    switch self {
    case .activate(_, let app): "Open the app \(app) on the phone."
    case .background(_, let app): "Leave the app \(app) by going to the Home Screen; do not close it."
    case .lock: "Lock the phone with its side button, and leave it locked."
    case .unlock: "Unlock the phone; type its passcode if it asks for one."
    case .share(let request): Self.words(request)
    case .pick(let request): Self.words(request)
    case .answer(let request): Self.words(request)
    }
  }

  private static func words(_ request: Conductor.ShareRequest) -> String? {
    guard let target = request.target else { return nil }
    return switch target.kind {
    case .activity: "In the share sheet on the phone, tap '\(target.name)'."
    case .appExtension:
      "In the share sheet on the phone, tap '\(target.name)' in the row of apps; swipe the row if it is not there."
    case .copyTo: "In the sheet on the phone, tap 'Copy to \(target.name)'."
    case .openIn: "In the sheet on the phone, tap 'Open in \(target.name)' or 'Copy to \(target.name)'."
    }
  }

  private static func words(_ request: Conductor.PickerRequest) -> String? {
    guard request.choice != .read else { return nil }
    guard request.choice != .cancel else { return "In the file picker on the phone, tap 'Cancel'." }
    var deeds: [String] = []
    if let location = request.location {
      deeds.append("go to Browse and tap '\(location)'")
      if request.allowsProvider { deeds.append("turn it on if the phone asks") }
    }
    if !request.folders.isEmpty {
      deeds.append("open " + request.folders.map { "'\($0)'" }.joined(separator: ", then "))
    }
    switch (request.choice, request.file) {
    case (.save, _): deeds.append("tap 'Save'")
    case (_, let file?): deeds.append("tap the file '\(file)', and 'Open' if it is there")
    case (_, nil): deeds.append("tap 'Open'")
    }
    return "In the file picker on the phone, " + deeds.joined(separator: ", ") + "."
  }

  private static func words(_ request: Conductor.AlertRequest) -> String? {
    let alert =
      switch request.kind {
      case .permission: "the alert that asks for a permission"
      case .paste: "the alert that asks about pasting"
      case .provider: "the alert that asks about the file provider"
      case .any: "the alert on the phone"
      }
    return switch request.answer {
    case .allow: "In \(alert), tap the button that allows it."
    case .deny: "In \(alert), tap the button that does not allow it."
    case .button: "In \(alert), tap '\(request.button ?? "")'."
    case .none: nil
    }
  }
}
