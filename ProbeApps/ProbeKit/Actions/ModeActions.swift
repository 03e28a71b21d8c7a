import ProbeProtocol

/// What an actor does with permission bits.
enum ModeActions {
  static let all = [set]

  static let set = Action("file.mode") { context in
    let mode = try ModeText.mode(from: context.arguments.text("mode"))
    try context.system.setMode(context.arguments.path(), mode)
    return ActionResult(.ok)
  }
}

/// Permission bits as octal text, `0644`.
enum ModeText {
  static func text(of mode: UInt16) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  static func mode(from text: String) throws(ArgumentProblem) -> UInt16 {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }),
      let mode = UInt16(text, radix: 8), mode <= 0o7777
    else {
      throw ArgumentProblem("argument 'mode' is no octal text such as 0600")
    }
    return mode
  }
}
