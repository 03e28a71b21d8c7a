extension ActionCatalogue {
  static let arrival = ActionSpecification.Argument(
    "arrival", .integer, isRequired: false, "the number of what arrived; give it or path")
  static let hardCoded = ActionSpecification.Argument(
    "path", .path, isRequired: false, "a path to make a URL of; give it or arrival")

  /// What goes through the system's sharing UI, by an app with a screen or an extension.
  static let desk: [ActionSpecification] = [
    ActionSpecification(
      "share.present", "shows the system's sheet for a file of the actor's",
      arguments: [
        .init("path", .path, "the file"),
        .init(
          "sheet", .string,
          "activity (UIActivityViewController), or open-in or options (the menus of UIDocumentInteractionController)"
        ),
      ]),
    ActionSpecification("share.dismiss", "takes away the sheet or picker that the actor shows"),
    ActionSpecification(
      "picker.present", "shows UIDocumentPickerViewController",
      arguments: [
        .init("mode", .string, "open (in place) or import (a copy)")
      ]),
    ActionSpecification(
      "arrival.wait", "waits for the next URL that another app, a person or a picker hands over",
      arguments: [
        .init("within", .integer, isRequired: false, "milliseconds; 60,000 unless told otherwise")
      ],
      results: [
        "arrival": "its number, from 0", "path": "the URL's path", "by": "opened, picked, loaded or bookmark",
        "inPlace": "UIOpenURLContext's openInPlace, or null",
      ]),
    ActionSpecification(
      "item.load", "an extension asks for what was shared with NSItemProvider.loadItem",
      arguments: [
        .init("index", .integer, isRequired: false, "which attachment, from 0; 0 unless told otherwise"),
        .init(
          "stops", .integer, isRequired: false,
          "how often loadItem's completion calls stopAccessingSecurityScopedResource; 0 unless told otherwise"
        ),
      ],
      results: [
        "arrival": "its number, from 0", "path": "the path that loadItem gave",
        "readable": "whether the completion could read the file before it returned",
      ]),
  ]

  /// Security-scoped URLs and bookmarks of them.
  static let scopes: [ActionSpecification] = [
    ActionSpecification(
      "scope.start", "calls startAccessingSecurityScopedResource", arguments: [arrival, hardCoded],
      results: ["granted": "what the call gave"]),
    ActionSpecification(
      "scope.stop", "calls stopAccessingSecurityScopedResource", arguments: [arrival, hardCoded]),
    ActionSpecification(
      "bookmark.save", "makes a bookmark of a URL and keeps it in a file of the actor's",
      arguments: [arrival, hardCoded, .init("file", .path, "the file that keeps it")],
      results: ["size": "bytes of the bookmark"]),
    ActionSpecification(
      "bookmark.open", "makes a URL of a bookmark that a file keeps",
      arguments: [.init("file", .path, "the file that keeps it")],
      results: [
        "arrival": "its number, from 0", "path": "the URL's path",
        "stale": "whether the system says it is stale",
      ]),
  ]

  /// How a containing app hands orders to its extension and takes its journals.
  static let mailboxes: [ActionSpecification] = [
    ActionSpecification(
      "mailbox.put", "leaves a list of orders for an extension, in the place of one that was not taken yet",
      arguments: [
        .init("probe", .string, "the extension's name"),
        .init(
          "orders", .string, "the list, as the launch environment would carry it", isSecret: true),
      ]),
    ActionSpecification(
      "mailbox.collect", "copies an extension's journals of this run into the containing app's own folder",
      arguments: [.init("probe", .string, "the extension's name")],
      results: ["files": "names of the journals, sorted"]),
  ]
}
