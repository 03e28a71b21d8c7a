import Foundation
import ProbeProtocol

/// What an actor does with files that have a protection class.
enum ProtectionActions {
  static let all = [write, createFile, createDirectory, copy, set, read, attributes, state, notices]

  static let write = Action("data.write") { context in
    let arguments = context.arguments
    let content = Data(try arguments.text("text").utf8)
    try context.system.writeData(
      arguments.path(), content, protection: arguments.protection(),
      isAtomic: arguments.flag("atomic", default: false))
    return ActionResult(.ok, ["size": .int(content.count)])
  }

  static let createFile = Action("file.create") { context in
    let arguments = context.arguments
    let content = Data(try arguments.text("text").utf8)
    try context.system.createFile(arguments.path(), content, protection: arguments.protection())
    return ActionResult(.ok, ["size": .int(content.count)])
  }

  static let createDirectory = Action("dir.create") { context in
    try context.system.createDirectory(
      context.arguments.path(), protection: context.arguments.protection())
    return ActionResult(.ok)
  }

  static let copy = Action("file.copy") { context in
    try context.system.copyItem(context.arguments.path(), to: context.arguments.path("to"))
    return ActionResult(.ok)
  }

  static let set = Action("protection.set") { context in
    guard let protection = try context.arguments.protection() else {
      throw ArgumentProblem.missing("protection")
    }
    try context.system.setProtection(context.arguments.path(), protection)
    return ActionResult(.ok)
  }

  static let read = Action("protection.read") { context in
    let protection = try context.system.protection(of: context.arguments.path())
    return ActionResult(.ok, ["protection": word(protection)])
  }

  static let attributes = Action("file.attributes") { context in
    let attributes = try context.system.attributes(of: context.arguments.path())
    return ActionResult(
      .ok,
      [
        "size": .int(attributes.size), "uid": .int(Int(attributes.owner)),
        "owner": attributes.ownerName.map(JSONValue.string) ?? .null,
        "mode": .string(ModeText.text(of: attributes.mode)), "protection": word(attributes.protection),
      ])
  }

  static let state = Action("protection.state") { context in
    ActionResult(.ok, ["available": .bool(try context.system.isProtectedDataAvailable())])
  }

  static let notices = Action("protection.notices") { context in
    let told = context.notices.notices()
    var available: [String: JSONValue] = [:]
    for notice in told { available[notice.signal.rawValue] = notice.isAvailable.map(JSONValue.bool) ?? .null }
    return ActionResult(
      .ok,
      [
        "notices": .array(told.map { .string($0.signal.rawValue) }), "count": .int(told.count),
        "available": .object(available),
      ])
  }

  private static func word(_ protection: ProtectionClass?) -> JSONValue {
    protection.map { .string($0.rawValue) } ?? .null
  }
}

extension Arguments {
  /// The class in the argument `protection`; nil where it was left out.
  fileprivate func protection() throws(ArgumentProblem) -> ProtectionClass? {
    guard let word = understood["protection"]?.stringValue else { return nil }
    guard let protection = ProtectionClass(rawValue: word) else {
      let known = ProtectionClass.allCases.map(\.rawValue).joined(separator: ", ")
      throw ArgumentProblem("argument 'protection' is '\(EventData.cut(word, to: 80))', none of \(known)")
    }
    return protection
  }
}
