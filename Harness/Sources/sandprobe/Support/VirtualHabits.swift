import VirtualPhone

/// How a virtual phone that a run brings along is locked: with a passcode, which its owner types when the phone asks
/// for it, and faster than a real one closes its files.
struct VirtualHabits: Hashable, Sendable {
  /// Milliseconds from locking until protected files close: some ten seconds on a phone.
  static let closing = 300
  static let typing = Duration.milliseconds(300)
  static let lockWait = Duration.milliseconds(1_000)
  static let locking = Duration.seconds(5)

  private static let withoutPasscode = "no-passcode"

  var profile: String
  var passcode: String? = "2580"

  /// - Parameter text: `PROFILE`, `PROFILE:no-passcode`, or `no-passcode` for the first profile's.
  init(_ text: String?) throws {
    var words = text?.split(separator: ":", omittingEmptySubsequences: false).map(String.init) ?? []
    if words.last == Self.withoutPasscode {
      passcode = nil
      words.removeLast()
    }
    guard words.count < 2 else {
      throw CommandError(.usage, "'\(text ?? "")' is no virtual phone: write PROFILE or PROFILE:no-passcode")
    }
    profile = words.first ?? PhoneModel.profiles[0]
  }
}
