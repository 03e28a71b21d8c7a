import ProbeProtocol

// What the file-sharing source says of file providers and of the documents of apps: FS-40 to FS-55.
extension RuleName {
  typealias ProviderEntry = (PolicyRule.Kind, profiles: [String], [ClaimID], String)

  private static let sharingPhones = PhoneProfile.all
    .filter { $0.stands(on: .fileSharing) && $0.kind == .physical }.map(\.name)

  var providerEntry: ProviderEntry {
    let phones = Self.sharingPhones
    return switch self {
    case .providerInPicker:
      (.policy, phones, ["FS-40"], "an installed file provider is a location of the document picker")
    case .providerStorageInGroup:
      (
        .policy, phones, ["FS-41"],
        "a provider's files are in its App Group: File Provider Storage/<id>/<name>"
      )
    case .pickedIsClosedBeforeStart:
      (.policy, phones, ["FS-42"], "a picked file is closed before startAccessingSecurityScopedResource")
    case .startOpensPicked:
      (.policy, phones, ["FS-42"], "startAccessingSecurityScopedResource opens what was picked")
    case .stopClosesPicked:
      (.policy, phones, ["FS-42", "FS-45"], "stopAccessingSecurityScopedResource closes it again")
    case .pathCanBeStarted:
      (.policy, phones, ["FS-43"], "a URL made of the path of what was picked can be started")
    case .capabilitiesGuardNothing:
      (.policy, phones, ["FS-44"], "an item without allowsWriting can be written by who picked it")
    case .accessLastsUntilStop: (.policy, phones, ["FS-45"], "access lasts until it is stopped")
    default: (.policy, phones, ["FS-46"], "a bookmark gives a process that was launched anew access again")
    }
  }

  var documentEntry: ProviderEntry {
    let phones = Self.sharingPhones
    return switch self {
    case .documentBrowserShowsDocuments:
      (.policy, phones, ["FS-50"], "UISupportsDocumentBrowser shows an app's Documents under On My iPhone")
    case .inPlaceSharingShowsDocuments:
      (
        .policy, phones, ["FS-52"],
        "LSSupportsOpeningDocumentsInPlace and UIFileSharingEnabled show them, too"
      )
    case .otherDocumentsAreHidden: (.policy, phones, ["FS-51"], "other apps' Documents are not shown")
    case .documentIsPickedInPlace:
      (.policy, phones, ["FS-53"], "who picks an app's document gets the document itself, not a copy")
    case .anyAppPicks: (.policy, phones, ["FS-54"], "an app needs no UISupportsDocumentBrowser to pick")
    default:
      (.policy, phones, ["FS-55"], "nothing of an app outside its Documents can be started")
    }
  }
}
