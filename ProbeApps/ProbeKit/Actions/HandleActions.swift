import Foundation
import ProbeProtocol

/// What an actor does with files that it holds open from one step to another.
enum HandleActions {
  static let all = [open, read, write, close]

  static let open = Action("handle.open") { context in
    let name = try context.handleName()
    let handle = try context.system.open(context.arguments.path(), mode(context.arguments.text("mode")))
    do throws(ArgumentProblem) {
      try context.handles.add(handle, as: name)
    } catch {
      try? context.system.close(handle)
      throw error
    }
    return ActionResult(.ok)
  }

  static let read = Action("handle.read") { context in
    let handle = try context.handles.handle(context.handleName())
    var content = Data()
    while content.count <= FileActions.maximumSize {
      let piece = try context.system.read(handle, count: 65_536)
      if piece.isEmpty { break }
      content.append(piece)
    }
    guard content.count <= FileActions.maximumSize else {
      return ActionResult(.unsupported("handle.read: more than \(FileActions.maximumSize) bytes follow"))
    }
    let text = FileContent.shortText(of: content)
    return ActionResult(
      .ok, ["size": .int(content.count), "text": text.map(JSONValue.string) ?? .null])
  }

  static let write = Action("handle.write") { context in
    let handle = try context.handles.handle(context.handleName())
    let content = Data(try context.arguments.text("text").utf8)
    try context.system.write(handle, content)
    return ActionResult(.ok, ["size": .int(content.count)])
  }

  static let close = Action("handle.close") { context in
    try context.system.close(context.handles.remove(context.handleName()))
    return ActionResult(.ok)
  }

  private static func mode(_ word: String) throws(ArgumentProblem) -> OpenMode {
    switch word {
    case "read": .read
    case "write": .write(create: true)
    case "append": .append
    case "create": .createNew
    default: throw ArgumentProblem("argument 'mode' is none of read, write, append, create")
    }
  }
}

extension ActionContext {
  /// Handles belong to one actor of one performance, so that scenarios in one process do not meet.
  fileprivate func handleName() throws(ArgumentProblem) -> String {
    "\(scope)/\(actor)/\(try arguments.text("handle"))"
  }
}
