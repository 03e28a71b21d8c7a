import ProbeProtocol

// What the file-sharing source says of Open in… and of share and action extensions, on a phone: of the Simulator it says
// nothing but that sharingd's lines are a phone's.
extension RuleName {
  typealias SharingEntry = (PolicyRule.Kind, profiles: [String], [ClaimID], String)

  private static let sharingPhones = PhoneProfile.all
    .filter { $0.kind == .physical && $0.stands(on: .fileSharing) }.map(\.name)

  var openInEntry: SharingEntry {
    let phones = Self.sharingPhones
    return switch self {
    case .openInArrivesInInbox:
      (
        .policy, phones, ["FS-20", "FS-21", "FS-22", "FS-27"],
        "a file opened in another app arrives in the receiver's Documents/Inbox"
      )
    case .openInMakesACopy:
      (
        .policy, phones, ["FS-23", "FS-27"],
        "what arrives is a copy, which no later edit of the sender's reaches"
      )
    case .openInGrantsNoAccess:
      (.policy, phones, ["FS-24"], "the receiver gets no access to the sender's own file")
    case .inboxIsReadOnly:
      (.policy, phones, ["FS-22", "FS-27"], "an app writes nothing in its Documents/Inbox")
    case .activitySheetHandsOverCopies:
      (.policy, phones, ["FS-27"], "UIActivityViewController hands apps copies, as the menus do")
    case .menuOffersExtensions:
      (
        .policy, phones, ["FS-39"],
        "UIDocumentInteractionController's sheets offer extensions beside copying apps"
      )
    case .sheetIssuesExtension:
      (
        .saying, phones, ["FS-25"],
        "AirDrop is issued a sandbox extension of a file when a sheet with it is shown"
      )
    default: (.saying, phones, ["FS-26"], "sharingd logs path and text of a file that a sheet shows")
    }
  }

  var extensionEntry: SharingEntry {
    let phones = Self.sharingPhones
    return switch self {
    case .extensionIsGivenTheFile:
      (
        .policy, phones, ["FS-30", "FS-32", "FS-37"],
        "a share extension gets the sender's own file, and no copy"
      )
    case .loadedItemIsReadOnly:
      (.policy, phones, ["FS-31", "FS-38"], "what loadItem gives can be read and not written")
    case .loadItemGrants:
      (
        .policy, phones, ["FS-32", "FS-33", "FS-35", "FS-38"],
        "an extension reads what was shared once loadItem was called, not before"
      )
    case .startNeedsAnExtension:
      (
        .policy, phones, ["FS-33"],
        "startAccessingSecurityScopedResource opens nothing without an extension that was issued"
      )
    case .stopsAreCounted:
      (.policy, phones, ["FS-34"], "two stops in loadItem's completion take its extension away")
    case .extensionProcessPerShare:
      (.policy, phones, ["FS-35"], "every share starts a process of the extension's")
    case .extensionEndsWithProcess:
      (.policy, phones, ["FS-35"], "a sandbox extension ends with its process")
    case .issuingNeedsSendersAccess:
      (.policy, phones, ["FS-36"], "no extension is issued of a file that the sender cannot read")
    default:
      (
        .policy, phones, ["FS-38"],
        "an action extension gets the sender's own file, as a share extension does"
      )
    }
  }
}
