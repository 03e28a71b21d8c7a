/// How a file is protected while the phone is locked: the words for `FileProtectionType`.
///
/// The 2011 source knows the first two, which iOS 4 brought; the tutorial on data at rest names all four.
public enum ProtectionClass: String, Codable, Hashable, Sendable, CaseIterable {
  /// Not protected.
  case none
  /// Closed while the phone is locked.
  case complete
  /// Closed while the phone is locked, but for those who opened it before.
  case completeUnlessOpen = "complete-unless-open"
  /// Closed from the phone's start until it is first unlocked.
  case completeUntilFirstUserAuthentication = "complete-until-first-user-authentication"
}
