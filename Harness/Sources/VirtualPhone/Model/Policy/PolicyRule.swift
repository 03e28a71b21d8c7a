package import ProbeProtocol

/// One rule of the virtual phone with what it comes from.
package struct PolicyRule: Hashable, Sendable {
  /// What a rule governs.
  package enum Kind: String, Hashable, Sendable {
    /// What apps may do and find.
    case policy
    /// What the system writes into the log.
    case logging
    /// What a daemon writes into the log, where that is what a claim is about. A record that is not there decides
    /// nothing, so that a phone without it leaves the claim open and never makes it fail.
    case saying
  }

  package let name: RuleName
  package let kind: Kind
  /// What holds while the rule is not turned over, as a sentence.
  package let summary: String
  /// The claims that publish it.
  package let claims: [ClaimID]
  /// Names of the profiles in which it decides anything.
  package let profiles: [String]

  /// The rule's name, `cross-container-read`.
  package var id: String { name.rawValue }

  /// Whether a claim is no longer held where it is turned over.
  package var decidesClaims: Bool { kind != .logging }

  /// Every rule, in the order in which help lists them.
  package static var all: [PolicyRule] { RuleName.allCases.map(PolicyRule.init) }

  /// The rule of that name.
  package init(_ name: RuleName) {
    self.name = name
    (kind, profiles, claims, summary) = name.entry
  }
}

extension RuleName {
  fileprivate typealias Entry = (PolicyRule.Kind, profiles: [String], [ClaimID], String)

  private static let sharing = PhoneProfile.all.filter { $0.stands(on: .fileSharing) }
  private static let phones = sharing.filter { $0.kind == .physical }.map(\.name)
  private static let simulators = sharing.filter { $0.kind == .simulator }.map(\.name)
  private static let everywhere = sharing.map(\.name)

  fileprivate var entry: Entry {
    switch self {
    case .sameUserForAllApps, .userNameMobile, .homePerApp, .homeInContainers, .reinstallNewHome,
      .ownContainerOpen, .crossContainerRead, .crossContainerWrite:
      isolationEntry
    case .systemVolumeReadOnly, .remoteLoginToolsAbsent, .setuidRefused, .forkRefused, .execRefused,
      .varIsALink:
      systemEntry
    case .oneGroupContainerPerGroup, .groupContainerLayout, .groupContainerForMembers,
      .groupContainerForOutsiders, .containerMetadataRead, .containerMetadataWrite:
      groupEntry
    case .defaultsAreBinaryPlist, .modeBitsDoNotSeparateMembers, .uncoordinatedWritersRace,
      .coordinationSerialises, .dataSharedUnvalidated:
      sharingEntry
    case .simulatorNoSandbox, .simulatorNoUserName, .simulatorMetadataReadable: simulatorEntry
    case .openInArrivesInInbox, .openInMakesACopy, .openInGrantsNoAccess, .inboxIsReadOnly,
      .activitySheetHandsOverCopies, .menuOffersExtensions, .sheetIssuesExtension, .sharingLogsContent:
      openInEntry
    case .extensionIsGivenTheFile, .loadedItemIsReadOnly, .loadItemGrants, .startNeedsAnExtension,
      .stopsAreCounted, .extensionProcessPerShare, .extensionEndsWithProcess, .issuingNeedsSendersAccess,
      .actionExtensionIsGivenTheFile:
      extensionEntry
    case .kernelLogsDenies, .kernelFoldsDuplicates: loggingEntry
    case .defaultClassIsNone, .copyDropsClass, .classChangesNothingElse, .protectionIsPerFile,
      .setAttributesSetsClass, .dataWriteSetsClass, .simulatorNoProtectionKey:
      classEntry
    case .protectionNeedsPasscode, .completeClosedWhileLocked, .backgroundIsNoException,
      .protectedDataNotices, .protectedDataFlag, .completeClosedToHost, .fileSharingOpensDocuments:
      lockEntry
    case .providerInPicker, .providerStorageInGroup, .pickedIsClosedBeforeStart, .startOpensPicked,
      .stopClosesPicked, .pathCanBeStarted, .capabilitiesGuardNothing, .accessLastsUntilStop,
      .bookmarkOutlivesProcess:
      providerEntry
    case .documentBrowserShowsDocuments, .inPlaceSharingShowsDocuments, .otherDocumentsAreHidden,
      .documentIsPickedInPlace, .anyAppPicks, .onlyDocumentsAreProvided:
      documentEntry
    }
  }

  private var isolationEntry: Entry {
    let phones = Self.phones
    return switch self {
    case .sameUserForAllApps: (.policy, phones, ["FS-01", "FS-16"], "every app runs as user id 501")
    case .userNameMobile: (.policy, phones, ["FS-01"], "getpwuid(501) names the user mobile")
    case .homePerApp: (.policy, Self.everywhere, ["FS-02"], "every app has a home of its own")
    case .homeInContainers:
      (.policy, phones, ["FS-02"], "homes are at /var/mobile/Containers/Data/Application/<UUID>")
    case .reinstallNewHome: (.policy, Self.everywhere, ["FS-02"], "a reinstalled app gets a new home")
    case .ownContainerOpen: (.policy, phones, ["FS-03"], "an app opens its own home")
    case .crossContainerRead:
      (
        .policy, phones, ["FS-04", "FS-32", "FS-33", "FS-34", "FS-35", "FS-36", "FS-38", "FS-55"],
        "an app reads nothing in another app's home nor elsewhere in user data"
      )
    default:
      (
        .policy, phones, ["FS-04", "FS-24", "FS-31", "FS-38"],
        "an app writes nothing in another app's home nor elsewhere in user data"
      )
    }
  }

  private var systemEntry: Entry {
    let phones = Self.phones
    return switch self {
    case .systemVolumeReadOnly:
      (.policy, phones, ["FS-07"], "the system volume is mounted read-only")
    case .remoteLoginToolsAbsent:
      (.policy, phones, ["FS-07"], "the system has no ssh, telnet, login or shell")
    case .setuidRefused: (.policy, phones, ["FS-07"], "setuid to another user fails with EPERM")
    case .forkRefused: (.policy, phones, ["FS-07"], "fork fails with EPERM, and the kernel logs it")
    case .execRefused: (.policy, phones, ["FS-07"], "posix_spawn fails with EPERM, and the kernel logs it")
    default: (.policy, phones, ["FS-08"], "/var is a symbolic link to /private/var")
    }
  }

  private var groupEntry: Entry {
    let (phones, everywhere) = (Self.phones, Self.everywhere)
    return switch self {
    case .oneGroupContainerPerGroup:
      (.policy, everywhere, ["FS-10", "FS-12"], "all members of an App Group resolve one container")
    case .groupContainerLayout:
      (.policy, everywhere, ["FS-11"], "a group container has the metadata list and Library/Caches")
    case .groupContainerForMembers:
      (.policy, phones, ["FS-11", "FS-12"], "members read and write in their group's container")
    case .groupContainerForOutsiders:
      (.policy, phones, ["FS-15"], "an app outside the group neither reads nor writes in its container")
    case .containerMetadataRead:
      (.policy, phones, ["FS-14"], "a member cannot read the container's metadata list")
    default: (.policy, phones, ["FS-14"], "a member cannot write the container's metadata list")
    }
  }

  private var sharingEntry: Entry {
    let everywhere = Self.everywhere
    return switch self {
    case .defaultsAreBinaryPlist:
      (.policy, everywhere, ["FS-13"], "UserDefaults(suiteName:) is stored as a binary property list")
    case .modeBitsDoNotSeparateMembers:
      (.policy, everywhere, ["FS-16"], "mode bits treat all apps as one user, whoever made the file")
    case .uncoordinatedWritersRace:
      (.policy, everywhere, ["FS-17"], "nothing keeps unco-ordinated writers of one file apart")
    case .coordinationSerialises:
      (.policy, everywhere, ["FS-17"], "NSFileCoordinator lets one writer of a file in at a time")
    default: (.policy, everywhere, ["FS-18"], "what a member wrote reaches another unexamined")
    }
  }

  private var simulatorEntry: Entry {
    let simulators = Self.simulators
    return switch self {
    case .simulatorNoSandbox: (.policy, simulators, ["FS-05"], "in the Simulator there is no app sandbox")
    case .simulatorNoUserName: (.policy, simulators, ["FS-06"], "in the Simulator getpwuid gives nil")
    default: (.policy, simulators, ["FS-14"], "in the Simulator a member reads the metadata list")
    }
  }

  private var loggingEntry: Entry {
    let phones = Self.phones
    return switch self {
    case .kernelLogsDenies:
      (
        .logging, phones,
        [
          "FS-04", "FS-15", "FS-22", "FS-24", "FS-27", "FS-31", "FS-32", "FS-33", "FS-34", "FS-35", "FS-38",
          "FS-42", "FS-55",
        ],
        "Sandbox.kext logs every denial with process, operation and path"
      )
    default:
      (
        .logging, phones, ["FS-04", "FS-15"], "Sandbox.kext folds repeated denials into `N duplicate reports`"
      )
    }
  }
}
