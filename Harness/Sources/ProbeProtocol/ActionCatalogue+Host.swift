/// What only the harness can do; the actor of these is `host`.
extension ActionCatalogue {
  private static let probe = ActionSpecification.Argument("probe", .string, "the probe app's name")

  private static let pathInside = ActionSpecification.Argument(
    "path", .string, "within the app's container, Documents/…")

  private static let vend = ActionSpecification.Argument(
    "vend", .string, isRequired: false,
    "what house_arrest is asked for: container, unless told otherwise, or documents")

  static let host: [ActionSpecification] = [
    ActionSpecification(
      "app.reinstall", "removes a probe app from the phone and installs it again", arguments: [probe]),
    ActionSpecification(
      "app.end", "ends a probe app; the next order to it launches it anew", arguments: [probe]),
    ActionSpecification(
      "time.wait", "lets time pass; a rehearsal waits a second at most",
      arguments: [.init("milliseconds", .integer, "how long")], results: ["waited": "milliseconds"]),
    ActionSpecification(
      "file.pull", "copies a file of a probe app off the phone, through house_arrest and AFC",
      arguments: [probe, pathInside, vend],
      results: [
        "size": "bytes", "sha256": "digest of the content",
        "text": "the content where it is short UTF-8, or null",
      ]),
    ActionSpecification(
      "folder.pull",
      "copies a folder of a probe app with all below it off the phone, and stops where a file is refused",
      arguments: [probe, pathInside, vend],
      results: [
        "files": "what was copied, relative paths, sorted", "count": "how many",
        "stopped": "the path at which it stopped, or null",
      ]),
    ActionSpecification(
      "folder.list", "lists a folder of a probe app, through house_arrest and AFC",
      arguments: [probe, pathInside, vend], results: ["entries": "names, sorted", "count": "how many"]),
    ActionSpecification(
      "phone.state", "asks the Conductor whether the phone is locked",
      results: ["locked": "true where it is"]),
  ]
}
