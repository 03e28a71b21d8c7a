/// What the harness has the Conductor, or a person, do at the phone; the actor of these is `host`.
///
/// They run beside the orders of the steps that share their label `together`: an app shows a sheet as long as nobody
/// has chosen in it.
extension ActionCatalogue {
  private static let probe = ActionSpecification.Argument(
    "probe", .string, "the probe app that shows it, or that it is about")

  private static let until = ActionSpecification.Argument(
    "until", .string, isRequired: false,
    "the step whose first event shows that a person did it; otherwise any event of this scenario does")

  private static let logged = ActionSpecification.Argument(
    "logged", .string, isRequired: false,
    "words of a line in the phone's log that shows, too, that a person did it")

  private static let loggedBy = ActionSpecification.Argument(
    "loggedBy", .string, isRequired: false, "the process that logs these words; any unless given")

  /// What shows that a person did it.
  private static let evidence = [until, logged, loggedBy]

  static let screen: [ActionSpecification] = [
    ActionSpecification(
      "app.activate", "brings an app to the front", arguments: [probe] + evidence,
      results: ["pid": "its process id, or null"]),
    ActionSpecification(
      "app.background", "takes an app from the front, as Home does", arguments: [probe] + evidence),
    ActionSpecification("phone.lock", "locks the phone", results: ["way": "what locked it, or null"]),
    ActionSpecification(
      "phone.unlock", "unlocks the phone; one with a passcode needs a person",
      results: ["way": "what unlocked it, or null"]),
    ActionSpecification(
      "sheet.read", "reads what the share sheet offers, and closes it", arguments: [probe] + evidence,
      results: ["offered": "labels, as far as they were in its tree"]),
    ActionSpecification(
      "sheet.choose", "chooses in the share sheet, or in the sheet of Open in…",
      arguments: [
        probe, .init("kind", .string, "activity, extension, copy-to or open-in"),
        .init("name", .string, "the entry's label, or the app's display name"),
      ] + evidence,
      results: ["offered": "labels, as far as they were in its tree", "chosen": "the label that was tapped"]),
    ActionSpecification(
      "picker.choose", "goes through the document picker and leaves it",
      arguments: [
        probe, .init("choice", .string, isRequired: false, "open unless told otherwise, save or cancel"),
        .init("location", .string, isRequired: false, "On My iPhone, or a provider's display name"),
        .init("folders", .strings, isRequired: false, "folders to open one after another"),
        .init("file", .string, isRequired: false, "the file's name with its extension"),
        .init("provider", .boolean, isRequired: false, "turn on a provider that is off until first used"),
      ] + evidence,
      results: ["allowedProvider": "whether a provider was turned on"]),
    ActionSpecification(
      "picker.read", "reads what the document picker shows, and leaves it by Cancel",
      arguments: [
        probe,
        .init(
          "location", .string, isRequired: false,
          "On My iPhone, or a provider's display name; only the locations are read unless told otherwise"),
        .init("folders", .strings, isRequired: false, "folders to open one after another"),
        .init("provider", .boolean, isRequired: false, "turn on a provider that is off until first used"),
        until,
      ],
      results: [
        "locations": "names of the picker's locations", "entries": "labels in the place, or null",
        "names": "the same without the kind or the extension that a label ends with, or null",
        "allowedProvider": "whether a provider was turned on",
      ]),
    ActionSpecification(
      "alert.answer", "answers an alert, or only reads it",
      arguments: [
        probe, .init("kind", .string, "permission, paste, provider or any"),
        .init("answer", .string, "allow, deny, button or none"),
        .init("button", .string, isRequired: false, "the label to tap where the answer is button"),
      ] + evidence,
      results: [
        "texts": "its title and what it says", "buttons": "their labels",
        "pressed": "the label that was tapped",
      ]),
  ]

  /// The actions that need the screen or its lock.
  public static let screenActions: Set<ActionName> = Set(screen.map(\.name))
}
