/// Files with protection classes, handles that stay open, and where the app stands.
extension ActionCatalogue {
  private typealias Argument = ActionSpecification.Argument

  private static let text = Argument("text", .string, "what to write")

  private static func protection(isRequired: Bool) -> Argument {
    let words = ProtectionClass.allCases.map(\.rawValue).joined(separator: ", ")
    return Argument("protection", .string, isRequired: isRequired, "the protection class: \(words)")
  }

  private static let protectionResult = "the file's protection class, or null where the attributes hold none"

  static let protection: [ActionSpecification] = [
    ActionSpecification(
      "data.write", "writes text with Data.write(to:options:), in the class given or with no option for one",
      arguments: [
        path, text, protection(isRequired: false),
        .init(
          "atomic", .boolean, isRequired: false, "write beside it and rename; no unless told otherwise"),
      ],
      results: ["size": "bytes written"]),
    ActionSpecification(
      "file.create", "makes a file with FileManager.createFile(atPath:contents:attributes:)",
      arguments: [path, text, protection(isRequired: false)], results: ["size": "bytes written"]),
    ActionSpecification(
      "dir.create", "makes a directory with FileManager.createDirectory(atPath:attributes:)",
      arguments: [path, protection(isRequired: false)]),
    ActionSpecification(
      "file.copy", "copies a file with FileManager.copyItem(atPath:toPath:)",
      arguments: [path, .init("to", .path, "where the copy goes")]),
    ActionSpecification(
      "protection.set", "sets the protection class with FileManager.setAttributes(_:ofItemAtPath:)",
      arguments: [path, protection(isRequired: true)]),
    ActionSpecification(
      "protection.read", "reads the protection class back with FileManager.attributesOfItem(atPath:)",
      arguments: [path], results: ["protection": protectionResult]),
    ActionSpecification(
      "file.attributes", "reads what FileManager.attributesOfItem(atPath:) tells of a file",
      arguments: [path],
      results: [
        "size": "bytes", "uid": "owner", "owner": "the owner's name, or null",
        "mode": "permission bits, octal text", "protection": protectionResult,
      ]),
    ActionSpecification(
      "protection.state", "asks UIApplication.isProtectedDataAvailable",
      results: ["available": "true where protected files can be used"]),
    ActionSpecification(
      "protection.notices", "tells what the system announced since the app's process started",
      results: [
        "notices": "the announcements, in order", "count": "how many",
        "available": "isProtectedDataAvailable at the last of each, by announcement",
      ]),
  ]

  static let handles: [ActionSpecification] = [
    ActionSpecification(
      "handle.open", "opens a file and keeps it open under a name, for later steps of the actor",
      arguments: [
        path, .init("handle", .string, "the name"),
        .init("mode", .string, "read, write (cuts the file), append or create (a new file)"),
      ]),
    ActionSpecification(
      "handle.read", "reads to the end from where the handle stands",
      arguments: [.init("handle", .string, "the name")],
      results: ["size": "bytes", "text": "the content where it is short UTF-8, or null"]),
    ActionSpecification(
      "handle.write", "writes text where the handle stands",
      arguments: [.init("handle", .string, "the name"), text], results: ["size": "bytes written"]),
    ActionSpecification(
      "handle.close", "closes a handle", arguments: [.init("handle", .string, "the name")]),
  ]

  static let lifecycle: [ActionSpecification] = [
    ActionSpecification(
      "app.state", "asks UIApplication.applicationState",
      results: ["state": "active, inactive or background"])
  ]
}
