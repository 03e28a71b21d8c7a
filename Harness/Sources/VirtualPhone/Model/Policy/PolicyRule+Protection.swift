import ProbeProtocol

// What the sources say of data protection. DP is of iOS 4.3, REST of 10.3: what both say belongs to both phones, what
// one alone says to its own.
extension RuleName {
  typealias ProtectionEntry = (PolicyRule.Kind, profiles: [String], [ClaimID], String)

  private static let era = PhoneProfile.all.filter { $0.stands(on: .dataProtection) }.map(\.name)
  private static let protecting = PhoneProfile.all
    .filter { $0.stands(on: .dataProtection) || $0.stands(on: .dataAtRest) }.map(\.name)
  private static let simulatedOnes = PhoneProfile.all.filter { $0.kind == .simulator }.map(\.name)

  var classEntry: ProtectionEntry {
    switch self {
    case .defaultClassIsNone:
      (.policy, Self.era, ["DP-03"], "a file that nobody gave a class is in the class none")
    case .copyDropsClass: (.policy, Self.era, ["DP-06"], "a copy does not take the class over")
    case .classChangesNothingElse:
      (.policy, Self.era, ["DP-07"], "a class leaves size, owner and mode as they are")
    case .protectionIsPerFile: (.policy, Self.protecting, ["DP-02"], "every file has a class of its own")
    case .setAttributesSetsClass:
      (.policy, Self.protecting, ["DP-04", "DP-02"], "FileManager.setAttributes sets the class of a file")
    case .dataWriteSetsClass:
      (.policy, Self.protecting, ["DP-05"], "Data.write sets the class that its option names")
    default:
      (.policy, Self.simulatedOnes, ["DP-12"], "in the Simulator a file's attributes hold no class")
    }
  }

  var lockEntry: ProtectionEntry {
    switch self {
    case .protectionNeedsPasscode:
      (
        .policy, Self.protecting, ["DP-01", "DP-08", "DP-09", "DP-10", "DP-11"],
        "protection is in force only while a passcode is set"
      )
    case .completeClosedWhileLocked:
      (.policy, Self.protecting, ["DP-08", "DP-01"], "while locked, no app opens a complete file")
    case .backgroundIsNoException:
      (.policy, Self.protecting, ["DP-08"], "an app that was in the background already opens none either")
    case .protectedDataNotices:
      (.policy, Self.protecting, ["DP-09"], "apps are told of locking and unlocking")
    case .protectedDataFlag:
      (.policy, Self.protecting, ["DP-09"], "isProtectedDataAvailable follows the lock")
    case .completeClosedToHost:
      (
        .policy, Self.protecting, ["DP-10", "DP-11"],
        "while locked, the host gets no complete file through AFC"
      )
    default:
      (.policy, Self.protecting, ["DP-13"], "UIFileSharingEnabled opens an app's Documents to the host")
    }
  }
}
