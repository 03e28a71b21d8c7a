import ProbeProtocol

/// What an actor does with the system's sharing UI.
enum DeskActions {
  static let all = [present, dismiss, pick, wait, load]

  /// A longer wait is a mistake.
  private static let longestWait = 600_000

  static let present = Action("share.present") { context in
    let sheet: SharingSheet = try context.arguments.word("sheet")
    try context.atDesk().present(sheet, path: context.arguments.path())
    return ActionResult(.ok)
  }

  static let dismiss = Action("share.dismiss") { context in
    try context.atDesk().dismiss()
    return ActionResult(.ok)
  }

  static let pick = Action("picker.present") { context in
    let mode: PickerMode = try context.arguments.word("mode")
    try context.atDesk().presentPicker(mode)
    return ActionResult(.ok)
  }

  static let wait = Action("arrival.wait") { context in
    let limit = try context.arguments.number("within", in: 0...longestWait, default: 60_000)
    guard let arrival = try context.atDesk().nextArrival(within: limit) else { return ActionResult(.none) }
    return ActionResult(
      .ok,
      [
        "arrival": .int(arrival.number), "path": .string(arrival.path), "by": .string(arrival.way.rawValue),
        "inPlace": arrival.isInPlace.map(JSONValue.bool) ?? .null,
      ])
  }

  static let load = Action("item.load") { context in
    let arguments = context.arguments
    let item = try context.atDesk()
      .loadItem(
        arguments.number("index", in: 0...999, default: 0),
        stops: arguments.number("stops", in: 0...99, default: 0))
    return ActionResult(
      .ok,
      [
        "arrival": .int(item.arrival.number), "path": .string(item.arrival.path),
        "readable": .bool(item.isReadable),
      ])
  }
}

extension ActionContext {
  /// The actor's desk.
  func atDesk() throws(SystemError) -> any SharingDesk {
    guard let desk else { throw .notModelled("the system's sharing UI") }
    return desk
  }
}

extension Arguments {
  /// The case of an enumeration that a `string` argument names.
  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws(ArgumentProblem) -> Word where Word.RawValue == String {
    let text = try text(name)
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw ArgumentProblem("argument '\(name)' is '\(EventData.cut(text, to: 80))', none of \(known)")
    }
    return word
  }

  /// The number of an `integer` argument, or the default where it was left out.
  func number(_ name: String, in range: ClosedRange<Int>, default value: Int) throws(ArgumentProblem) -> Int {
    understood[name] == nil ? value : try number(name, in: range)
  }
}
