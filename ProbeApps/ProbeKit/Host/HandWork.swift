import ProbeProtocol

/// What a person does where no Conductor drives the phone, in a sentence.
enum HandWork {
  /// What to do while or after an order is carried out; nil where it needs nobody.
  static func sentence(for order: Order) -> String? {
    switch order.action {
    case "share.present": "choose in the sheet what the step asks for"
    case "picker.present": "choose in the picker what the step asks for"
    case "arrival.wait":
      "hand the file over: choose this app in the other app's sheet, or the file in the picker"
    default: nil
    }
  }

  /// What to do so that an order's time comes.
  static func sentence(for trigger: OrderTrigger) -> String? {
    switch trigger.signal {
    case .locking: "lock the phone"
    case .unlocked: "unlock the phone"
    case .background: "go to the home screen"
    case .active: "come back to this app"
    case nil: nil
    }
  }

  /// Whether the work begins when the order ends.
  static func outlastsItsOrder(_ action: ActionName) -> Bool {
    action == "share.present" || action == "picker.present"
  }
}
