/// What touches do to the scenes on the screen.
extension [ScreenModel.Scene] {
  /// - Returns: what it came to, if anything but a change of the screen.
  mutating func touch(_ touch: ScreenTouch, asPoint: Bool) -> ScreenEvent? {
    switch last {
    case .alert(let alert): touchAlert(alert, touch, asPoint: asPoint)
    case .sheet(let sheet): touchSheet(sheet, touch)
    case .picker(let picker): touchPicker(picker, touch)
    case nil: nil
    }
  }

  private mutating func touchAlert(_ scene: AlertScene, _ touch: ScreenTouch, asPoint: Bool) -> ScreenEvent? {
    guard case .alertButton(let index) = touch, scene.buttons.indices.contains(index) else { return nil }
    if scene.deafTaps > 0, !asPoint {
      var scene = scene
      scene.deafTaps -= 1
      self[count - 1] = .alert(scene)
      return nil
    }
    removeLast()
    if let provider = scene.provider, index == 1 { turnOn(provider) }
    return .answered(app: scene.app, title: scene.title, button: scene.buttons[index])
  }

  private mutating func touchSheet(_ scene: ShareSheetScene, _ touch: ScreenTouch) -> ScreenEvent? {
    switch touch {
    case .entry(let label):
      removeLast()
      return .shared(app: scene.app, entry: label)
    case .closeSheet:
      removeLast()
      return .sheetClosed(app: scene.app)
    default: return nil
    }
  }

  private mutating func touchPicker(_ scene: PickerScene, _ touch: ScreenTouch) -> ScreenEvent? {
    var picker = scene
    let place = picker.place ?? []
    switch touch {
    case .browse: picker.place = nil
    case .location(let name):
      guard picker.locations.first(where: { $0.root.name == name })?.isOff == false else {
        append(.alert(Self.firstUse(of: name, in: scene.app)))
        return nil
      }
      picker.place = [name]
    case .folder(let name): picker.place = place + [name]
    case .file(let name):
      guard picker.purpose == .openSeveral else {
        removeLast()
        return .picked(app: scene.app, place: place, file: name)
      }
      picker.selected = name
    case .openButton:
      removeLast()
      return .picked(app: scene.app, place: place, file: picker.selected)
    case .saveButton:
      removeLast()
      return .saved(app: scene.app, place: place)
    case .cancelButton:
      removeLast()
      return .pickerCancelled(app: scene.app)
    default: return nil
    }
    self[count - 1] = .picker(picker)
    return nil
  }

  private static func firstUse(of provider: String, in app: String) -> AlertScene {
    var alert = AlertScene(app: app, host: .app, title: provider, buttons: AlertScene.providerButtons)
    alert.provider = provider
    return alert
  }

  private mutating func turnOn(_ provider: String) {
    guard case .picker(var picker)? = last else { return }
    for index in picker.locations.indices where picker.locations[index].root.name == provider {
      picker.locations[index].isOff = false
    }
    self[count - 1] = .picker(picker)
  }
}
